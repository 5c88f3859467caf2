"""Long lists fold after two rows, tables after the rows that matter; what is folded is one key away."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.coding.pages import CodeGroup, CodeGroups, Page, Prose, Row, Section, Table
from app.coding.pages import Fact as PageFact
from app.desktop.pages.block import Block
from app.desktop.pages.code_parts import CodeGroupsBlock
from app.desktop.pages.filter_table import FilterTableBlock
from app.desktop.pages.sheet import PageSheet
from app.desktop.shell.main_window import MainWindow
from app.library.library import Library
from app.pages.text import page_text
from tests.desktop.heard import focused, name
from tests.desktop.pages.test_pages import open_page, tab_to

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")

LONG = tuple(str(60000 + step) for step in range(90))
SHORT = tuple(str(50000 + step) for step in range(4))


def folding_page() -> Page:
    """A long and a short list, a table of twelve rows of which two matter most, and prose below."""
    rows = tuple(
        Row((f"M{number}", f"Meaning {number}", "tall words " * (number % 5)), (), None)
        for number in range(12)
    )
    table = Table(("Modifier", "Meaning", "When"), rows, filterable=True, lead=2)
    return Page(
        key="77002",
        kind="guidance",
        code="77002",
        label="A page that folds",
        summary="",
        as_of=date(2026, 11, 23),
        sections=(
            Section("codes", "Codes", (CodeGroups((CodeGroup("Long", LONG), CodeGroup("Short", SHORT))),)),
            Section("modifiers", "Modifiers", (table,)),
            Section("after", "After", (Prose((PageFact(label="", value="The words below M7."),)),)),
        ),
    )


@pytest.fixture
def window(blank_window: MainWindow) -> MainWindow:
    """The window that the tests of this module share: they only read pages in it."""
    return blank_window


@pytest.fixture
def sheet(window: MainWindow) -> PageSheet:
    """The page, whole."""
    open_page(window)
    window.reference.pages.show_page(folding_page())
    shown = window.reference.pages.sheet()
    assert shown is not None
    shown.finish()
    return shown


def block_of(sheet: PageSheet, kind: type[Block] | type[FilterTableBlock]) -> Block | FilterTableBlock:
    return next(block for block in sheet.blocks() if isinstance(block, kind))


def codes_of(sheet: PageSheet) -> CodeGroupsBlock:
    block = block_of(sheet, CodeGroupsBlock)
    assert isinstance(block, CodeGroupsBlock)
    return block


def table_of(sheet: PageSheet) -> FilterTableBlock:
    block = block_of(sheet, FilterTableBlock)
    assert isinstance(block, FilterTableBlock)
    return block


def codes_shown(sheet: PageSheet) -> list[str]:
    return [stop.key for stop in codes_of(sheet).drawing.stops if stop.key.isdigit()]


def names(sheet: PageSheet) -> list[str]:
    return [stop.name for stop in codes_of(sheet).drawing.stops if not stop.key.isdigit()]


def is_stacked(sheet: PageSheet) -> bool:
    """Whether no block lies over the next."""
    blocks = sheet.blocks()
    return all(above.y() + above.height() <= below.y() for above, below in pairwise(blocks))


def test_a_long_list_shows_two_rows_and_a_link_to_all(sheet: PageSheet) -> None:
    assert names(sheet) == ["All 90 codes, Long"]
    rows = {round(stop.rect.y()) for stop in codes_of(sheet).drawing.stops if stop.key in LONG}
    assert len(rows) == 2
    assert set(SHORT) <= set(codes_shown(sheet))


def test_a_click_unfolds_and_folds_and_the_blocks_below_follow(sheet: PageSheet) -> None:
    block = codes_of(sheet)
    folded = block.height()
    for whole in (True, False):
        link = next(stop for stop in block.drawing.stops if not stop.key.isdigit())
        QTest.mouseClick(block, Qt.MouseButton.LeftButton, pos=link.rect.center().toPoint())
        assert (block.height() > folded) is whole
        assert (set(LONG) <= set(codes_shown(sheet))) is whole
        assert is_stacked(sheet)
        assert sheet.height_needed() > sheet.blocks()[-1].geometry().bottom()


def test_the_keyboard_unfolds_and_stands_on_the_first_code_that_was_hidden(sheet: PageSheet) -> None:
    block = codes_of(sheet)
    shown = [code for code in codes_shown(sheet) if code in LONG]
    tab_to(CodeGroupsBlock)
    for _ in shown:
        QTest.keyClick(block, Qt.Key.Key_Right)
    assert name(focused(block)) == "All 90 codes, Long"
    assert block.current_key() == ""
    QTest.keyClick(block, Qt.Key.Key_Return)
    assert block.current_key() == LONG[len(shown)]


def test_a_table_shows_the_rows_that_matter_and_all_by_its_button(sheet: PageSheet) -> None:
    table = table_of(sheet)
    assert table.rows.rowCount() == 2
    assert table.fold_button.text() == "All modifiers, 12"
    assert table.fold_button in table.tab_stops()
    table.fold_button.click()
    assert table.rows.rowCount() == 12
    assert table.fold_button.text() == "Show fewer"
    assert is_stacked(sheet)
    table.fold_button.click()
    assert table.rows.rowCount() == 2


def test_the_filter_looks_at_folded_rows_too(sheet: PageSheet) -> None:
    table = table_of(sheet)
    table.filter.setText("meaning 7")
    assert [table.rows.index(row, 0).data() for row in range(table.rows.rowCount())] == ["M7"]
    assert table.count.text() == "1 of 12"
    assert table.fold_button.isHidden()
    table.filter.clear()
    assert table.rows.rowCount() == 2
    assert not table.fold_button.isHidden()


def test_a_table_of_what_is_only_inferred_is_folded_whole(window: MainWindow) -> None:
    open_page(window)
    table = Table(("Payer", "Says"), (Row(("Aetna", "Invented words")),), filterable=True, folded=True)
    page = msgspec.structs.replace(folding_page(), sections=(Section("inferred", "Inferred", (table,)),))
    window.reference.pages.show_page(page)
    shown = window.reference.pages.sheet()
    assert shown is not None
    shown.finish()
    block = table_of(shown)
    assert block.rows.rowCount() == 0
    assert block.fold_button.text() == "All inferred, 1"
    assert block.unfold("invented")
    assert block.rows.rowCount() == 1


def test_copies_and_the_page_as_text_are_whole(sheet: PageSheet, library: Library) -> None:
    table_of(sheet).copy(as_rows=True)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 13
    text = page_text(folding_page(), library.source)
    assert all(code in text for code in LONG)
    assert "Meaning 11" in text


def test_folding_remembers_nothing(window: MainWindow, sheet: PageSheet) -> None:
    table_of(sheet).fold_button.click()
    window.reference.pages.show_page(folding_page())
    again = window.reference.pages.sheet()
    assert again is not None
    again.finish()
    assert table_of(again).rows.rowCount() == 2


def test_a_letter_in_the_filter_lays_out_no_block_but_the_table(
    sheet: PageSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed: list[Block] = []
    real = Block.arrange

    def arrange(self: Block, width: int) -> int:
        composed.append(self)
        return real(self, width)

    monkeypatch.setattr(Block, "arrange", arrange)
    table, below = table_of(sheet), sheet.blocks()[-1]
    before = below.y()
    QTest.keyClicks(table.filter, "7")
    assert composed == []
    assert below.y() != before
    assert is_stacked(sheet)


@pytest.mark.usefixtures("sheet")
def test_find_marks_counts_and_goes_round(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_name["find"].trigger()
    bar = window.reference.pages.finding
    qtbot.waitUntil(bar.field.hasFocus)
    QTest.keyClicks(bar.field, "words below")
    assert bar.count.text() == "1 of 1"
    bar.field.setText("short")
    assert bar.count.text() == "1 of 1"
    bar.field.setText("5000")
    assert bar.count.text() == "1 of 4"
    seen = []
    for _ in range(4):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        seen.append(bar.count.text())
    assert seen == ["2 of 4", "3 of 4", "4 of 4", "1 of 4"]
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "4 of 4"
    bar.field.setText("nowhere at all")
    assert bar.count.text() == "Nothing found"
    assert not bar.next.isEnabled()


def test_find_opens_what_is_folded(window: MainWindow, sheet: PageSheet) -> None:
    window.actions_by_name["find"].trigger()
    bar = window.reference.pages.finding
    bar.field.setText(LONG[-1])
    assert bar.count.text() == "1 of 1"
    assert LONG[-1] in codes_shown(sheet)
    assert table_of(sheet).rows.rowCount() == 2
    bar.field.setText("meaning 9")
    assert table_of(sheet).rows.rowCount() == 12
    row = table_of(sheet).view.selectionModel().selectedRows()[0]
    assert row.data() == "M9"


def test_find_scrolls_to_the_place_and_escape_takes_the_marks_away(
    window: MainWindow, sheet: PageSheet, qtbot: QtBot
) -> None:
    window.resize(1280, 400)
    window.actions_by_name["find"].trigger()
    pages, bar = window.reference.pages, window.reference.pages.finding
    bar.field.setText("words below")
    assert pages.scroll() > 0
    below = sheet.blocks()[-1] if isinstance(sheet.blocks()[-1], Block) else sheet.blocks()[-2]
    assert isinstance(below, Block)
    assert len(below.found.places()) == 1
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert below.found.places() == []
    qtbot.waitUntil(pages.hasFocus)


@pytest.mark.usefixtures("sheet")
def test_find_goes_on_on_the_next_page(window: MainWindow) -> None:
    window.actions_by_name["find"].trigger()
    bar = window.reference.pages.finding
    bar.field.setText("spine")
    assert bar.count.text() == "Nothing found"
    window.reference.open("77003")
    assert bar.count.text().startswith("1 of ")
