"""The card of a popover: rounded without black corners where nothing blends windows."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.look.look import Look
from app.desktop.widgets.citations import SourcePopover, SourceTag
from app.desktop.widgets.labels import make_label
from app.desktop.widgets.popover import Popover
from app.library.library import Library

# The offscreen platform says so when a popup opens or is cut; X11 grabs the keyboard and cuts windows.
pytestmark = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard", "does not support setting window masks", extend=True
)


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    """What asks for the popover."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def shown(look: Look, owner: QWidget, text: str) -> Popover:
    """A popover with a text, beside its owner."""
    popover = Popover(look, owner, 300)
    label = make_label(text, "body", wrap=True)
    popover.column.addWidget(label)
    popover.show_by_owner(label)
    return popover


@pytest.mark.parametrize("text", ["One line.", "A text of several lines. " * 20])
def test_on_x11_the_corners_are_cut_at_every_size(
    look: Look, owner: QWidget, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    popover = shown(look, owner, text)
    mask, whole = popover.mask(), popover.rect()
    assert mask.boundingRect() == whole
    for corner in (whole.topLeft(), whole.topRight(), whole.bottomLeft(), whole.bottomRight()):
        assert not mask.contains(corner)
        inwards = QPoint(3 if corner.x() == 0 else -3, 3 if corner.y() == 0 else -3)
        assert mask.contains(corner + inwards), "no more than the corner is cut"


def test_elsewhere_the_window_system_blends_the_corners(look: Look, owner: QWidget) -> None:
    assert QGuiApplication.platformName() != "xcb"
    assert shown(look, owner, "One line.").mask().isEmpty()


def test_a_long_publisher_is_read_whole(look: Look, owner: QWidget, library: Library) -> None:
    name = "A society of physicians with a rather long name"
    long = msgspec.structs.replace(library.sources()[0], publisher=name)
    tag = SourceTag(look, (long.cite("77002"),), lambda _citation: long, parent=owner)
    tag.show_popover()
    popover = tag.findChild(SourcePopover)
    assert popover is not None
    labels = [label for label in popover.findChildren(QLabel) if label.isVisible()]
    assert any(long.publisher in label.text() for label in labels)
    for label in labels:
        room = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= room, label.text()
        assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    popover.close()
