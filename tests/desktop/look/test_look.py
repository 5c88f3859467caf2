"""Theme, zoom and the style sheet; no text is cut off at any zoom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.dialogs.about import About
from app.desktop.dialogs.preferences import Preferences
from app.desktop.hotkey.choice import HotkeyChoice
from app.desktop.hotkey.system import NoHotkey
from app.desktop.look.fonts import FAMILY
from app.desktop.look.look import Look
from app.desktop.look.style import NeedlepointStyle
from app.desktop.look.theme import DARK, LIGHT
from app.desktop.pages.block import Block
from app.desktop.shell.main_window import MainWindow
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.citations import SourceTag
from app.library.library import Library

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")


def test_the_shipped_font_loads(look: Look) -> None:
    assert look.family == FAMILY


def test_nothing_is_left_to_fill_in_the_style_sheet(look: Look) -> None:
    assert re.findall(r"@[a-z]|\d+dp|icon\(\w", look.sheet()) == []


def test_arrow_images_of_the_sheet_exist(look: Look) -> None:
    look.draw_images()
    files = re.findall(r"url\(([^)]+)\)", look.sheet())
    assert files
    assert all(Path(file).exists() and Path(file.replace(".png", "@2x.png")).exists() for file in files)


def test_a_sheet_is_set_when_its_images_are_there(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt looks for an image once in a sheet: what it did not find then never shows, as rings of choices."""
    missing: list[str] = []
    set_sheet = QApplication.setStyleSheet

    def note(app: QApplication, sheet: str) -> None:
        missing.extend(file for file in re.findall(r"url\(([^)]+)\)", sheet) if not Path(file).exists())
        set_sheet(app, sheet)

    monkeypatch.setattr(QApplication, "setStyleSheet", note)
    look.set_zoom(137)
    look.set_zoom(100)
    assert missing == []


def test_theme_switches_and_tells(look: Look, window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("77002")
    with qtbot.waitSignal(look.changed):
        look.set_choice("dark")
    assert look.theme is DARK
    assert QApplication.palette().window().color().name().upper() == DARK.window
    assert window.store.setting("theme", "") == "dark"
    look.set_choice("light")
    assert look.theme is LIGHT


def test_a_switch_styles_each_widget_a_few_times_however_deep_it_lies(
    look: Look, style: NeedlepointStyle, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_check()
    polished: list[QObject] = []
    monkeypatch.setattr(style, "polished", polished.append)
    look.set_choice("dark")
    widgets = len(QApplication.allWidgets())
    assert widgets < len(polished) < 4 * widgets, (len(polished), widgets)
    look.set_choice("light")


@pytest.mark.usefixtures("window")
def test_white_on_black_of_the_system_is_kept(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    system = QPalette()
    for role, color in ((QPalette.ColorRole.Base, "#000000"), (QPalette.ColorRole.Text, "#FFFFFF")):
        system.setColor(role, QColor(color))
    monkeypatch.setattr(look, "_system_palette", system)
    look.set_choice("system")
    assert (look.theme.page, look.theme.error) == ("#000000", "#FFFFFF")
    look.set_choice("dark")
    assert look.theme is DARK


def test_the_colors_of_the_system_are_read_again_when_it_has_others(look: Look) -> None:
    look.set_choice("dark")
    look._follow_system()
    assert look._system_palette.resolveMask() == 0  # none of it is ours
    assert QApplication.palette().base().color().name().upper() == DARK.field
    look.set_choice("light")


@pytest.mark.usefixtures("window")
def test_zoom_stays_between_80_and_200(look: Look) -> None:
    look.set_zoom(500)
    assert look.zoom == 200
    look.step_zoom(1)
    assert look.zoom == 200
    look.set_zoom(10)
    assert look.zoom == 80


def cut_texts(window: QWidget) -> list[str]:
    """Texts of labels and buttons that do not fit into what they were given."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.visibleRegion().boundingRect().isValid():
            continue
        if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
            if (
                widget.width() + 1 < widget.sizeHint().width()
                or widget.height() + 1 < widget.sizeHint().height()
            ):
                found.append(f"label {widget.text()} {widget.size()} {widget.sizeHint()}")
        elif isinstance(widget, QLabel) and widget.text():
            if widget.height() + 1 < widget.heightForWidth(widget.width()):
                found.append(f"wrapped label {widget.text()}")
        elif isinstance(widget, QAbstractButton) and widget.text() and not isinstance(widget, SourceTag):
            hint = widget.sizeHint()
            if widget.width() + 1 < hint.width() or widget.height() + 1 < hint.height():
                found.append(f"button {widget.text()} {widget.size()} {hint}")
        elif isinstance(widget, QLineEdit) and widget.text():
            if widget.height() + 1 < QFontMetricsF(widget.font()).height():
                found.append(f"field {widget.text()}")
        elif isinstance(widget, Block):
            found.extend(_cut_pieces(widget))
    return found


def _cut_pieces(block: Block) -> list[str]:
    return [
        f"piece {piece.text!r} in {block}"
        for piece in block.drawing.pieces
        if piece.text
        and QFontMetricsF(piece.font).boundingRect(piece.rect, piece.flags, piece.text).height()
        > piece.rect.height() + 1
    ]


@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
@pytest.mark.parametrize("size", [(1280, 800), (960, 600)], ids=["standard", "least"])
def test_no_text_is_cut_in_reference(
    make_window: Callable[..., MainWindow], look: Look, qtbot: QtBot, zoom: int, size: tuple[int, int]
) -> None:
    # At zoom 200 the screen has twice the pixels: the same layout in logical pixels of the design.
    factor = max(zoom, 100) / 100
    window = make_window(round(size[0] * factor), round(size[1] * factor))
    look.set_zoom(zoom)
    window.open_page("77002")
    sheet = window.reference.pages.sheet()
    assert sheet is not None
    sheet.finish()

    def all_fit() -> None:
        assert cut_texts(window) == []

    qtbot.waitUntil(all_fit, timeout=30_000)  # layouts settle over several turns of the event loop


@pytest.fixture(params=[80, 100, 150, 200])
def zoomed(request: pytest.FixtureRequest, look: Look) -> Iterator[Look]:
    """The look at a zoom; put back when the test's windows are closed."""
    look.set_zoom(request.param)
    yield look
    look.set_zoom(100)


def test_no_text_is_cut_in_dialogs(
    zoomed: Look, store: UserDataStore, library: Library, qtbot: QtBot, tmp_path: Path
) -> None:
    choice = HotkeyChoice(store, NoHotkey, "", zoomed)
    preferences = Preferences(zoomed, store, tmp_path, library.payers(), choice)
    about = About(zoomed, library.editions, tmp_path)
    for dialog in (preferences, about):
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        assert cut_texts(dialog) == []
