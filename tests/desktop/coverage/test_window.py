"""The window that asks coverage articles about the claim in the form, or about what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.claims.draft import draft_of
from app.coding.claim import Claim, Line, Locality
from app.coding.denials import DenialTable
from app.desktop.coverage.window import NOTHING, OF_LAST_TIME, OF_PAYMENT, PLACE_SETTING, CoverageWindow
from app.desktop.shell.claim_windows import ClaimWindows, connect_claim_windows
from app.desktop.shell.main_window import MainWindow
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from tests.conftest import once_a_run
from tests.coverage import invented
from tests.desktop.claim.keys import type_keys

CLAIM = Claim(
    schema=2,
    date_of_service=date(2026, 8, 26),
    lines=(Line(code="0001X", diagnoses=("M25.551", "M25.552")), Line(code="77002", diagnoses=("M25.551",))),
    locality=Locality(zip="00501"),
)
HERE = "MAC 99101"


@pytest.fixture(scope="module")
def articles(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library with the invented articles on its shelf."""
    folder = once_a_run(tmp_path_factory, "invented coverage", invented.fill)
    return Library.open(reference_db, Shelf.open(folder / "editions"))


@pytest.fixture(scope="module")
def all_connected(shared_window: MainWindow, articles: Library) -> ClaimWindows:
    return connect_claim_windows(shared_window, DenialTable, lambda: articles)


@pytest.fixture
def connected(all_connected: ClaimWindows) -> Iterator[ClaimWindows]:
    """What answers the commands of the window."""
    yield all_connected
    if all_connected.coverage is not None:
        all_connected.coverage.close()
        all_connected.coverage = None  # the next test has one of its own


@pytest.fixture
def windows(window: MainWindow, connected: ClaimWindows) -> ClaimWindows:
    """The same, where a place is remembered."""
    window.store.set_setting(PLACE_SETTING, HERE)
    return connected


def open_over(window: MainWindow, windows: ClaimWindows, claim: Claim | None) -> CoverageWindow:
    if claim is not None:
        window.claims.workspace().form.change("Typing", draft_of(claim))
    window.asked.emit("ask_articles")
    assert windows.coverage is not None
    return windows.coverage


@pytest.fixture
def shown(window: MainWindow, windows: ClaimWindows) -> CoverageWindow:
    """The window over a claim of two lines with its ZIP code."""
    return open_over(window, windows, CLAIM)


def cells(shown: CoverageWindow) -> list[tuple[str, ...]]:
    """Code, diagnosis, answer and article of each row."""
    table = shown.table
    items = ([table.item(row, column) for column in range(4)] for row in range(table.rowCount()))
    return [tuple(item.text() if item else "" for item in row) for row in items]


def test_each_line_of_the_claim_is_asked_with_its_own_diagnoses(shown: CoverageWindow) -> None:
    assert cells(shown) == [
        ("0001X", "M25.551", "listed as covered", "A101 version 3"),
        ("0001X", "M25.552", "listed as not covered", "A101 version 3"),
        ("77002", "M25.551", "no article", ""),
    ]
    assert shown.head.text() == (
        "The lines of the claim, on 08/26/2026, at ZIP code 00501, contractor 99101 (ZIP codes 2026Q3)."
    )


def test_an_answer_has_article_dates_contractor_and_source(shown: CoverageWindow) -> None:
    text = shown.text.toPlainText()
    assert text.startswith("0001X with M25.551: listed as covered\nA101 version 3\n")
    for part in (
        "From 01/01/2026",
        "99101 Invented Administrators (ZA)",
        "Articles 2026-08-26, A101 version 3",
    ):
        assert part in text


def test_another_row_shows_the_words_that_decide(shown: CoverageWindow) -> None:
    shown.codes.setText("0003X")
    shown.diagnoses.setText("M25.551")
    shown.refresh()
    text = shown.text.toPlainText()
    assert cells(shown) == [("0003X", "M25.551", "the paragraph decides", "A102 version 7")]
    assert "Covered, group 1:\n  For 0002X one of group 1\n  and one of group 2, age < 18" in text


def test_the_arrows_lead_from_answer_to_answer(shown: CoverageWindow) -> None:
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Down)
    assert shown.text.toPlainText().startswith("0001X with M25.552: listed as not covered")
    QTest.keyClick(shown.table, Qt.Key.Key_Down)
    assert "No article prints 77002. That is not “covered”" in shown.text.toPlainText()


def test_over_a_claim_one_key_answers(window: MainWindow, windows: ClaimWindows) -> None:
    window.claims.workspace().form.change("Typing", draft_of(CLAIM))
    QTest.keySequence(window, "Ctrl+Shift+R")
    assert windows.coverage is not None
    assert ("0001X", "M25.551", "listed as covered", "A101 version 3") in cells(windows.coverage)


def test_without_a_claim_twelve_keys_answer(window: MainWindow, windows: ClaimWindows, qtbot: QtBot) -> None:
    typed = "0001xm25551"
    QTest.keySequence(window, "Ctrl+Shift+R")
    shown = windows.coverage
    assert shown is not None
    qtbot.waitUntil(shown.codes.hasFocus)
    type_keys(typed)
    assert 1 + len(typed) <= 12
    qtbot.waitUntil(lambda: bool(cells(shown)))
    assert cells(shown) == [("0001X", "M25.551", "listed as covered", "A101 version 3")]
    assert shown.head.text() == f"The typed codes, on 11/23/2026, at contractor 99101. {OF_LAST_TIME}"


