"""The parts of the worklist: bars and filters by mouse and keys, the table, and small or zoomed windows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.claims.worklist.item import Item
from app.claims.worklist.listing import Choice
from app.claims.worklist.row import Reviewed, brief
from app.claims.worklist.store import Worklist
from app.desktop.look.look import Look
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.modes import WORKLIST
from app.desktop.shell.worklist_wiring import open_listed
from app.desktop.worklist.bars import MOST, RuleBars
from app.desktop.worklist.head import counts_words
from app.desktop.worklist.model import CODES, DAY, FLAGS, HEADS, PAYER, PLACE, WorklistModel
from app.desktop.worklist.view import FittedScroll
from app.desktop.worklist.words import codes_words, shape_of, spoken, state_words
from tests.claims.worklist.made import decided, item
from tests.claims.worklist.test_listing import FOUND, flag, review, worklist
from tests.claims.x12 import made
from tests.conftest import EVERY_EXAMPLE
from tests.desktop.worklist.conftest import ALONE, JOINT, SPINE, claim_of, write_file

Open = Callable[..., MainWindow]


def shown(window: MainWindow) -> list[str]:
    model = window.worklist.view.model
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def tabs_are_whole(window: MainWindow) -> bool:
    tabs = [window.header.tabs.tab(tab) for tab in (0, 1, WORKLIST)]
    return all(tab.width() >= tab.sizeHint().width() for tab in tabs if tab.isVisible())


def test_a_bar_filters_by_its_rule_by_mouse_and_by_keys(open_window: Open, march: Path) -> None:
    window = open_window(march)
    bars = window.worklist.view.bars
    named = [bar.accessibleName() for bar in bars.bars if bar.isVisible()]
    assert named[0].endswith(": 2 claims")
    assert named[1].endswith(": 1 claim")
    bars.bars[0].click()
    assert shown(window) == ["claim 3", "claim 5"]
    assert window.worklist.view.filters.choice().rule == bars.bars[0].rule
    bars.bars[0].setFocus()
    QTest.keyClick(bars.bars[0], Qt.Key.Key_Down)
    assert bars.bars[1].hasFocus()
    QTest.keyClick(bars.bars[1], Qt.Key.Key_Space)
    assert shown(window) == ["claim 2"]
    assert QAccessible.queryAccessibleInterface(bars.bars[1]).state().checked
    QTest.keyClick(bars.bars[1], Qt.Key.Key_Space)
    assert len(shown(window)) == 5


def test_typing_in_the_table_filters_and_esc_shows_all_again(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_file(tmp_path / "a.837", claim_of(*SPINE), claim_of(*ALONE), claim_of(*JOINT))
    window = open_window(path)
    view = window.worklist.view
    QTest.keyClick(view.table, Qt.Key.Key_6)
    assert view.filters.text.hasFocus()
    QTest.keyClicks(view.filters.text, "2323")
    qtbot.waitUntil(lambda: shown(window) == ["claim 1"])
    QTest.keyClick(view.filters.text, Qt.Key.Key_Escape)
    assert len(shown(window)) == 3
    assert view.table.hasFocus()


def test_lists_offer_what_the_claims_have(open_window: Open, tmp_path: Path, qtbot: QtBot) -> None:
    path = write_file(
        tmp_path / "a.837", claim_of(*ALONE), claim_of(*JOINT, place="22:B:1", npi="1888888893")
    )
    filters = open_window(path).worklist.view.filters
    qtbot.waitUntil(lambda: filters.place.count() == 3)
    assert [filters.place.itemData(at) for at in range(3)] == [None, "11", "22"]
    filters.place.setCurrentIndex(2)
    assert filters.choice().place == "22"
    assert filters.practitioner.count() == 3
    assert filters.clear_button.isEnabled()


@pytest.mark.usefixtures("look")
def test_the_current_claim_and_the_selection_stay_while_rows_move(qtbot: QtBot) -> None:
    made = worklist(*[None] * 6)
    model, table = WorklistModel(), QTableView()
    qtbot.addWidget(table)
    model.setParent(table)
    model.set_listing(made.listing, {})
    table.setModel(model)
    table.selectRow(3)  # claim 4
    for number, found in enumerate(FOUND, 1):
        if found is not None:
            with model.changing():
                made.take_reviews([(number, made.lines[number - 1], brief(Reviewed(found)))])
    assert model.number(table.currentIndex().row()) == 4
    assert {model.number(index.row()) for index in table.selectionModel().selectedRows()} == {4}
    with model.changing():
        made.add([item(7), item(8)])
    assert model.rowCount() == 8
    assert model.number(table.currentIndex().row()) == 4


def test_more_rules_than_eight_are_folded_and_the_chosen_one_stays(look: Look, qtbot: QtBot) -> None:
    bars = RuleBars(look, str.upper)
    qtbot.addWidget(bars)
    bars.resize(800, 300)
    bars.show()
    totals = [(f"rule-{number}", 20 - number) for number in range(12)]
    bars.set_totals(totals, "rule-11")
    seen = [bar.rule for bar in bars.bars if bar.isVisible()]
    assert len(seen) == MOST
    assert seen[-1] == "rule-11"
    assert bars.all.text() == "All 12 rules"
    bars.all.click()
    assert len([bar for bar in bars.bars if bar.isVisible()]) == 12


@pytest.mark.parametrize(("width", "zoom"), [(1280, 100), (960, 100), (960, 150), (1280, 200), (960, 200)])
def test_nothing_is_cut_off_in_small_and_zoomed_windows(
    open_window: Open, march: Path, width: int, zoom: int, qtbot: QtBot
) -> None:
    window = open_window(march, width, 600)
    window.look.set_zoom(zoom)
    QApplication.processEvents()
    view = window.worklist.view
    table = view.table
    across = sum(
        table.columnWidth(column) for column in range(len(HEADS)) if not table.isColumnHidden(column)
    )
    assert across <= table.viewport().width()
    assert not table.isColumnHidden(CODES)
    hidden = [column for column in (PAYER, PLACE, DAY, FLAGS) if table.isColumnHidden(column)]
    assert hidden == [PAYER, PLACE, DAY, FLAGS][: len(hidden)]
    assert table.height() >= window.look.px(60)
    for widget in (*view.filters.findChildren(type(view.filters.rule)), *view.bars.bars):
        if widget.isVisible():
            assert widget.height() >= widget.minimumSizeHint().height()
    qtbot.waitUntil(lambda: tabs_are_whole(window))
    open_listed(window, 3)
    qtbot.waitUntil(lambda: tabs_are_whole(window))


@pytest.mark.parametrize("zoom", [100, 110, 130])
def test_the_filters_are_in_sight_in_a_small_window(open_window: Open, march: Path, zoom: int) -> None:
    window = open_window(march, 960, 600)
    view = window.worklist.view
    try:
        window.look.set_zoom(zoom)
        QApplication.processEvents()
        filters = view.filters
        for each in (filters.text, filters.rule, filters.place, filters.practitioner, filters.clear_button):
            assert each.visibleRegion().boundingRect().size() == each.size()
        words = filters.practitioner.fontMetrics().horizontalAdvance("Practitioner")
        assert filters.practitioner.width() >= words + window.look.px(36)
        assert view.table.height() >= view.height() // 3
    finally:
        window.look.set_zoom(100)


def test_a_height_that_follows_the_width_settles_beside_the_scroll_bar(look: Look, qtbot: QtBot) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    bars = RuleBars(look, str)
    column.addWidget(bars)
    bars.set_totals([("guidance-included", 4), ("a", 3), ("b", 2), ("c", 1)], None)
    scroll = FittedScroll(inside, 16)
    qtbot.addWidget(scroll)
    scroll.show()
    for most in range(60, 200, 4 if EVERY_EXAMPLE else 20):
        scroll.set_most(most)
        for width in range(440, 720, 2 if EVERY_EXAMPLE else 6):
            scroll.resize(width, scroll.height())
            QApplication.processEvents()
            fits = scroll.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            assert (inside.height() <= scroll.height()) is fits


def test_a_row_is_said_whole() -> None:
    made = Worklist("a")
    made.add([item(1, payer="aetna", place_of_service="22"), Item(2, "", None, "It ends inside a claim.")])
    found = review(flag("a"), flag("b", "warning"), missed=3)
    made.take_reviews([(1, made.lines[0], brief(Reviewed(found)))])
    row = made.listing.row(1)
    said = "case 1, 09/15/2026, 20610, 77002, Aetna, place 22, worst error, 1 error, 1 warning, 3 not checked"
    assert spoken(row, "Aetna") == f"{said}, 2 open"
    assert shape_of(row) == "error"
    assert spoken(made.listing.row(2), "") == "The file itself, It ends inside a claim, Not a claim"


def test_a_tick_stands_only_where_every_rule_was_checked() -> None:
    made = worklist(review(), review(missed=1), None)
    assert [shape_of(row) for row in made.listing.rows] == ["ok", "none", "none"]
    assert [state_words(row) for row in made.listing.rows] == ["No flags", "No flags", "Not reviewed yet"]


def test_without_flags_says_where_not_all_was_checked() -> None:
    made = worklist(review(), review(missed=1), review(missed=2), None)
    assert counts_words(made.listing) == (
        "4 claims: 3 without flags (in 2 not all was checked), 1 not reviewed yet"
    )
    made.take_review(2, review())
    assert "(in 1 not all was checked)" in counts_words(made.listing)


def test_what_is_wrong_with_the_file_is_no_claim() -> None:
    made = Worklist("a")
    made.add([Item(1, "", None, "It ends inside a claim."), item(2), item(3)])
    made.take_reviews([(3, made.lines[2], brief(Reviewed(review())))])
    assert counts_words(made.listing) == "2 claims: 1 without flags, 1 not reviewed yet"
    assert [made.listing.claim_place(number) for number in (2, 3)] == [0, 1]
    assert len(made.listing) == made.listing.claims_shown() + 1
    assert codes_words(made.listing.row(1)) == "It ends inside a claim"
    made.listing.choose(Choice(text="case 3"))
    assert (made.listing.claims_shown(), made.listing.claim_place(2), made.listing.claim_place(3)) == (
        1, -1, 0,
    )  # fmt: skip


def test_a_filter_says_how_many_it_shows_and_that_none_fits(
    open_window: Open, march: Path, qtbot: QtBot
) -> None:
    window = open_window(march)
    view = window.worklist.view
    QTest.keyClick(view.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.filters.text.hasFocus()
    assert window.header.tabs.current() == WORKLIST
    view.filters.found.setCurrentIndex(1)
    assert view.head.counts.text() == "2 of 5 shown; of all: 3 open, 2 without flags"
    assert view.nothing.isHidden()
    QTest.keyClicks(view.filters.text, "quagga")
    qtbot.waitUntil(view.nothing.isVisible)
    QTest.keyClick(view.filters.text, Qt.Key.Key_Escape)
    assert view.nothing.isHidden()


def test_the_button_to_go_on_is_as_wide_as_its_word(open_window: Open, march: Path) -> None:
    head = open_window(march).worklist.view.head
    head.show_progress("Stopped: 3 claims not reviewed", resume="Go on")
    QApplication.processEvents()
    assert head.button.isVisible()
    assert head.button.width() <= head.button.sizeHint().width() + 2


def test_decided_and_changed_claims_say_so() -> None:
    made = Worklist("a")
    made.add([decided(item(1), "Seen.")])
    made.take_reviews([(1, made.lines[0], brief(Reviewed(review(flag("ptp-pair")))))])
    assert state_words(made.listing.row(1)) == "Done"
    assert counts_words(made.listing) == "1 claim: 1 done"


def test_the_head_says_what_the_worklist_has_not_and_unfolds_it(open_window: Open, tmp_path: Path) -> None:
    broken = made.claim(made.service(units="1.5"))
    window = open_window(write_file(tmp_path / "a.837", claim_of(*JOINT), broken))
    head = window.worklist.view.head
    assert head.left.text().startswith("1 claim not read · ")
    assert head.left.text().endswith(" · Show")
    assert head.left_words.isHidden()
    head.left.click()
    assert head.left_words.text().startswith("Not read: Claim 2, segment ")
    assert head.left.text().endswith(" · Hide")
    assert not head.left_words.isHidden()
    head.left.click()
    assert head.left_words.isHidden()


def test_a_saved_worklist_says_again_what_was_left_out(
    open_window: Open, march: Path, tmp_path: Path
) -> None:
    window = open_window(march)
    before = window.worklist.view.head.left.text()
    assert "left out that no check asks for" in before
    assert window.worklist.keeping.save_path(tmp_path / "march.npw")
    window.worklist.worklist().close()
    assert open_window(tmp_path / "march.npw").worklist.view.head.left.text() == before


def test_claims_in_groups_by_rule_have_heads_that_the_keyboard_passes_over(
    open_window: Open, march: Path
) -> None:
    window = open_window(march)
    view = window.worklist.view
    assert view.table.current() == 3
    view.bars.group.click()
    model = view.model
    heads = [model.index(row, 0).data() for row in model.heads()]
    assert heads == [
        "Add-on without a primary procedure · 2 claims", "Guidance is included in the procedure · 1 claim",
        "No flags · 2 claims",
    ]  # fmt: skip
    assert model.heads() == [0, 3, 5]
    assert [model.number(row) for row in range(model.rowCount())] == [None, 3, 5, None, 2, None, 1, 4]
    assert [model.place_of(number) for number in (3, 5, 2, 1, 4)] == [1, 2, 4, 6, 7]
    assert view.table.current() == 3
    view.table.setFocus()
    reached = []
    for _ in range(5):
        QTest.keyClick(view.table, Qt.Key.Key_Down)
        reached.append(view.table.current())
    assert reached == [5, 2, 1, 4, 4]
    assert view.table.rowSpan(0, 0) == 1
    assert view.table.columnSpan(0, 0) == len(HEADS)
    assert view.table.rowHeight(0) < view.table.rowHeight(1)
    view.filters.found.setCurrentIndex(1)
    assert [model.number(row) for row in range(model.rowCount())] == [None, 3, 5]
    assert view.bars.group.text() == "Worst first"
    view.bars.group.click()
    assert model.heads() == []
    assert view.table.columnSpan(0, 0) == 1
    assert view.bars.group.text() == "Group by rule"


def test_home_and_end_go_to_the_first_and_the_last_claim(open_window: Open, march: Path) -> None:
    view = open_window(march).worklist.view
    view.bars.group.click()  # the first row is the head of a group
    table = view.table
    claims = [
        number for row in range(view.model.rowCount()) if (number := view.model.number(row)) is not None
    ]
    table.go_to(claims[1])
    QTest.keyClick(table, Qt.Key.Key_End)
    assert (table.current(), table.chosen()) == (claims[-1], [claims[-1]])
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert (table.current(), table.chosen()) == (claims[0], [claims[0]])
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen() == claims


def test_groups_hold_while_claims_are_opened(open_window: Open, march: Path) -> None:
    window = open_window(march)
    view = window.worklist.view
    view.bars.group.click()
    view.table.choose(5)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert window.worklist.link.number() == 5
    assert window.worklist.link.place_words() == "2 of 5"
    assert window.worklist.link.next_open() == 2
