"""Rows past their last known day: the newest read before the date, with their edition; none from after it."""

from datetime import date
from pathlib import Path

import pytest

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.reasons import say_gap
from app.coding.words import ClaimForm
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.installation import install
from tests.releases import files


def facts_of(library: Library, lines: str, on: date, form: ClaimForm = "professional") -> Facts:
    return library.facts_for(Claim(schema=1, date_of_service=on, lines=parse_lines(lines), claim_form=form))


def test_a_pair_edit_is_carried_from_the_day_after_its_edition_ended(bare: Library) -> None:
    in_force = facts_of(bare, "36901, 77001", date(2024, 9, 30))
    carried = facts_of(bare, "36901, 77001", date(2024, 10, 1))
    assert in_force.pairs == carried.pairs
    assert ("36901", "77001") in carried.pairs
    assert in_force.carried_pair("36901", "77001") is None
    source = carried.carried_pair("36901", "77001")
    assert source is not None
    assert (source.edition, source.last) == ("2024Q3", date(2024, 9, 30))
    assert say_gap(carried.gaps_carried["pairs"]).endswith(
        "for 2024Q4 are not on the shelf; import them. Looked up in 2024Q3."
    )


def test_an_edit_that_only_the_table_before_has_is_carried_into_a_quarter_of_the_book(
    bare: Library,
) -> None:
    lines, pair = "37191, 76937", ("37191", "76937")
    of_day, carried = facts_of(bare, lines, date(2024, 6, 30)), facts_of(bare, lines, date(2024, 7, 1))
    assert pair in of_day.pairs
    assert of_day.carried_pair(*pair) is None
    assert pair in carried.pairs
    source = carried.carried_pair(*pair)
    assert source is not None
    assert (source.edition, source.last) == ("2024Q2", date(2024, 6, 30))
    answer = bare.answer(*pair, date(2024, 7, 1))
    edit = next(fact for fact in answer.facts if fact.label == "NCCI PTP edit")
    assert (edit.value, edit.state, edit.last) == (
        "37191 / 76937, modifier indicator 1", "carried", date(2024, 6, 30),
    )  # fmt: skip


def test_nothing_is_carried_back_to_a_date_before_it_was_read(bare: Library) -> None:
    facts = facts_of(bare, "36901, 77001", date(2024, 3, 31))
    assert not facts.pairs
    assert "pairs" in facts.missing
    assert not any(series == "ncci-ptp" for series, _ in facts.carried)


def test_an_ended_pair_is_not_carried(bare: Library) -> None:
    assert ("64415", "77002") not in facts_of(bare, "64415, 77002", date(2026, 9, 15)).pairs


def test_a_pair_of_the_hospital_table_is_carried_on_hospital_claims_alone(bare: Library) -> None:
    on = date(2026, 9, 15)
    professional = facts_of(bare, "20610, 77002, 96523", on)
    hospital = facts_of(bare, "20610, 77002, 96523", on, "institutional")
    assert ("77002", "96523") in professional.pairs
    assert ("77002", "96523") not in hospital.pairs


def test_a_long_claim_carries_the_same_pairs_as_its_lines_two_by_two(bare: Library) -> None:
    on = date(2026, 9, 15)
    codes = ["20604", "20606", "20610", "20611", "27096", "62321", "62323", "64483", "64493", "76000"]
    codes += ["76942", "77001", "77002", "77003", "77012", "77021", "73040", "99213", "10030", "36901"]
    two_by_two = {
        key
        for first in codes
        for second in codes
        if first < second
        for key in facts_of(bare, f"{first}; {second}", on).pairs
    }
    whole = facts_of(bare, "; ".join(codes), on)
    assert set(whole.pairs) == two_by_two
    assert len(two_by_two) > len(codes)
    assert all(whole.carried_pair(*pair) for pair in whole.pairs)
    in_order = [(first, second) for first in codes for second in codes if (first, second) in whole.pairs]
    assert list(whole.pairs) == in_order  # which of several edits a flag names hangs on no hash


def test_a_fee_row_that_the_table_of_the_year_lacks_is_carried_from_an_earlier_one(bare: Library) -> None:
    facts = facts_of(bare, "75989, 77002", date(2026, 7, 15))
    assert facts.carried["pfs-rvu", "75989"].edition == "RVU25D"
    assert "26" in facts.fees["75989"]
    assert ("pfs-rvu", "77002") not in facts.carried


