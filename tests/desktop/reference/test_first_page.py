"""The first page: three ways in before anything legal, tips that do what they say, four lines of shelf."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.coding.editions import Edition
from app.coding.excerpts import excerpts_of, say_excerpt
from app.coding.page_key import WELCOME
from app.coding.series import SERIES
from app.desktop.pages.ways_part import WaysBlock
from app.desktop.reference.welcome import LINES, welcome_page
from app.desktop.shell.main_window import MainWindow
from app.library.library import Library
from app.pages.text import page_text

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")
TODAY = date(2026, 11, 23)


def buttons(window: MainWindow) -> dict[str, QPushButton]:
    window.reference.with_notice = True
    window.open_page(WELCOME)
    sheet = window.reference.pages.sheet()
    assert sheet is not None
    sheet.finish()
    blocks = [block for block in sheet.blocks() if isinstance(block, WaysBlock)]
    return {button.text(): button for block in blocks for button in block.buttons}


def test_the_three_ways_in_stand_first_and_all_of_it_fits_the_window(window: MainWindow) -> None:
    found = list(buttons(window))
    assert found[:3] == ["Look up 77002", "Check an example claim", "Import CMS files…"]
    assert window.reference.pages.verticalScrollBar().maximum() == 0


def test_look_up_opens_the_page(window: MainWindow) -> None:
    buttons(window)["Look up 77002"].click()
    assert window.reference.key() == "77002"


def test_the_example_opens_with_its_lines(window: MainWindow) -> None:
    buttons(window)["Check an example claim"].click()
    assert window.is_checking()
    assert window.claims.workspace().form.draft().lines


def test_import_asks_for_the_files(window: MainWindow, qtbot: QtBot) -> None:
    way = buttons(window)["Import CMS files…"]
    with qtbot.waitSignal(window.asked) as asked:
        way.click()
    assert asked.args == ["import_files"]


def test_a_tip_types_itself_into_the_search(window: MainWindow) -> None:
    buttons(window)["20610 77002"].click()
    assert window.search.field.text() == "20610 77002"
    window.search.open_typed()
    assert window.reference.key() == "answer:20610+77002"


def test_tab_reaches_the_ways_in_and_space_presses_them(window: MainWindow) -> None:
    way = buttons(window)["Look up 77002"]
    for _ in range(20):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is way:
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    QTest.keyClick(way, Qt.Key.Key_Space)
    assert window.reference.key() == "77002"


def test_every_series_that_an_import_adds_is_on_one_line() -> None:
    listed = [name for _, names in LINES for name in names]
    assert sorted(listed) == sorted(name for name, series in SERIES.items() if series.adds)


def test_a_line_names_what_is_held_and_what_is_not(library: Library) -> None:
    fees = Edition(source="pfs-rvu", edition="RVU26C", rows=9, sha256="0" * 64, title="Fees")
    excerpts = excerpts_of(library.sources())
    page = welcome_page((library.book, fees), excerpts, TODAY, with_notice=False)
    text = page_text(page, library.source)
    assert "Fee schedules\tRVU26C Not imported: status of every code in the hospital" in text
    assert "NCCI edits\tNot imported. Would add every PTP edit of NCCI" in text
    assert len(excerpts) > 0
    assert f"Its excerpts are of {say_excerpt(excerpts[0], TODAY)}" in text
    assert "American Medical Association" in text
    assert "Look up 77002" in text


def test_a_narrow_column_puts_buttons_in_further_lines(make_window: Callable[..., MainWindow]) -> None:
    window = make_window(960, 600)
    window.look.set_zoom(200)
    for button in buttons(window).values():
        row = button.parentWidget()
        assert row is not None
        assert button.geometry().right() <= row.width()
        assert button.width() >= button.sizeHint().width()
