"""The records of the official series: what a new one must state, and which edition answers a date."""

import re
import typing
from datetime import date

import pytest
from msgspec import Struct

from app.coding import coverage_rows, official, payment_rows
from app.coding.series import SERIES, Need, Series, SeriesName, find_series

OF_THE_BOOK = {"inclusions", "places", "payers"}
ROWS = {
    kind
    for module in (official, payment_rows, coverage_rows)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Struct)
} - {Struct, coverage_rows.Document}
EVERY = pytest.mark.parametrize("series", SERIES.values(), ids=list(SERIES))


def test_every_name_of_a_series_has_its_record() -> None:
    assert [name for name in typing.get_args(SeriesName) if name not in SERIES] == []
    assert all(name == series.name for name, series in SERIES.items())


def test_every_record_of_official_rows_belongs_to_one_series() -> None:
    named = [series.rows for series in SERIES.values() if series.rows]
    assert [kind.__name__ for kind in ROWS if kind not in named] == []
    assert len(named) == len(set(named))


def test_every_need_is_answered_by_the_book_or_by_a_series() -> None:
    answered = {series.need for series in SERIES.values()} | {
        need for series in SERIES.values() for need in series.lists
    }
    assert answered - {None} == set(typing.get_args(Need)) - OF_THE_BOOK


@EVERY
def test_a_series_states_what_is_said_of_it(series: Series) -> None:
    official = series.rows is not None and series.basis != "advice"
    asked = {
        "title": True,
        "brief": True,
        "files": series.rows is not None,
        "url": official,
        "status": official and series.name != "pfs-rvu",  # its editions are called RVU26A by themselves
        "cadence": series.need is not None,
        "subject": series.need is not None,
        "adds": series.cadence is not None,
        "least_rows": official and series.name != "ncci-ptp",  # proved by its parts
        "code_starts": series.has_text,
        "dated_in_book": bool(series.held),
    }
    assert [field for field, needed in asked.items() if needed and not getattr(series, field)] == []


@EVERY
def test_the_subject_of_a_series_names_the_day_and_the_setting_if_there_are_several(series: Series) -> None:
    asked = {"{day}"} | ({"{setting}"} if series.settings else set())
    assert not series.need or set(re.findall(r"\{\w+\}", series.subject)) == asked


@EVERY
def test_the_beginning_of_a_code_is_a_pattern(series: Series) -> None:
    re.compile(series.code_starts)


@pytest.mark.parametrize(
    ("on", "quarter", "year"),
    [
        (date(2026, 1, 1), "2026Q1", "FY2026"),
        (date(2026, 9, 30), "2026Q3", "FY2026"),
        (date(2026, 10, 1), "2026Q4", "FY2027"),
        (date(2026, 12, 31), "2026Q4", "FY2027"),
        (date(25, 11, 3), "0025Q4", "FY0026"),
    ],
)
def test_the_edition_that_would_answer_follows_the_cadence(on: date, quarter: str, year: str) -> None:
    assert SERIES["ncci-mue"].wanted(on) == quarter
    assert SERIES["icd10cm"].wanted(on) == year
    assert SERIES["pos"].wanted(on) is None


def test_only_a_series_with_settings_has_one() -> None:
    assert SERIES["ncci-ptp"].setting("hospital") == "hospital"
    assert SERIES["pfs-rvu"].setting("hospital") is None


def test_a_name_that_this_version_does_not_have_is_no_series() -> None:
    assert find_series("ncci-next") is None
