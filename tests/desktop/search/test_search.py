"""From keystrokes to results to a page."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.coding.pages import Answer, Hit, HitGroup, Results, Ways
from app.coding.reasons import Gap
from app.desktop.pages.page_controls import DatePopup
from app.desktop.search.rows import CLOSE, answer_shape, home_rows, result_rows
from app.desktop.shell.main_window import MainWindow
from app.library.library import Library


def shown_key(window: MainWindow) -> str:
    return window.reference.key()


def type_text(window: MainWindow, text: str) -> None:
    QTest.keyClicks(window.search.field, text)


def test_typing_shows_results_and_previews_the_first(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "770")
    qtbot.waitUntil(lambda: shown_key(window) == "77001")
    row = window.search.current()
    assert row is not None
    assert row.key() == "77001"


def test_down_previews_the_next_hit_and_leaves_focus_in_the_field(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "770")
    qtbot.waitUntil(lambda: shown_key(window) == "77001")
    QTest.keyClick(window.search.field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown_key(window) == "77002")
    assert window.search.field.hasFocus()


def test_enter_acts_on_what_was_typed_not_on_the_list_before(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "77003")
    qtbot.waitUntil(lambda: shown_key(window) == "77003")
    window.search.field.clear()
    # No turn of the event loop lies between these keys and Enter: the list still shows the old results.
    QTest.keyClicks(window.search.field, "76942")
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    assert shown_key(window) == "76942"


def test_keystrokes_of_one_turn_become_one_search(
    window: MainWindow, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    search = library.search

    def count(text: str, limit: int, group: HitGroup | None, on: date) -> Results:
        asked.append(text)
        return search(text, limit, group, on)

    monkeypatch.setattr(library, "search", count)
    window.search.field.setText("7")
    window.search.field.setText("77")
    window.search.field.setText("770")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["770"]


def test_typing_on_the_page_goes_to_the_search(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("77002")
    assert not window.search.field.hasFocus()
    QTest.keyClick(window.reference.pages, Qt.Key.Key_2)
    QTest.keyClicks(window.search.field, "0610")
    assert window.search.field.text() == "20610"
    qtbot.waitUntil(lambda: shown_key(window) == "20610")


def test_two_codes_put_the_answer_first(window: MainWindow, qtbot: QtBot) -> None:
    type_text(window, "20610 77002")
    qtbot.waitUntil(lambda: shown_key(window) == "answer:20610+77002")
    told = window.search.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert told.startswith("Answer: 20610 with 77002")
    page = window.reference.page()
    assert page is not None
    assert page.code == "Separately reportable"


def test_escape_empties_the_field_and_shows_favorites_and_recent(window: MainWindow) -> None:
    type_text(window, "770")
    QTest.keyClick(window.search.field, Qt.Key.Key_Escape)
    window.search.search_now()
    rows = [window.search.model.row(index) for index in range(window.search.model.rowCount())]
    assert [row.text for row in rows if row and row.kind == "heading"] == ["Favorites", "Recent"]


def test_close_spellings_stand_alone_under_their_words(window: MainWindow) -> None:
    type_text(window, "sacroliac")
    window.search.search_now()
    first = window.search.model.row(0)
    assert first is not None
    assert first.text == CLOSE
    rows = map(window.search.model.row, range(1, window.search.model.rowCount()))
    assert [row.hit.code for row in rows if row and row.hit] == ["27096"]


def test_nothing_found_says_so_and_opens_nothing(window: MainWindow) -> None:
    before = shown_key(window)
    type_text(window, "qqqq")
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    first = window.search.model.row(0)
    assert first is not None
    assert first.text == "Nothing found for “qqqq”."
    assert shown_key(window) == before


def test_a_search_that_finds_nothing_leaves_no_old_page(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("77002")
    recent = window.store.data.recent
    window.search.type_text("qqqq")
    qtbot.waitUntil(lambda: shown_key(window) == "search:qqqq")
    page = window.reference.page()
    assert page is not None
    assert page.summary == "Nothing found for “qqqq”."
    assert window.reference.codes() == ()
    window.reference.toggle_favorite()
    window.reference.set_date(date(2025, 1, 2))
    assert (window.store.data.recent, window.store.is_favorite("search:qqqq")) == (recent, False)
    window.reference.back()
    assert shown_key(window) == "77002"


def test_a_group_without_a_hit_leads_to_the_nearest_of_the_others(window: MainWindow, qtbot: QtBot) -> None:
    window.search.tabs.choose(2)
    window.search.type_text("77002")
    qtbot.waitUntil(lambda: shown_key(window) == "search:77002")
    page = window.reference.page()
    assert page is not None
    ways = [way.key for part in page.sections[0].parts if isinstance(part, Ways) for way in part.ways]
    assert "77002" in ways


def test_a_row_speaks_code_kind_and_label() -> None:
    rows = result_rows(
        Results((Hit("77002", "codes", "77002", "fluoro needle guidance", "add-on"),)), "77002"
    )
    assert rows[1].spoken() == "77002, add-on, fluoro needle guidance"


def test_home_leaves_out_empty_groups() -> None:
    assert [row.kind for row in home_rows((), ())] == ["words"]


def test_tabs_search_one_group(window: MainWindow) -> None:
    type_text(window, "2")
    window.search.tabs.choose(2)
    keys = [row.key() for i in range(window.search.model.rowCount()) if (row := window.search.model.row(i))]
    assert keys == ["", "place:22", "place:24", "", "modifier:26"]


def test_a_typed_code_opens_its_own_page_with_the_answer_above_it(window: MainWindow) -> None:
    type_text(window, "20610")
    model = window.search.model
    row = model.row(model.first_hit("20610"))
    assert row is not None
    assert row.key() == "20610"
    assert model.first_hit("") <= model.first_hit("20610")


def test_a_typed_date_is_the_day_of_the_answer_and_said(window: MainWindow) -> None:
    type_text(window, "20610 77002 11/03/2025")
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    first = window.search.model.row(0)
    assert first is not None
    assert first.text == "As of 11/03/2025, the date typed:"
    assert shown_key(window) == "answer:20610+77002"
    assert window.reference.on == date(2025, 11, 3)
    assert window.date_banner.text() == "Pages are shown as of 11/03/2025, a past date."
    assert window.search.model.hits() == 3  # the answer and its two codes, nothing for the digits of a date
    assert window.search.model.spoken(1).endswith(", as of 11/03/2025, 1 of 3")


def test_the_next_search_without_a_date_is_of_the_day_before_one_was_typed(window: MainWindow) -> None:
    window.reference.set_date(date(2024, 5, 6))
    for typed, day in (("77002 2025-11-03", date(2025, 11, 3)), ("77003", date(2024, 5, 6))):
        window.search.field.setText(typed)
        QTest.keyClick(window.search.field, Qt.Key.Key_Return)
        assert (shown_key(window), window.reference.on) == (typed[:5], day)


def test_a_date_alone_shows_the_page_that_is_open_as_of_it(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("77003")
    window.search.field.setText("11/03/2025")
    qtbot.waitUntil(lambda: window.reference.on == date(2025, 11, 3))
    assert shown_key(window) == "77003"
    assert window.search.model.spoken(0) == "As of 11/03/2025, the date typed. Add a code or words."


def test_a_date_that_no_calendar_has_is_said(window: MainWindow) -> None:
    window.search.field.setText("77002 13/45/2025")
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    assert window.search.model.spoken(0) == "“13/45/2025” is not a calendar date. Check the month and day."


def test_a_key_asks_for_the_date_of_the_pages(window: MainWindow) -> None:
    window.open_page("77002")
    window.search.focus_field()
    QTest.keyClick(window.search.field, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    popup = window.reference.pages.controls.findChild(DatePopup)
    assert popup is not None
    popup.field.setText("11/03/2025")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert window.reference.on == date(2025, 11, 3)


def test_a_code_that_nobody_has_is_said_above_the_hits() -> None:
    rows = result_rows(
        Results((Hit("77002", "codes", "77002", "x", ""),), unknown="“99999” was not found."), "77002 99999"
    )
    assert rows[0].text == "“99999” was not found."
    assert rows[-1].key() == "77002"


def test_of_three_codes_every_answer_stands_above_the_hits() -> None:
    answers = [
        Answer(
            code=code,
            guidance=guidance,
            date=date(2026, 5, 4),
            answer="contractor-decides",
            use=None,
            citations=(),
        )
        for code, guidance in (("36561", "77001"), ("36561", "76937"))
    ]
    hits = (Hit("36561", "codes", "36561", "x", ""),)
    rows = result_rows(Results(hits, answer=answers[0], others=(answers[1],)), "36561 77001 76937")
    assert [row.key() for row in rows] == ["answer:36561+77001", "answer:36561+76937", "", "36561"]
    assert rows[0].spoken() == "Answer: 36561 with 77001, The contractor decides"


def test_no_stop_sign_stands_on_a_table_that_is_not_on_the_shelf(window: MainWindow) -> None:
    found = structs.replace(window.library.answer("20610", "77002", date(2026, 9, 15)), answer="included")
    gap = Gap(kind="missing", on=found.date, causes=())
    assert answer_shape(structs.replace(found, gaps=(gap,))) == "warning"
    assert answer_shape(structs.replace(found, gaps=())) == "error"
