"""What the claim in the form pays, in its window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.claims.draft import draft_of
from app.coding.denials import DenialTable
from app.coding.findings import Edit, Review
from app.desktop.payment.window import _STEPS_LEAST, _TABLE_LEAST, NO_LINES, PaymentWindow
from app.desktop.shell.claim_windows import ClaimWindows, connect_claim_windows
from app.desktop.shell.main_window import MainWindow
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from tests.checklist.samples import FLAGS
from tests.conftest import once_a_run
from tests.desktop.conftest import review_nothing
from tests.payment import invented


@pytest.fixture(scope="module")
def rates(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library with invented tables on its shelf."""
    folder = once_a_run(tmp_path_factory, "invented payment", invented.fill)
    return Library.open(reference_db, Shelf.open(folder / "editions"))


@pytest.fixture(scope="module")
def windows(shared_window: MainWindow, rates: Library) -> ClaimWindows:
    return connect_claim_windows(shared_window, DenialTable, lambda: rates)


@pytest.fixture
def shown(window: MainWindow, windows: ClaimWindows) -> Iterator[PaymentWindow]:
    """The window over a claim of two lines, at a place that is known."""
    window.claims.workspace().form.change("Typing", draft_of(invented.claim("0001X 0005X")))
    window.store.set_setting("pay_place", "99101-00")
    window.asked.emit("pay_claim")
    assert windows.payment is not None
    yield windows.payment
    windows.payment.close()
    windows.payment = None  # the next test has one of its own


def cells(shown: PaymentWindow, column: int) -> list[str]:
    found = (shown.table.item(row, column) for row in range(shown.table.rowCount()))
    return [item.text() for item in found if item is not None]


def test_each_line_has_its_amount_and_the_total_stands_below(shown: PaymentWindow) -> None:
    assert cells(shown, 1) == ["0001X", "0005X"]
    assert cells(shown, 3) == ["$100.00", "$30.00"]
    assert shown.total.text() == "Total $130.00"
    assert "locality 99101-00" in shown.head.text()


def test_the_steps_of_a_line_name_their_sources_and_what_is_left_out(shown: PaymentWindow) -> None:
    steps = shown.steps.toPlainText()
    assert "RVU25D" in steps
    assert "Not included: " in steps
    assert "sequestration" in steps


def test_what_is_typed_at_once_replaces_the_place_of_the_last_time(shown: PaymentWindow) -> None:
    assert shown.place.selectedText() == "99101-00"


def test_another_place_pays_another_amount_and_is_remembered(
    window: MainWindow, shown: PaymentWindow, qtbot: QtBot
) -> None:
    shown.place.clear()
    QTest.keyClicks(shown.place, "09102-99")
    qtbot.waitUntil(lambda: cells(shown, 3)[0] == "$119.50")
    shown.close()
    assert window.store.setting("pay_place", "") == "09102-99"


def test_a_name_of_a_locality_is_offered_enter_takes_it_and_its_number_is_remembered(
    window: MainWindow, shown: PaymentWindow
) -> None:
    shown.place.clear()
    QTest.keyClicks(shown.place, "far o")
    assert shown.place.completer().completionModel().rowCount() == 1
    QTest.keyClick(shown.place, Qt.Key.Key_Return)
    assert "locality 09102-01 Far Off, ZB" in shown.head.text()
    assert cells(shown, 3)[0] == "$108.10"
    shown.close()
    assert window.store.setting("pay_place", "") == "09102-01"


def test_a_state_of_several_localities_names_them(shown: PaymentWindow) -> None:
    shown.place.setText("zb")
    shown.refresh()
    assert "09102-01 Far Off. 09102-99 Rest Of State" in shown.head.text()


def test_without_a_place_there_is_no_amount_and_the_reason(shown: PaymentWindow) -> None:
    shown.place.setText("elsewhere")
    shown.refresh()
    assert cells(shown, 3) == ["no amount", "no amount"]
    assert "neither a ZIP code nor a payment locality" in shown.head.text()
    assert shown.strip.isHidden()


def test_an_import_is_offered_where_a_table_of_the_date_is_not_on_the_shelf(
    window: MainWindow, shown: PaymentWindow, qtbot: QtBot
) -> None:
    assert shown.get.isHidden()
    shown.place.setText("elsewhere")
    shown.refresh()
    assert shown.get.isHidden()  # a place is what it lacks
    old = replace(invented.claim("0001X"), date_of_service=date(2020, 1, 2))
    window.claims.workspace().form.change("Typing", draft_of(old))
    shown.refresh()
    assert not shown.get.isHidden()
    shown.import_asked.disconnect()  # the shared window opens no other for this
    with qtbot.waitSignal(shown.import_asked):
        shown.get.click()


