"""A page as a screen reader has it: headings, paragraphs with a caret, tables, links, and few Tab stops."""

from __future__ import annotations

import gc
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.pages.block import Block
from app.desktop.pages.code_parts import CodeGroupsBlock
from app.desktop.pages.filter_table import FilterTableBlock
from app.desktop.pages.page_view import PageView
from app.desktop.pages.sheet import PageSheet
from app.desktop.pages.table_part import TableBlock
from app.desktop.shell.main_window import MainWindow
from app.desktop.widgets import announcing
from app.desktop.widgets.citations import SourceTag
from tests.desktop.heard import (
    Role,
    access,
    focused,
    headings,
    name,
    nameless,
    names,
    of_role,
    stops,
    text_of,
)

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(blank_window: MainWindow) -> MainWindow:
    """The window that the tests of this module share: they only read pages in it."""
    return blank_window


@pytest.fixture
def page(window: MainWindow) -> PageView:
    """The whole page of 77002, the keyboard on it."""
    window.open_page("77002")
    sheet_of(window.reference.pages).finish()
    return window.reference.pages


def sheet_of(page: PageView) -> PageSheet:
    """The sheet that is shown."""
    sheet = page.sheet()
    assert sheet is not None
    return sheet


def block_of(page: PageView, kind: type[QWidget]) -> QWidget:
    """The first block of a kind."""
    return next(block for block in sheet_of(page).blocks() if isinstance(block, kind))


def keyboard() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
    """Press keys where the keyboard is; returns what is read there then."""
    for key in keys:
        QTest.keyClick(keyboard(), key, modifier)
    return name(focused(keyboard()))


def test_the_page_is_a_document_with_its_headings_by_level(page: PageView) -> None:
    assert access(page).role() == Role.Document
    assert name(access(page)) == "Page: 77002 Fluoro needle guidance, non-spine"
    found = headings(page)
    assert found[0] == (1, "77002 Fluoro needle guidance, non-spine")
    sections = [section.title for section in page.page().sections]  # type: ignore[union-attr]
    assert [text for level, text in found if level == 2] == [*sections, "My note"]
    assert (3, "Nerve blocks that include imaging K1") in found


def test_each_fact_is_one_paragraph_that_says_what_it_is_of(page: PageView) -> None:
    said = names(page, Role.Paragraph)
    assert "Status: A, active" in said
    assert "MUE: 1, MAI 3: date of service, clinical" in said
    assert "Joint, tendon, muscle: 20526, 20550, 20551, 20600, 20605, 20610" in said


