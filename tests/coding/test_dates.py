"""Dates as coders type and read them, and spans of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.dates import covers, parse_date, show_date, split_date
from app.coding.errors import InputError

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    "09/15/2026 9/15/2026 9/15/26 09.15.2026 9-15-26 09152026 091526 2026-09-15 2026-9-15".split(),  # noqa: SIM905
)
def test_every_way_of_typing_a_day(text: str) -> None:
    assert parse_date(text, TODAY) == date(2026, 9, 15)
    assert parse_date(f"  {text} ", TODAY) == date(2026, 9, 15)


@pytest.mark.parametrize("text", ["t", "T", " t "])
def test_t_is_today(text: str) -> None:
    assert parse_date(text, TODAY) == TODAY


def test_two_digits_mean_this_century() -> None:
    assert parse_date("1/2/99", TODAY) == date(2099, 1, 2)
    assert parse_date("010200", TODAY) == date(2000, 1, 2)


def test_a_leap_day_is_a_day_only_in_its_year() -> None:
    assert parse_date("2/29/2028", TODAY) == date(2028, 2, 29)
    with pytest.raises(InputError, match=r"is not a calendar date\. Check the month and day"):
        parse_date("2/29/2026", TODAY)


@pytest.mark.parametrize("text", ["15/09/2026", "0/1/2026", "13/1/26", "133126", "00/00/0000", "0000-01-01"])
def test_a_day_that_is_not_there(text: str) -> None:
    with pytest.raises(InputError, match="is not a calendar date"):
        parse_date(text, TODAY)


@pytest.mark.parametrize(
    "text", ["", "today", "9/15", "9/15/126", "2026", "09/15/2026x", "\uff19/15/2026", "91526"]
)
def test_what_is_no_date_shows_an_example(text: str) -> None:
    with pytest.raises(InputError, match="Type it as 09/15/2026 or 091526, or t for today"):
        parse_date(text, TODAY)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_what_is_shown_can_be_typed(day: date) -> None:
    assert parse_date(show_date(day), TODAY) == day
    assert parse_date(day.isoformat(), TODAY) == day


@given(st.dates())
def test_shown_dates_have_ten_signs(day: date) -> None:
    assert len(show_date(day)) == 10


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [
        (None, None, True),
        (TODAY, None, True),
        (None, TODAY, True),
        (TODAY, TODAY, True),
        (date(2026, 11, 24), None, False),
        (None, date(2026, 11, 22), False),
    ],
)
def test_a_span_holds_both_its_ends_and_may_be_open(
    first: date | None, last: date | None, inside: bool
) -> None:
    assert covers(first, last, TODAY) is inside


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    sentence = "."
    try:
        parse_date(text, TODAY)
    except InputError as refusal:
        sentence = str(refusal)
    assert sentence.endswith(".")


@pytest.mark.parametrize("text", ["20260915", "2026/9/15", "2026.09.15"])
def test_days_as_databases_write_them(text: str) -> None:
    assert parse_date(text, TODAY) == date(2026, 9, 15)


@pytest.mark.parametrize(
    "behind", ["T00:00:00", " 00:00:00.000", " 00:00", " 12:00:00 AM", " 0:00", "t00:00:00z"]
)
def test_midnight_behind_a_date_says_nothing(behind: str) -> None:
    assert parse_date(f"2026-09-15{behind}", TODAY) == date(2026, 9, 15)


@pytest.mark.parametrize("text", ["2026-09-15T10:30:00", "20261315", "20260931", "19000229", "2026-09-15T"])
def test_no_day(text: str) -> None:
    with pytest.raises(InputError):
        parse_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("20610 77002 11/03/2025", "20610 77002", date(2025, 11, 3)),
        ("2025-11-03 20610", "20610", date(2025, 11, 3)),
        ("20610 11/3/25 77002", "20610 77002", date(2025, 11, 3)),
        ("20610 DOS: 11-03-2025", "20610", date(2025, 11, 3)),
        ("hip as of 11.03.2025", "hip", date(2025, 11, 3)),
        ("11/03/2025", "", date(2025, 11, 3)),
        ("20610-RT x1 M16.11", "20610-RT x1 M16.11", None),
        ("L4-5/L5-S1", "L4-5/L5-S1", None),
        ("1/2 of a unit", "1/2 of a unit", None),
    ],
)
def test_a_date_among_words_is_told_from_them(text: str, words: str, day: date | None) -> None:
    assert split_date(text) == (words, day)


def test_a_date_among_words_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(InputError, match="not a calendar date"):
        split_date("20610 13/45/2025")


@given(st.text(max_size=60))
def test_words_are_split_or_refused(text: str) -> None:
    try:
        words, day = split_date(text)
    except InputError:
        return
    assert day is not None or words == text
