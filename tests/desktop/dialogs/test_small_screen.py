"""Windows beside the main one stay on a small screen at every zoom; what lacks room scrolls or wraps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QScrollArea, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.dialogs.about import About
from app.desktop.dialogs.licenses import LicenseTexts
from app.desktop.dialogs.preferences import Preferences
from app.desktop.dialogs.shortcuts import ShortcutSheet
from app.desktop.hotkey.choice import HotkeyChoice
from app.desktop.hotkey.system import NoHotkey
from app.desktop.imports.import_windows import ImportWindows
from app.desktop.look.look import RESOURCES, Look
from app.desktop.user_data.store import UserDataStore
from app.desktop.widgets.flow_row import FlowRow
from app.desktop.widgets.labels import make_button
from app.library.library import Library

Make = Callable[[str], QDialog]
WINDOWS = ("about", "licenses", "preferences", "shortcuts", "editions", "compare", "import")


@pytest.fixture(params=[100, 200])
def zoomed(request: pytest.FixtureRequest, look: Look) -> Iterator[Look]:
    look.set_zoom(request.param)
    yield look
    look.set_zoom(100)


@pytest.fixture
def make(zoomed: Look, store: UserDataStore, library: Library, tmp_path: Path) -> Make:
    windows = ImportWindows(zoomed, tmp_path / "editions", lambda: date(2026, 8, 15), tuple)
    choice = HotkeyChoice(store, NoHotkey, "", zoomed)
    makers: dict[str, Callable[[], QDialog]] = {
        "about": lambda: About(zoomed, library.editions, tmp_path),
        "licenses": lambda: LicenseTexts(zoomed, RESOURCES),
        "preferences": lambda: Preferences(zoomed, store, tmp_path, library.payers(), choice),
        "shortcuts": lambda: ShortcutSheet(zoomed, {}),
        "editions": windows.open_editions,
        "import": windows.open_import,
        "compare": windows.open_compare,
    }
    return lambda name: makers[name]()


def in_scroll_area(widget: QWidget, top: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not top:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize("name", WINDOWS)
def test_it_stays_on_the_screen_with_every_button_whole_and_one_of_them_default(
    make: Make, qtbot: QtBot, name: str
) -> None:
    dialog = make(name)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    QApplication.processEvents()
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    shown = [button for button in dialog.findChildren(QPushButton) if button.isVisibleTo(dialog)]
    for button in (button for button in shown if not in_scroll_area(button, dialog)):
        assert button.width() >= button.sizeHint().width(), button.text()
        assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight())), button.text()
    assert sum(button.isDefault() for button in shown) == 1


@pytest.mark.parametrize("name", ["editions", "import", "compare"])
def test_no_column_of_a_table_is_squeezed(make: Make, qtbot: QtBot, name: str) -> None:
    dialog = make(name)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    (table,) = dialog.findChildren(QTableView)
    header = table.horizontalHeader()
    for column in range(header.count()):
        head = str(table.model().headerData(column, Qt.Orientation.Horizontal) or "")
        assert header.sectionSize(column) >= header.fontMetrics().horizontalAdvance(head), head


def test_buttons_wrap_where_they_do_not_fit_and_the_row_follows_their_texts(look: Look, qtbot: QtBot) -> None:
    left, right = make_button("Left"), (make_button("One"), make_button("Two"))
    row = FlowRow(look, (left,), right)
    qtbot.addWidget(row)
    row.show()
    row.resize(600, 50)
    assert left.y() == right[0].y() == right[1].y()
    assert right[1].geometry().right() > 500
    row.resize(right[0].sizeHint().width() + right[1].sizeHint().width(), 50)
    assert left.y() < right[1].y()
    assert row.height() >= right[1].geometry().bottom()
    row.resize(600, 50)
    right[0].hide()
    right[1].setText("A much longer text than before")
    QApplication.processEvents()
    assert right[1].width() >= right[1].sizeHint().width()
