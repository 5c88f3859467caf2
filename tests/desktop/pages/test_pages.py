"""Pages: facts with their sources by key, links, tables, the date, the way back."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.coding.pages import Fact
from app.desktop.look.look import Look
from app.desktop.pages.code_parts import CodeGroupsBlock
from app.desktop.pages.context import PageContext
from app.desktop.pages.fact_parts import FactRowsBlock
from app.desktop.pages.filter_table import FilterTableBlock
from app.desktop.pages.note_part import NoteBlock
from app.desktop.pages.page_controls import DatePopup
from app.desktop.pages.page_head import PageHead
from app.desktop.shell.main_window import MainWindow
from app.desktop.widgets.citations import SourcePopover, SourceTag
from app.desktop.widgets.printing import make_document
from app.library.library import Library
from app.pages.printed import page_html
from app.pages.text import page_text
from tests.desktop.heard import Role, focused, name, names

# A popup asks for the keyboard, which the offscreen platform cannot give and need not.
pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")


def open_page(window: MainWindow, key: str = "77002") -> None:
    window.open_page(key)
    sheet = window.reference.pages.sheet()
    assert sheet is not None
    sheet.finish()
    QApplication.processEvents()


def tab_to(kind: type, limit: int = 60) -> object:
    """Press Tab until a widget of a kind has the focus."""
    for _ in range(limit):
        focused = QApplication.focusWidget()
        if isinstance(focused, kind):
            return focused
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reached a {kind.__name__}")


def test_tab_reaches_a_source_tag_and_enter_opens_its_popover(window: MainWindow, qtbot: QtBot) -> None:
    open_page(window)
    tag = tab_to(SourceTag)
    assert isinstance(tag, SourceTag)
    QTest.keyClick(tag, Qt.Key.Key_Return)
    popover = tag.findChild(SourcePopover)
    assert popover is not None
    assert popover.isVisible()
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    qtbot.waitUntil(tag.hasFocus)


def test_copy_citation_works_from_the_tag_without_opening(window: MainWindow) -> None:
    open_page(window)
    tab_to(SourceTag)
    window.actions_by_name["copy_citation"].trigger()
    assert QGuiApplication.clipboard().text().startswith("A society. What codes include (2023), 77002.")


def test_links_of_a_group_are_walked_by_arrows_and_opened_by_enter(window: MainWindow) -> None:
    open_page(window)
    tag = next(
        tag for tag in window.findChildren(SourceTag) if "Report with a primary" in tag.accessibleName()
    )
    tag.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tag, Qt.Key.Key_Right)
    block = QApplication.focusWidget()
    assert isinstance(block, CodeGroupsBlock)
    assert name(focused(block)) == "20526, Carpal tunnel injection"
    QTest.keyClick(block, Qt.Key.Key_Right)
    assert block.current_key() == "20550"
    QTest.keyClick(block, Qt.Key.Key_Down)
    assert block.current_key() == "20206"


def test_a_link_without_a_page_says_so_and_stays(window: MainWindow) -> None:
    open_page(window)
    assert not window.reference.open("99999")
    assert window.reference.key() == "77002"
    assert window.status.words() == "No page for 99999 on the shelf for 11/23/2026"


def test_back_and_forward_return_to_where_one_was(window: MainWindow) -> None:
    open_page(window)
    bar = window.reference.pages.verticalScrollBar()
    bar.setValue(120)
    window.reference.open("77003")
    assert bar.value() == 0
    window.actions_by_name["back"].trigger()
    assert (window.reference.key(), bar.value()) == ("77002", 120)
    window.actions_by_name["forward"].trigger()
    assert window.reference.key() == "77003"


def test_the_date_of_the_page_is_kept_for_the_next(window: MainWindow) -> None:
    open_page(window)
    window.reference.set_date(date(2024, 1, 2))
    window.reference.open("77003")
    page = window.reference.page()
    assert page is not None
    assert page.as_of == date(2024, 1, 2)


def test_sections_below_the_first_screenful_follow_by_themselves(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("77002")
    sheet = window.reference.pages.sheet()
    assert sheet is not None
    assert not sheet.is_complete()
    qtbot.waitUntil(sheet.is_complete)


@pytest.mark.parametrize("width", [300, 420, 560])
def test_a_label_that_wraps_lies_over_nothing(look: Look, qtbot: QtBot, width: int) -> None:
    context = PageContext(look, lambda _citation: None, str, lambda _key: None, date(2026, 11, 23))
    long = "Assistant, co-surgeon and team indicators of the fee schedule"
    parent = QWidget()
    qtbot.addWidget(parent)
    block = FactRowsBlock(context, [Fact(label=long, value="0"), Fact(label="Order", value="1")], (), parent)
    block.arrange(width)
    rects = [piece.rect.adjusted(1, 1, -1, -1) for piece in block.drawing.pieces]
    assert not any(first.intersects(second) for first, second in combinations(rects, 2))


def test_a_fact_that_nothing_on_the_shelf_tells_says_so(window: MainWindow) -> None:
    open_page(window)
    sheet = window.reference.pages.sheet()
    assert sheet is not None
    said = " ".join(names(sheet, Role.Paragraph, Role.Heading))
    assert "No source on the shelf for this date." in said
    assert "Not available in the source" in said
    assert "Supplement" in said


def modifier_table(window: MainWindow) -> FilterTableBlock:
    open_page(window)
    table = window.reference.pages.findChild(FilterTableBlock)
    assert table is not None
    return table


def test_the_modifier_table_filters_by_every_word_and_sorts(window: MainWindow) -> None:
    table = modifier_table(window)
    table.filter.setText("component tech")
    assert [table.rows.index(row, 0).data() for row in range(table.rows.rowCount())] == ["TC"]
    assert table.count.text() == "1 of 4"
    table.filter.clear()
    table.fold_button.click()
    table.rows.sort(0)
    assert [table.rows.index(row, 0).data() for row in range(4)] == ["26", "59", "RT", "TC"]


def test_the_modifier_table_copies_as_rows_and_as_text(window: MainWindow) -> None:
    table = modifier_table(window)
    table.filter.setText("distinct")
    table.copy(as_rows=True)
    rows = QGuiApplication.clipboard().text().splitlines()
    assert rows[0].split("\t") == ["Modifier", "Meaning", "When to use", "When not", "Not with", "Source"]
    assert rows[1].split("\t")[0] == "59"
    table.copy(as_rows=False)
    assert "Meaning: Distinct service" in QGuiApplication.clipboard().text()


def test_copy_takes_the_code_when_nothing_is_selected(window: MainWindow) -> None:
    open_page(window)
    window.actions_by_name["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "77002"
    window.actions_by_name["copy_code_label"].trigger()
    assert QGuiApplication.clipboard().text() == "77002 Fluoro needle guidance, non-spine"


def test_text_selected_by_pointer_is_what_copy_takes(window: MainWindow) -> None:
    open_page(window)
    sheet = window.reference.pages.sheet()
    assert sheet is not None
    head = sheet.blocks()[0]
    assert isinstance(head, PageHead)
    summary = next(piece for piece in head.drawing.pieces if piece.text.startswith("Live"))
    middle = (summary.rect.topLeft().toPoint().x() + 4, round(summary.rect.center().y()))
    QTest.mouseDClick(head, Qt.MouseButton.LeftButton, pos=head.rect().topLeft() + _point(*middle))
    window.actions_by_name["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "Live"


def _point(x: int, y: int) -> QPoint:
    return QPoint(x, y)


def test_the_whole_page_as_text_and_html_names_every_source(library: Library) -> None:
    page = library.page("77002", date(2026, 11, 23))
    assert page is not None
    text = page_text(page, library.source)
    assert "MUE\t1, MAI 3: date of service, clinical From the 2026Q4 edition.\tMUE 2026Q4" in text
    assert "CPT © American Medical Association" in text
    document = make_document(page_html(page, library.source))
    assert "Nerve blocks that include imaging" in document.toPlainText()


def test_favorites_follow_the_star_and_the_key(window: MainWindow) -> None:
    open_page(window, "76942")
    action = window.actions_by_name["favorite"]
    assert not action.isChecked()
    action.trigger()
    assert window.store.is_favorite("76942")
    assert action.isChecked()


def test_a_note_is_kept_for_its_page_and_comes_back(window: MainWindow) -> None:
    open_page(window)
    block = window.reference.pages.findChild(NoteBlock)
    assert block is not None
    block.field.setPlainText("Ask about the second joint.")
    open_page(window, "77003")
    assert window.store.note("77002") == "Ask about the second joint."
    assert window.store.note("77003") == ""
    open_page(window)
    shown = [block.field.toPlainText() for block in window.reference.pages.findChildren(NoteBlock)]
    assert "Ask about the second joint." in shown


def test_space_on_a_row_of_the_modifier_table_shows_its_sources(window: MainWindow) -> None:
    table = modifier_table(window)
    table.view.setFocus()
    table.view.selectRow(1)
    QTest.keyClick(table.view, Qt.Key.Key_Space)
    popover = table.view.viewport().findChild(SourcePopover)
    assert popover is not None
    assert popover.isVisible()
    popover.close()


def test_copy_citation_in_the_modifier_table_takes_the_chosen_row(window: MainWindow) -> None:
    table = modifier_table(window)
    table.view.setFocus()
    table.view.selectRow(0)
    window.actions_by_name["copy_citation"].trigger()
    assert QGuiApplication.clipboard().text().startswith("CMS. Physician fee schedule")


def test_another_date_shows_the_page_anew_and_keeps_the_keyboard_on_the_control(
    window: MainWindow, qtbot: QtBot
) -> None:
    open_page(window)
    sheet, button = window.reference.pages.sheet(), window.reference.pages.controls.date_button
    button.setFocus()
    button.click()
    popup = button.findChild(DatePopup)
    assert popup is not None
    popup.field.setText("1/2/26")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert window.reference.pages.sheet() is not sheet
    assert button.text() == "As of 01/02/2026"
    qtbot.waitUntil(button.hasFocus)


@pytest.mark.parametrize("zooms", [(200, 100), (130, 200, 100), (80, 100)])
def test_the_place_on_a_page_stays_through_another_zoom(window: MainWindow, zooms: tuple[int, ...]) -> None:
    open_page(window)
    view = window.reference.pages
    view.go_to_section("modifiers")
    try:
        for zoom in zooms:
            window.look.set_zoom(zoom)
            QApplication.processEvents()
            sheet = view.sheet()
            assert sheet is not None
            assert sheet.section_at(view.scroll() + window.look.px(24)) == "modifiers"
    finally:
        window.look.set_zoom(100)