def test_rows_of_an_edition_that_ended_in_the_year_are_carried_to_its_end(bare: Library) -> None:
    inside, after = (facts_of(bare, "77002", day) for day in (date(2026, 9, 30), date(2026, 10, 1)))
    assert ("pfs-rvu", "77002") not in inside.carried
    assert after.carried["pfs-rvu", "77002"].edition == "RVU26C"
    assert inside.fees == after.fees


def test_an_add_on_list_is_carried_past_its_quarter_and_past_the_book(bare: Library) -> None:
    for on in (date(2026, 7, 1), date(2027, 1, 15)):
        facts = facts_of(bare, "20610, 77002", on)
        assert facts.carried["ncci-aoc", "77002"].edition == "2026Q2"
        assert "20610" in facts.primaries["77002"]
        assert "add-ons" in facts.gaps_carried
    assert ("ncci-aoc", "77002") not in facts_of(bare, "20610, 77002", date(2026, 6, 30)).carried


@pytest.fixture
def stocked(reference_db: Path, tmp_path: Path) -> Library:
    """The book over a shelf with the PTP edits and units limits of 2026Q3, invented."""
    (tmp_path / f"{files.MUE_NAME}.csv").write_bytes(files.mue_csv())
    given = [tmp_path / f"{files.MUE_NAME}.csv", *files.write_ptp(tmp_path / "pairs", files.parts())]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})  # invented tables are small
        install(given, tmp_path / "editions", today=date(2026, 11, 23))
    return Library.open(reference_db, Shelf.open(tmp_path / "editions"))


def test_rows_of_an_imported_edition_are_carried_before_those_of_the_book(stocked: Library) -> None:
    inside, after = (
        facts_of(stocked, "1000X, 0001X x2", day) for day in (date(2026, 9, 30), date(2026, 10, 1))
    )
    assert ("1000X", "0001X") in inside.pairs
    assert not inside.carried
    assert after.pairs == inside.pairs
    assert after.units == inside.units
    source = after.carried_pair("1000X", "0001X")
    assert source is not None
    assert (source.edition, after.carried["ncci-mue", "0001X"].edition) == ("2026Q3", "2026Q3")


def test_a_pair_that_the_newest_whole_table_lacks_is_not_carried_from_an_older_one(stocked: Library) -> None:
    assert ("36901", "77001") not in facts_of(stocked, "36901, 77001", date(2026, 10, 1)).pairs
    assert ("36901", "77001") in facts_of(stocked, "36901, 77001", date(2026, 6, 30)).pairs


def test_a_void_row_and_an_ended_row_are_not_carried(stocked: Library) -> None:
    facts = facts_of(stocked, "1000X, 0002X, 0003X", date(2026, 10, 1))
    assert [edit.indicator for edit in facts.pairs.values()] == ["0"]


@pytest.fixture
def before_the_book(reference_db: Path, tmp_path: Path) -> Library:
    """The book over a shelf with the PTP edits of 2024Q2, invented: the quarter before those of the book."""
    given = [
        path.rename(path.with_name(path.name.replace("2026q3", "2024q2")))
        for path in files.write_ptp(tmp_path / "pairs", files.parts(), version="301")
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})
        install(given, tmp_path / "editions", today=date(2026, 11, 23))
    return Library.open(reference_db, Shelf.open(tmp_path / "editions"))


def test_where_the_book_holds_the_edits_of_guidance_alone_those_of_other_codes_are_carried(
    before_the_book: Library,
) -> None:
    facts = facts_of(before_the_book, "1000X, 0001X, 36901, 77001", date(2024, 8, 1))
    assert {("1000X", "0001X"), ("36901", "77001")} <= facts.pairs.keys()
    source = facts.carried_pair("1000X", "0001X")
    assert source is not None
    assert source.edition == "2024Q2"
    assert facts.carried_pair("36901", "77001") is None  # the book has it, for the day
    assert "pairs" in facts.partial
    answer = before_the_book.answer("1000X", "0001X", date(2024, 8, 1))
    edit = next(fact for fact in answer.facts if fact.label == "NCCI PTP edit")
    assert (edit.state, edit.last) == ("carried", date(2024, 6, 30))
