"""Periods: the facts of a day are those of the first day of its period, but for the day that they name."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.coding.dates import days_of_change
from app.coding.facts import Facts
from app.coding.series import Setting
from app.coding.words import ClaimForm
from app.library.facts.day import Day
from app.library.facts.gatherer import Gatherer, _gaps_of, _gaps_on, _look_up_codes
from app.library.facts.of_codes import KnownCodes
from app.library.facts.periods import Periods
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.installation import install
from tests.releases import files

CODES = ("77002", "77003", "20610", "64415", "64447", "27370", "36901", "77001", "1000X", "0002X", "0004X")
FORMS: tuple[ClaimForm, ...] = ("professional", "institutional")
DAYS = st.integers(0, 5000).map(lambda days: date(2014, 6, 1) + timedelta(days))


@pytest.fixture(scope="module")
def stocked(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The book over PTP edits and units limits of 2026Q3, invented, with rows that begin within it."""
    folder = tmp_path_factory.mktemp("stocked")
    (folder / f"{files.MUE_NAME}.csv").write_bytes(files.mue_csv())
    parts = files.parts()
    parts[1].insert(4, files.pair("1000X", "0004X", "20260812", "20260903"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})  # invented tables are small
        given = [folder / f"{files.MUE_NAME}.csv", *files.write_ptp(folder / "pairs", parts)]
        install(given, folder / "editions", today=date(2026, 11, 23))
    return Library.open(reference_db, Shelf.open(folder / "editions"))


def looked_up_on_the_day_itself(library: Library, claim: Claim) -> Facts:
    """The facts of a claim by its own day, with what the claim states beside the codes left out."""
    setting: Setting = "hospital" if claim.claim_form == "institutional" else "practitioner"
    day = Day(library._book, library.shelf, claim.date_of_service, setting)
    found = _look_up_codes(KnownCodes(), day, tuple(line.code for line in claim.lines))
    gaps = _gaps_on(_gaps_of(day, found.carried), claim.date_of_service)
    assert gaps.missing == found.facts.missing
    assert gaps.partial == found.facts.partial
    assert gaps.carried == found.facts.gaps_carried
    return found.facts


@given(on=DAYS, codes=st.lists(st.sampled_from(CODES), min_size=1, max_size=4), form=st.sampled_from(FORMS))
@pytest.mark.parametrize("shelf", ["bare", "stocked"])
def test_no_day_has_other_facts_than_its_period(
    shelf: str, request: pytest.FixtureRequest, on: date, codes: list[str], form: ClaimForm
) -> None:
    library: Library = request.getfixturevalue(shelf)
    claim = Claim(schema=1, date_of_service=on, lines=parse_lines(", ".join(codes)), claim_form=form)
    assert library.facts_for(claim) == looked_up_on_the_day_itself(library, claim)


def test_a_year_has_few_periods(bare: Library) -> None:
    periods = Periods(bare._book, bare.shelf)
    year = [date(2026, 1, 1) + timedelta(day) for day in range(365)]
    starts = {periods.start(on, "practitioner") for on in year}
    assert all(periods.start(on, "practitioner") <= on for on in year)
    assert len(starts) <= 8


def test_a_period_ends_where_a_row_of_an_imported_table_begins_or_ends(stocked: Library) -> None:
    periods = Periods(stocked._book, stocked.shelf)
    begins, over = date(2026, 8, 12), date(2026, 9, 4)
    assert periods.start(begins, "practitioner") == periods.start(date(2026, 9, 3), "practitioner") == begins
    assert periods.start(over, "practitioner") == over
    assert periods.start(date(2026, 8, 11), "practitioner") < begins


def test_days_of_one_period_share_what_was_looked_up(bare: Library) -> None:
    gatherer = Gatherer(bare._book, bare.shelf)
    lines = parse_lines("20610, 77002")
    first, second = (
        gatherer.facts_for(Claim(schema=1, date_of_service=date(2026, 8, day), lines=lines)) for day in (3, 4)
    )
    assert first.codes is second.codes
    assert (first.on, second.on) == (date(2026, 8, 3), date(2026, 8, 4))
    gaps = [*second.missing.values(), *second.partial.values(), *second.gaps_carried.values()]
    assert {gap.on for gap in gaps} == {None, second.on}
    assert first.gaps_carried is second.gaps_carried  # each names the edition that is wanted, and no day


def test_an_open_span_changes_nothing() -> None:
    assert days_of_change([(None, None), (None, date.max)]) == set()