def test_all_is_reached_by_tab_and_read_by_the_arrows(shown: CoverageWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(shown.codes.hasFocus)
    for field in (shown.diagnoses, shown.on, shown.place, shown.table, shown.text):
        QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
        assert field.hasFocus()


def test_a_payment_locality_is_called_one_and_where_it_is_from_is_said(
    window: MainWindow, connected: ClaimWindows
) -> None:
    window.store.set_setting("pay_place", "99101-00")
    shown = open_over(window, connected, msgspec.structs.replace(CLAIM, locality=None))
    assert "at contractor 99101, which pays in payment locality 99101-00." in shown.head.text()
    assert shown.head.text().endswith(OF_PAYMENT)
    shown.place.clear()
    QTest.keyClicks(shown.place, "99101-00")
    shown.refresh()
    assert OF_PAYMENT not in shown.head.text()


def test_the_place_of_the_claim_needs_no_word_on_where_it_is_from(shown: CoverageWindow) -> None:
    assert "The place is" not in shown.head.text()


def test_a_typed_date_goes_before_that_of_the_claim(shown: CoverageWindow) -> None:
    shown.on.setText("12/31/2025")
    shown.place.setText("ZA")
    shown.refresh()
    assert cells(shown)[0][2] == "not in force on this date"
    assert "it begins on 01/01/2026" in shown.text.toPlainText()


def test_without_a_download_nothing_was_checked_and_an_import_is_offered(
    make_window: Callable[..., MainWindow], articles: Library, qtbot: QtBot
) -> None:
    window = make_window()
    held = [articles.with_shelf(Shelf({}))]
    windows = connect_claim_windows(window, DenialTable, lambda: held[0])
    shown = open_over(window, windows, msgspec.structs.replace(CLAIM, locality=None))
    assert {row[2] for row in cells(shown)} == {"not checked"}
    assert "Import current_article.zip" in shown.text.toPlainText()
    assert shown.import_button.isVisible()
    held[0] = articles
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    shown.activateWindow()
    qtbot.waitUntil(lambda: cells(shown)[0][2] == "listed as covered")
    assert not shown.import_button.isVisible()
    shown.close()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda shown: shown.place.setText("Illinois"), "is not a place"),
        (lambda shown: shown.on.setText("soon"), "is not a date"),
        (lambda shown: shown.codes.setText("knee"), "neither a code nor a diagnosis"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_no_answer_stays(
    shown: CoverageWindow, change: Callable[[CoverageWindow], object], words: str
) -> None:
    change(shown)
    shown.refresh()
    assert words in shown.head.text()
    assert (shown.rows, shown.table.rowCount(), shown.text.toPlainText()) == ([], 0, "")


def test_an_empty_claim_is_said_to_be_none(window: MainWindow, windows: ClaimWindows) -> None:
    assert open_over(window, windows, None).head.text() == NOTHING


def test_a_claim_that_cannot_be_read_answers_nothing_and_typed_codes_still_do(
    window: MainWindow, windows: ClaimWindows
) -> None:
    form = window.claims.workspace().form
    form.change("Typing", draft_of(CLAIM).with_unread("date_of_service", "13/45"))
    shown = open_over(window, windows, None)
    assert shown.rows == []
    assert shown.head.text()
    shown.codes.setText("0001X")
    shown.refresh()
    assert cells(shown) == [("0001X", "not asked", "prints the code", "A101 version 3")]


def test_a_changed_claim_is_asked_again(window: MainWindow, shown: CoverageWindow) -> None:
    changed = msgspec.structs.replace(CLAIM, lines=(Line(code="0004X", diagnoses=("M25.551",)),))
    window.claims.workspace().form.change("Typing", draft_of(changed))
    assert cells(shown) == [("0004X", "M25.551", "not in force on this date", "A104 version 2")]


def test_what_was_typed_is_forgotten_and_a_typed_place_is_remembered(
    window: MainWindow, shown: CoverageWindow
) -> None:
    shown.codes.setText("0002X")
    shown.place.clear()
    QTest.keyClicks(shown.place, "ZA")
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert shown.codes.text() == ""
    assert window.store.setting(PLACE_SETTING, "") == "ZA"


def test_what_is_no_place_is_not_remembered(window: MainWindow, shown: CoverageWindow) -> None:
    shown.place.clear()
    QTest.keyClicks(shown.place, "10112-0010112-00")
    shown.close()
    assert window.store.setting(PLACE_SETTING, "") == HERE


def test_the_place_of_a_claim_is_not_remembered(window: MainWindow, shown: CoverageWindow) -> None:
    assert shown.place.text() == "00501"
    shown.close()
    assert window.store.setting(PLACE_SETTING, "") == HERE


def test_another_payer_of_the_claim_is_named_above_the_answers(
    window: MainWindow, windows: ClaimWindows
) -> None:
    shown = open_over(window, windows, msgspec.structs.replace(CLAIM, payer="aetna"))
    assert "articles bind Medicare contractors and no other payer." in shown.head.text()


def test_nothing_of_it_becomes_a_flag(window: MainWindow, shown: CoverageWindow) -> None:
    workspace = window.claims.workspace()
    before = workspace.review_now()
    shown.codes.setText("0002X")
    shown.refresh()
    assert workspace.review_now() == before
