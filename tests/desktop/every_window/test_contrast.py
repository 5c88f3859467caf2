"""What is painted can be read: the ink of each text against its ground, in every window and theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from app.desktop.look.contrast import contrast
from app.desktop.look.look import Look
from app.desktop.look.theme import DARK, LIGHT, Theme, from_palette
from tests.conftest import EVERY_EXAMPLE
from tests.desktop.every_window.windows import Windows

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")
LEAST = 4.5
_RATIO = 2  # so that the stems of letters have pixels of their whole ink
_INK = 8  # as many pixels make an ink; fewer are the edges of letters


def high_contrast(surface: str, ink: str, link: str) -> Theme:
    """The theme for a system of these colors."""
    system = QPalette()
    roles = QPalette.ColorRole
    colors = {roles.Base: surface, roles.Text: ink, roles.Link: link, roles.Highlight: ink}
    for role, color in colors.items():
        system.setColor(role, QColor(color))
    return from_palette(system, dark=surface == "#000000")


THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "white on black": high_contrast("#000000", "#FFFFFF", "#FFFF00"),
    "black on white": high_contrast("#FFFFFF", "#000000", "#00009F"),
}


@pytest.fixture(params=THEMES if EVERY_EXAMPLE else ["dark"])
def theme(request: pytest.FixtureRequest, look: Look, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A theme; the one before is put back."""
    monkeypatch.setattr(Look, "_pick_theme", lambda _look: THEMES[request.param])
    look.set_choice("light")
    yield
    monkeypatch.undo()
    look.set_choice("light")


def picture_of(window: QWidget) -> QImage:
    """The window as it is painted, enlarged."""
    picture = QImage(window.size() * _RATIO, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(_RATIO)
    window.render(picture)
    picture.setDevicePixelRatio(1)
    return picture


def text_of(widget: QWidget) -> str:
    """The text that a widget shows, or the hint in its place."""
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def seen_rect(widget: QWidget, window: QWidget) -> QRect:
    """Where a widget lies in its window, empty where not all of it shows."""
    if widget.visibleRegion().boundingRect() != widget.rect():
        return QRect()
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def ratio_in(picture: QImage, place: QRect) -> float:
    """The contrast of the ink that stands out most against the ground, which has the most pixels."""
    scaled = QRect(place.topLeft() * _RATIO, place.size() * _RATIO)
    part = picture.copy(scaled.intersected(picture.rect()))
    colors = Counter(memoryview(part.constBits()).cast("I"))
    ((ground, _count),) = colors.most_common(1)
    inks = [color for color, count in colors.items() if count >= _INK]
    return max(contrast(QColor.fromRgb(color).name(), QColor.fromRgb(ground).name()) for color in inks)


def test_a_pale_text_is_noticed(look: Look) -> None:  # noqa: ARG001 - the look sets the font
    label = QLabel("Hardly to be read")
    for color, least, most in (("#AAAAAA", 2.2, 2.4), ("#000000", 20, 21)):
        label.setStyleSheet(f"background: white; color: {color}")
        label.resize(label.sizeHint())
        assert least <= ratio_in(picture_of(label), label.rect()) <= most


@pytest.mark.usefixtures("theme")
def test_every_text_stands_out_from_its_ground(windows: Windows) -> None:
    faint, looked_at = {}, set()
    for name, window in windows.each():
        QApplication.processEvents()
        picture = picture_of(window)
        for widget in window.findChildren(QWidget):
            shown = widget.window() is window and widget.isVisible() and widget.isEnabled()
            text = text_of(widget).strip() if shown else ""
            place = seen_rect(widget, window) if text else QRect()
            key = (type(widget), text, place.width(), widget.property("tone"), widget.property("kind"))
            if place.isEmpty() or key in looked_at:
                continue
            looked_at.add(key)
            if (ratio := ratio_in(picture, place)) < LEAST:
                faint[f"{name}: {type(widget).__name__} {text!r}"] = round(ratio, 2)
    assert len(looked_at) > 100
    assert faint == {}
