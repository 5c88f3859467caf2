"""A window too narrow for search and center side by side, as at 200 %: the search slides, nothing is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.coding.editions import EditionUse
from app.coding.words import CPT_NOTICE_SHORT
from app.desktop.look.look import Look
from app.desktop.reference.decision import DecisionView
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.modes import CHECK, REFERENCE
from app.desktop.shell.status_bar import PieceButton
from app.desktop.status import StatusPiece, check_pieces
from app.desktop.widgets.elided_label import ElidedLabel
from app.library.library import Library
from tests.desktop.conftest import close_window, open_window

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")
MakeWindow = Callable[..., MainWindow]

NARROW = [(960, 600, 150), (960, 600, 200), (1280, 800, 200)]


@pytest.fixture(scope="module", params=NARROW, ids=lambda given: f"{given[0]}x{given[1]} at {given[2]} %")
def room(request: pytest.FixtureRequest) -> tuple[int, int, int]:
    """Width, height and zoom."""
    width, height, zoom = request.param
    return width, height, zoom


@pytest.fixture(scope="module")
def shared_narrow(room: tuple[int, int, int], look: Look, library: Library) -> Iterator[MainWindow]:
    """One narrow window for all tests of it."""
    window = open_window(look, library, *room[:2])
    yield window
    close_window(window)
    look.set_zoom(100)


@pytest.fixture
def narrow(shared_narrow: MainWindow, room: tuple[int, int, int], look: Look, qtbot: QtBot) -> MainWindow:
    """The narrow window, in front, with the page of 77002."""
    width, height, zoom = room
    look.set_zoom(zoom)
    shared_narrow.resize(width, height)
    shared_narrow.header.tabs.choose(REFERENCE)
    shared_narrow.open_page("77002")
    shared_narrow.activateWindow()
    qtbot.waitUntil(shared_narrow.isActiveWindow)
    shared_narrow.reference.take_focus()
    shared_narrow.status.show_pieces([])
    QApplication.processEvents()
    return shared_narrow


def test_the_search_leaves_its_room_to_the_page_and_comes_over_it_by_key(narrow: MainWindow) -> None:
    assert narrow.search_zone.slides()
    assert not narrow.search.isVisible()
    assert narrow.header.search.isVisible()
    narrow.actions_by_name["search"].trigger()
    assert narrow.search.isVisible()
    assert narrow.search.field.hasFocus()
    assert narrow.search.field.width() <= narrow.search.width()
    QTest.keyClick(narrow.search.field, Qt.Key.Key_Escape)
    assert not narrow.search.isVisible()


def test_a_search_in_use_comes_to_lie_over_the_page_when_the_window_is_zoomed(
    make_window: MakeWindow, look: Look
) -> None:
    window = make_window(960, 600)
    window.search.focus_field()
    look.set_zoom(200)
    QApplication.processEvents()
    assert window.search_zone.slides()
    assert window.search.field.hasFocus()
    middle = window.search.field.mapTo(window, window.search.field.rect().center())
    assert window.childAt(middle) is window.search.field


def test_the_form_shows_where_the_keyboard_is(narrow: MainWindow) -> None:
    narrow.check_codes(("20610", "77002"))
    workspace = narrow.claims.workspace()
    for _ in range(5):
        QApplication.processEvents()
    grid, area = workspace.form.lines.view, workspace.view.page_scroll
    cell = grid.visualRect(grid.currentIndex()).center() + grid.viewport().pos()
    assert area.viewport().rect().contains(grid.mapTo(area.viewport(), cell))
    last = list(workspace.form.documentation.fields.values())[-1].focus_target()
    last.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert area.viewport().rect().contains(last.mapTo(area.viewport(), last.rect().center()))


def test_its_button_and_a_typed_letter_bring_it_and_a_result_that_opens_takes_it_away(
    narrow: MainWindow,
) -> None:
    narrow.header.search.click()
    assert narrow.search.field.hasFocus()
    narrow.reference.take_focus()
    assert not narrow.search.isVisible()
    narrow.reference.typed.emit("2")
    assert narrow.search.isVisible()
    narrow.search.field.setText("20610")
    QTest.keyClick(narrow.search.field, Qt.Key.Key_Return)
    assert not narrow.search.isVisible()
    assert narrow.reference.key() == "20610"


def test_f6_reaches_the_search_and_leaves_it(narrow: MainWindow) -> None:
    seen = set()
    for _ in range(5):
        narrow.actions_by_name["next_zone"].trigger()
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(narrow.search.isAncestorOf(focus))
        assert narrow.search.isVisible() is narrow.search.isAncestorOf(focus)
    assert seen == {True, False}


def test_it_stands_beside_the_page_again_once_there_is_room(narrow: MainWindow, look: Look) -> None:
    look.set_zoom(100)
    narrow.resize(1280, 800)
    QApplication.processEvents()
    assert not narrow.search_zone.slides()
    assert narrow.search.isVisible()
    assert not narrow.header.search.isVisible()
    assert narrow.search.mapTo(narrow, narrow.search.rect().topLeft()).x() == 0


def is_whole(widget: QWidget, window: QWidget) -> bool:
    """Whether a widget has the width it asks for, inside the window."""
    right = widget.mapTo(window, widget.rect().topRight()).x()
    return widget.width() >= widget.sizeHint().width() and right <= window.width()


@pytest.mark.parametrize("mode", [REFERENCE, CHECK])
def test_tabs_are_whole_and_every_action_is_a_button_or_in_the_menu(narrow: MainWindow, mode: int) -> None:
    narrow.header.tabs.choose(mode)
    QApplication.processEvents()
    header = narrow.header
    assert all(is_whole(header.tabs.tab(at), narrow) for at in (REFERENCE, CHECK))
    shown = [button for button in header.findChildren(QPushButton) if button.isVisible()]
    assert all(is_whole(button, narrow) for button in shown)
    assert header.more.isVisible() is bool(header.folded())


def test_the_head_of_a_page_is_whole(narrow: MainWindow) -> None:
    sheet, controls = narrow.reference.pages.sheet(), narrow.reference.pages.controls
    assert sheet is not None
    assert is_whole(controls.date_button, narrow)
    assert controls.geometry().right() <= narrow.reference.pages.viewport().width()
    for block in sheet.blocks():
        assert block.geometry().right() <= narrow.reference.pages.viewport().width()


def test_the_notice_stays_whole_whatever_is_said(narrow: MainWindow) -> None:
    pieces = [StatusPiece("warning", f"Ended: {'a long name, ' * 9}{number}") for number in range(3)]
    narrow.status.show_pieces(pieces)
    narrow.status.say("A long message that has no room beside the rest, " * 3)
    QApplication.processEvents()
    notice = narrow.status.notice
    assert notice.text() == CPT_NOTICE_SHORT
    assert is_whole(notice, narrow)
    for piece in narrow.status.findChildren(PieceButton):
        if piece.isVisible():
            assert piece.toolTip().startswith("Ended")
            assert piece.accessibleName().startswith("Warning: Ended")


def test_a_tick_names_an_edition_beside_warnings_at_the_standard_width(make_window: MakeWindow) -> None:
    window = make_window(1280, 800)
    window.status.show_pieces(
        [
            StatusPiece("ok", "In force on 09/15/2026: Book 2026.11 · RVU26C"),
            StatusPiece(
                "warning", "Add-on code edits 2026Q2, ended 06/30/2026 · PTP 2024Q3, ended 09/30/2024"
            ),
            StatusPiece("none", "Not on the shelf: NCCI PTP edits (practitioner), MUE (practitioner)"),
        ]
    )
    QApplication.processEvents()
    shown = [piece.text() for piece in window.status.findChildren(PieceButton) if piece.isVisible()]
    assert any("Book 2026.11" in text for text in shown)
    assert any("2026Q2, ended 06/30/2026" in text for text in shown)


def test_the_date_and_how_many_ended_show_at_the_least_width(make_window: MakeWindow) -> None:
    window = make_window(960, 600)
    used = (
        EditionUse("book", None, "2026.11", date(2017, 1, 1), date(2026, 12, 31)),
        EditionUse("ncci-aoc", None, "2026Q2", date(2026, 4, 1), date(2026, 6, 30)),
        EditionUse("pfs-rvu", None, "RVU26C", date(2026, 7, 1), date(2026, 9, 30)),
        EditionUse("ncci-ptp", "practitioner", "2024Q3", date(2024, 7, 1), date(2024, 9, 30)),
    )
    missing = ("NCCI PTP edits (practitioner)", "MUE (practitioner)", "add-on code edits", "ICD-10-CM")
    window.status.show_pieces(check_pieces(used, date(2026, 9, 15), missing))
    QApplication.processEvents()
    pieces = [piece for piece in window.status.findChildren(PieceButton) if piece.isVisible()]
    ticked, ended, lacking = (piece.text().strip() for piece in pieces)
    assert (ticked, ended) == ("2 in force on 09/15/2026", "2 ended")
    assert lacking.startswith("Not on the shelf: NCCI PTP edits (practitioner)")
    assert is_whole(window.status.notice, window)
    assert pieces[1].accessibleName().endswith("ended 09/30/2024")


def test_a_tick_keeps_words_where_its_piece_is_cut(make_window: MakeWindow) -> None:
    window = make_window(960, 600)
    long = "a long name, " * 30
    window.status.show_pieces(
        [
            StatusPiece("ok", f"In force: {long}"),
            StatusPiece("warning", f"Ended: {long}"),
            StatusPiece("none", f"Not on the shelf: {long}"),
        ]
    )
    QApplication.processEvents()
    (tick,) = [
        piece
        for piece in window.status.findChildren(PieceButton)
        if piece.isVisible() and piece.toolTip().startswith("In force")
    ]
    assert tick.text().strip().startswith("In f")


def test_a_message_is_whole_beside_long_pieces_while_it_shows(make_window: MakeWindow) -> None:
    window = make_window(1280, 800)
    window.status.show_pieces([StatusPiece("warning", f"Ended: {'a long name, ' * 30}")])
    window.status.say("Saved case1.npclaim.json", "Show in folder", lambda: None)
    QApplication.processEvents()
    label = next(label for label in window.status.findChildren(ElidedLabel) if label.text())
    assert label.shown_text() == "Saved case1.npclaim.json"
    (way,) = [
        button for button in window.status.findChildren(QPushButton) if button.text() == "Show in folder"
    ]
    assert is_whole(way, window)
    assert 0 <= way.x() - label.geometry().right() < 24
    assert is_whole(window.status.notice, window)


def test_a_label_that_is_cut_has_the_whole_in_its_tooltip_and_name(look: Look, qtbot: QtBot) -> None:  # noqa: ARG001 - the look sets the fonts
    label = ElidedLabel("caption")
    qtbot.addWidget(label)
    label.setText("A sentence that is longer than its room")
    label.resize(label.sizeHint())
    label.show()
    assert (label.shown_text(), label.toolTip()) == (label.text(), "")
    label.resize(60, 20)
    assert label.shown_text().endswith("…")
    assert label.toolTip() == label.text()


def test_arrows_go_between_the_lists_of_the_decision(window: MainWindow) -> None:
    window.open_page("view:decision")
    view = window.reference.currentWidget()
    assert isinstance(view, DecisionView)
    assert view.lists[0].hasFocus()
    QTest.keyClick(view.lists[0], Qt.Key.Key_Right)
    assert view.lists[1].hasFocus()
    QTest.keyClick(view.lists[1], Qt.Key.Key_Left)
    assert view.lists[0].hasFocus()


@pytest.mark.parametrize("key", ["view:compare", "view:decision"])
def test_a_view_scrolls_where_its_parts_lack_room(narrow: MainWindow, key: str) -> None:
    narrow.open_page(key)
    QApplication.processEvents()
    view = narrow.reference.currentWidget()
    assert view is not None
    tall = view.findChildren(QWidget)
    assert all(widget.height() >= widget.minimumHeight() for widget in tall if widget.isVisible())


def test_what_lies_over_the_center_stays_there_through_another_zoom(
    make_window: MakeWindow, look: Look
) -> None:
    window = make_window(960, 600)
    try:
        window.show_check()
        window.flags.expand()
        QApplication.processEvents()
        for zoom in (150, 100, 130):
            look.set_zoom(zoom)
            QApplication.processEvents()
            panel, body = window.flags.panel, window.centralWidget()
            over = panel.parentWidget() if panel else None
            assert over is not None
            assert body is not None
            assert (over.y(), over.height()) == (body.y(), body.height())
            assert over.geometry().right() == body.geometry().right() - window.flags.rail_place.width()
    finally:
        look.set_zoom(100)