def test_every_heading_and_paragraph_can_be_read_by_a_caret(page: PageView) -> None:
    parts = [part for part in of_role(page, Role.Paragraph, Role.Heading) if part.object() is None]
    assert len(parts) > 30
    for part in parts:
        assert text_of(part) == name(part)
        text = part.textInterface()
        last = text.characterCount() - 1
        assert part.rect().contains(text.characterRect(last // 2).center()), name(part)


def test_links_are_links_and_are_pressed(page: PageView, window: MainWindow) -> None:
    block = block_of(page, CodeGroupsBlock)
    link = of_role(block, Role.Link)[0]
    assert name(link) == "20526, Carpal tunnel injection"
    assert link.state().linked
    link.actionInterface().doAction("Press")
    assert window.reference.key() == "20526"


def test_a_table_has_column_and_row_heads(page: PageView) -> None:
    table = access(block_of(page, TableBlock))
    assert (table.role(), name(table)) == (Role.Table, "Which guidance code")
    cells = of_role(block_of(page, TableBlock), Role.Cell)
    cell = cells[0].tableCellInterface()
    assert name(cells[0]) == "a needle outside the spine"
    assert (cell.rowIndex(), cell.columnIndex()) == (0, 1)
    assert [name(head) for head in cell.columnHeaderCells()] == ["Steers"]
    assert [name(head) for head in cell.rowHeaderCells()] == ["77002"]
    assert cell.table() == table


def test_the_working_table_has_column_and_row_heads_too(page: PageView, window: MainWindow) -> None:
    window.open_page("view:modifiers")
    sheet_of(page).finish()
    block = block_of(page, FilterTableBlock)
    assert isinstance(block, FilterTableBlock)
    cell = next(part for part in of_role(block.view, Role.Cell) if name(part) == "Technical component")
    heads = cell.tableCellInterface()
    assert [name(head) for head in heads.columnHeaderCells()] == ["Meaning"]
    assert [name(head) for head in heads.rowHeaderCells()] == ["TC"]


def test_every_source_says_of_what_it_is_one(page: PageView) -> None:
    tags = [tag.accessibleName() for tag in sheet_of(page).findChildren(SourceTag)]
    assert "Source of Add-on code: AOC 2026Q2" in tags
    assert all(tag.startswith("Source of ") for tag in tags)
    assert len(tags) == len(set(tags))


def test_what_takes_the_keyboard_has_a_name(page: PageView) -> None:
    assert nameless(page) == []


def test_there_are_few_tab_stops_and_one_a_section_for_its_sources(page: PageView) -> None:
    found = stops(page)
    assert len(found) <= 30
    assert found[1] is page.contents
    sheet = sheet_of(page)
    tags = [widget for widget in found if isinstance(widget, SourceTag)]
    assert len(tags) < len(sheet.findChildren(SourceTag))
    sections = [title for _key, title in sheet.tops()]
    of_section = [sum(top <= tag.parentWidget().y() for top in sections) for tag in tags]  # type: ignore[union-attr]
    assert len(of_section) == len(set(of_section))


def test_arrows_go_through_the_sources_of_a_section_and_tab_comes_back_to_the_last(page: PageView) -> None:
    tag = next(widget for widget in stops(page) if widget.accessibleName().startswith("Source of Status"))
    tag.setFocus(Qt.FocusReason.TabFocusReason)
    assert press(Qt.Key.Key_Right) == "Source of Add-on code: AOC 2026Q2"
    assert press(Qt.Key.Key_Left, Qt.Key.Key_Left) == "Source of Status: RVU26C"
    last = press(Qt.Key.Key_End)
    assert last.startswith("Source of ")
    assert last != "Source of Status: RVU26C"
    here = keyboard()
    press(Qt.Key.Key_Tab)
    assert keyboard() is not here
    QTest.keyClick(keyboard(), Qt.Key.Key_Backtab)
    assert keyboard() is here


def test_on_this_page_is_a_list_that_leads_to_its_section(page: PageView) -> None:
    items = of_role(page.contents, Role.ListItem)
    assert [name(item) for item in items][:2] == ["Facts", "Report with a primary"]
    page.contents.setFocus(Qt.FocusReason.TabFocusReason)
    assert press(Qt.Key.Key_Down) == "Report with a primary"
    assert press(Qt.Key.Key_Return) == "Report with a primary"
    part = focused(keyboard())
    assert part.role() == Role.Heading
    assert part.state().focused


@pytest.mark.usefixtures("page")
def test_keys_go_by_heading_and_then_line_by_line_across_blocks(window: MainWindow) -> None:
    following, before = (window.actions_by_name[each] for each in ("next_heading", "previous_heading"))
    following.trigger()
    assert name(focused(keyboard())) == "77002 Fluoro needle guidance, non-spine"
    following.trigger()
    assert name(focused(keyboard())) == "Facts"
    assert press(Qt.Key.Key_Down) == "Status: A, active"
    assert press(Qt.Key.Key_Up, Qt.Key.Key_Up).startswith("Live X-ray steers a needle")
    before.trigger()
    assert name(focused(keyboard())) == "77002 Fluoro needle guidance, non-spine"
    said: list[str] = []
    window.reference.said.connect(said.append)
    before.trigger()
    assert said == ["No heading above"]


def test_signs_and_words_of_a_line_are_read_by_the_caret(page: PageView) -> None:
    page.step_heading(1)
    page.step_heading(1)
    press(Qt.Key.Key_Down)

    def caret() -> int:
        return focused(keyboard()).textInterface().cursorPosition()

    press(Qt.Key.Key_Right)
    assert caret() == 1
    press(Qt.Key.Key_Right, modifier=CTRL)
    assert caret() == len("Status: ")
    press(Qt.Key.Key_End)
    assert caret() == len("Status: A, active")
    press(Qt.Key.Key_Left, modifier=CTRL)
    assert caret() == len("Status: A, ")
    press(Qt.Key.Key_Home)
    assert caret() == 0


def test_in_a_table_arrows_go_from_cell_to_cell(page: PageView) -> None:
    page.go_to_section("which")
    assert press(Qt.Key.Key_Down) == "77002"
    assert press(Qt.Key.Key_Right) == "a needle outside the spine"
    assert press(Qt.Key.Key_Down) == "a needle in the spine"
    assert press(Qt.Key.Key_Left) == "77003"


def test_enter_on_a_line_opens_its_sources_and_esc_comes_back_to_it(page: PageView) -> None:
    page.go_to_section("facts")
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    line = focused(keyboard())
    press(Qt.Key.Key_Return)
    popover = QApplication.activePopupWidget()
    assert popover is not None
    assert "Add-on code edits" in keyboard().accessibleDescription()
    popover.close()
    assert name(line) == "Add-on code: Type 1, closed list"


def test_where_the_caret_is_asked_for_the_keyboard_goes(page: PageView) -> None:
    part = next(part for part in of_role(page, Role.Paragraph) if name(part) == "Status: A, active")
    part.textInterface().setCursorPosition(3)
    assert part.state().focused
    assert part.textInterface().cursorPosition() == 3


def test_find_says_count_and_line_and_that_nothing_was_found(
    page: PageView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(announcing, "describe_focused", lambda _widget, words: said.append(words))
    page.find_text()
    page.finding.field.setText("type 1")
    count = page.finding.count.text().split(" of ")[1]
    assert said == [f"1 of {count}: Add-on code: Type 1, closed list"]
    page.finding.step(1)
    assert said[1].startswith(f"2 of {count}: ")
    page.finding.field.setText("type 1 unheard of")
    page.finding.field.setText("type 1 unheard of twice")
    assert said[2:] == ["Nothing found"]


def test_parts_of_a_page_that_is_gone_are_gone(page: PageView, window: MainWindow) -> None:
    parts = [part for part in of_role(page, Role.Paragraph, Role.Link) if part.object() is None]
    ids = [QAccessible.uniqueId(part) for part in parts]
    assert all(QAccessible.accessibleInterface(each) for each in ids)
    window.open_page("20610")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not any(QAccessible.accessibleInterface(each) for each in ids)
    assert headings(page)[0][1].startswith("20610")


def test_what_was_heard_of_a_page_is_let_go_with_it(page: PageView, window: MainWindow) -> None:
    assert names(page, Role.Paragraph)
    lines = [ref(block.reader) for block in sheet_of(page).blocks() if isinstance(block, Block)]
    window.open_page("20610")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [each() for each in lines if each()] == []


def test_a_field_that_is_entered_while_heard_selects_its_text_once_that_was_told(
    page: PageView, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_page("view:modifiers")
    sheet_of(page).finish()
    block = block_of(page, FilterTableBlock)
    assert isinstance(block, FilterTableBlock)
    block.filter.setText("26")
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    block.filter.setFocus(Qt.FocusReason.TabFocusReason)
    assert (block.filter.hasFocus(), block.filter.selectedText()) == (True, "")
    qtbot.waitUntil(lambda: block.filter.selectedText() == "26")