def test_why_a_line_has_no_amount_is_read_in_full(shown: PaymentWindow) -> None:
    shown.place.setText("")
    shown.refresh()
    why = shown.table.item(0, 4)
    assert why is not None
    why.setText("No amount is known for this line. " * 8)
    heights = []
    for width in (700, 1400):
        shown.resize(width, 640)
        QApplication.processEvents()
        words = shown.table.fontMetrics().boundingRect(
            0, 0, shown.table.columnWidth(4), 0, Qt.TextFlag.TextWordWrap, why.text()
        )
        assert shown.table.rowHeight(0) >= words.height()
        heights.append(shown.table.rowHeight(0))
    assert heights[0] > heights[1] > shown.table.rowHeight(1) > 0


def test_the_chosen_locality_stands_among_all_others_in_words_too(shown: PaymentWindow) -> None:
    words = shown.spread.text()
    assert words.startswith("Here $100.00. In ")
    assert shown.strip.accessibleName() == words


def test_an_empty_claim_is_said_to_be_none(window: MainWindow, shown: PaymentWindow) -> None:
    window.claims.workspace().start_blank()
    shown.refresh()
    assert shown.head.text() == NO_LINES
    assert (shown.table.rowCount(), shown.total.text(), shown.steps.toPlainText()) == (0, "", "")


def test_a_changed_claim_is_paid_again(window: MainWindow, shown: PaymentWindow) -> None:
    window.claims.workspace().form.change("Typing", draft_of(invented.claim("0003X")))
    assert cells(shown, 1) == ["0003X"]


def test_escape_remembers_the_place_too(window: MainWindow, shown: PaymentWindow) -> None:
    shown.place.setText("09102-99")
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert window.store.setting("pay_place", "") == "09102-99"


def test_what_is_no_place_is_not_remembered_and_none_is(window: MainWindow, shown: PaymentWindow) -> None:
    for none in ("qq", "10112-0010112-00", "0x"):
        shown.place.setText(none)
        shown.done(0)
        assert window.store.setting("pay_place", "") == "99101-00"
    shown.place.setText("zb")  # a state of several localities
    shown.done(0)
    assert window.store.setting("pay_place", "") == "zb"
    shown.place.clear()
    shown.done(0)
    assert window.store.setting("pay_place", "none") == ""


def offer(window: MainWindow, *edits: Edit) -> None:
    """Let the review of the claim in the form offer edits, and that of another claim none."""
    workspace = window.claims.workspace()
    offered = workspace.form.claim()
    flags = tuple(
        replace(FLAGS[0], id=f"ADD-{at}", line=edit.line, edit=edit) for at, edit in enumerate(edits)
    )
    found = Review(schema=1, outcome="issues", flags=flags, checked=(), not_checked=(), editions=())
    workspace.reviewer.review = lambda claim: found if claim == offered else review_nothing(claim, None)
    workspace.refresh()
    workspace.review_now()


def edit_cells(shown: PaymentWindow) -> list[list[str]]:
    table = shown.edits.table
    rows = ([table.item(row, column) for column in range(5)] for row in range(table.rowCount()))
    return [[item.text() for item in row if item is not None] for row in rows]


def test_each_offered_edit_says_what_it_changes(window: MainWindow, shown: PaymentWindow) -> None:
    assert shown.edits.isHidden()
    offer(window, Edit("Remove line 2", 2, "line"), Edit("Set units to 2", 1, "units", 2))
    assert edit_cells(shown) == [
        ["2", "Remove line 2", "$30.00", "removed", "$30.00 less"],
        ["1", "Set units to 2", "$100.00", "$150.00", "$50.00 more"],
    ]
    assert not shown.edits.isHidden()


def test_an_edit_that_two_flags_offer_stands_there_once(window: MainWindow, shown: PaymentWindow) -> None:
    offer(window, Edit("Remove line 2", 2, "line"), Edit("Remove line 2", 2, "line"))
    assert len(edit_cells(shown)) == 1


def test_edits_of_a_claim_that_was_changed_since_are_not_shown(
    window: MainWindow, shown: PaymentWindow
) -> None:
    offer(window, Edit("Remove line 2", 2, "line"))
    window.claims.workspace().form.change("Typing", draft_of(invented.claim("0003X")))
    assert shown.edits.isHidden()


def test_an_edit_is_paid_in_the_place_that_is_typed(window: MainWindow, shown: PaymentWindow) -> None:
    offer(window, Edit("Remove line 1", 1, "line"))
    shown.place.setText("09102-99")
    shown.refresh()
    assert edit_cells(shown)[0][2] == "$119.50"


def test_without_room_the_page_scrolls_and_no_part_is_crushed(shown: PaymentWindow, qtbot: QtBot) -> None:
    shown.resize(640, 320)
    qtbot.waitUntil(lambda: shown.table.height() >= _TABLE_LEAST)
    assert shown.steps.height() >= _STEPS_LEAST
    parts = (shown.head, shown.table, shown.total, shown.steps, shown.strip, shown.spread)
    tops = [(each.mapTo(shown, each.rect().topLeft()).y(), each.height()) for each in parts]
    assert all(top + height <= below for (top, height), (below, _) in pairwise(tops))
    shown.resize(900, 800)
    qtbot.waitUntil(lambda: shown.steps.height() > _STEPS_LEAST)
    assert shown.spread.visibleRegion().boundingRect().height() == shown.spread.height()
