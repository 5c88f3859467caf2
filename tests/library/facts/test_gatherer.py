"""Facts for a claim: what the book answers, for which dates, and what is missing."""

from datetime import date
from pathlib import Path

import pytest

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.coding.reasons import Cause, say_gap
from app.coding.words import ClaimForm
from app.library import Library
from app.library.facts.periods import Periods
from app.library.shelf.shelf import Shelf
from app.releases import installation
from app.releases.installation import install
from tests.releases import files


def claim(
    lines: str, on: date = date(2026, 9, 15), form: ClaimForm | None = "professional", **more: object
) -> Claim:
    return Claim(schema=1, date_of_service=on, lines=parse_lines(lines), claim_form=form, **more)  # type: ignore[arg-type]


def test_an_add_on_comes_with_its_primaries_in_force_and_the_rows_of_those_on_the_claim(
    bare: Library,
) -> None:
    facts = bare.facts_for(claim("20610, 55700, 99213, 77002"))
    assert len(facts.primaries["77002"]) == 72
    assert [(row.primary, row.last) for row in facts.add_ons["77002"]] == [
        ("20610", None),
        ("55700", date(2025, 12, 31)),
    ]
    assert facts.codes["77002"].add_on_type == "1"
    assert bare.facts_for(claim("77002")).add_ons == {"77002": ()}


def test_primaries_follow_the_date_of_service(bare: Library) -> None:
    assert "55700" in bare.facts_for(claim("77002", date(2025, 12, 31))).primaries["77002"]
    assert "55700" not in bare.facts_for(claim("77002", date(2026, 1, 1))).primaries["77002"]


def test_an_add_on_whose_list_the_book_does_not_hold_has_no_rows_and_no_primaries(bare: Library) -> None:
    facts = bare.facts_for(claim("20610, 10008, 22842"))
    assert facts.primaries == {"10008": frozenset({"10007"}), "22842": frozenset()}
    assert set(facts.add_ons) == {"10008"}
    assert "whole table is not on the shelf" in say_gap(facts.partial["add-ons"])


def test_what_no_edition_covers_is_missing_with_a_sentence(bare: Library) -> None:
    facts = bare.facts_for(claim("20610, 77002"))
    assert set(facts.missing) == {"diagnoses"}
    assert set(facts.gaps_carried) == {"pairs", "units", "add-ons"}
    assert all("for 09/15/2026 is not on the shelf" in say_gap(gap) for gap in facts.missing.values())
    assert all("for 2026Q3 are not on the shelf" in say_gap(gap) for gap in facts.gaps_carried.values())
    early = bare.facts_for(claim("20610, 77002", date(2017, 6, 1)))
    assert set(early.missing) == {"pairs", "units", "fees", "diagnoses"}
    assert not early.pairs
    assert not early.units
    assert not early.gaps_carried


def test_units_of_the_book_hold_for_the_quarter_they_were_read_for(bare: Library) -> None:
    facts = bare.facts_for(claim("77002", date(2026, 4, 1)))
    assert facts.units["77002"].value == 1
    assert "whole table (practitioner) is not on the shelf" in say_gap(facts.partial["units"])
    later = bare.facts_for(claim("77002", date(2026, 7, 1)))
    assert later.units["77002"].value == 1
    assert later.carried["ncci-mue", "77002"].edition == "2026Q2"
    assert later.gaps_carried["units"].ended == date(2026, 6, 30)


def test_pairs_of_the_book_hold_for_the_quarter_they_were_read_for(bare: Library) -> None:
    facts = bare.facts_for(claim("20611, 77002", date(2024, 8, 1)))
    assert facts.pairs["20611", "77002"].indicator == "1"
    assert "pairs" not in facts.missing
    assert "whole table (practitioner) is not on the shelf" in say_gap(facts.partial["pairs"])


@pytest.mark.parametrize("on", [date(2016, 12, 31), date(2027, 1, 1)])
def test_outside_the_dates_of_the_book_nothing_is_called_checked(bare: Library, on: date) -> None:
    facts = bare.facts_for(claim("77002", on))
    unanswered = {*facts.missing, *facts.gaps_carried}
    assert {"codes", "add-ons", "inclusions", "modifiers", "places", "payers"} <= unanswered


def test_a_payers_own_list_of_facilities_overrides_that_of_cms(bare: Library) -> None:
    own = bare.facts_for(claim("77002", place_of_service="55", payer="unitedhealthcare")).place
    cms = bare.facts_for(claim("77002", place_of_service="55", payer="medicare")).place
    assert own is not None
    assert cms is not None
    assert (own.facility, cms.facility) == (True, False)


def test_policies_begin_on_their_first_day(bare: Library) -> None:
    def ids(on: date) -> set[str]:
        payer = bare.facts_for(claim("77002", on, payer="unitedhealthcare")).payer
        return {policy.id for policy in payer.policies} if payer else set()

    assert ids(date(2024, 10, 1)) > ids(date(2024, 9, 30))


def test_the_same_claim_gives_equal_facts(bare: Library) -> None:
    asked = claim("20610-RT, 77002-26 x2")
    assert bare.facts_for(asked) == bare.facts_for(asked)


@pytest.mark.parametrize(
    ("on", "form", "cited"),
    [
        (date(2026, 5, 12), "professional", {"cms-aoc-2026q2", "cms-mue-prac-2026q2", "cms-rvu26c"}),
        (date(2026, 5, 12), "institutional", {"cms-aoc-2026q2", "cms-rvu26c"}),
        (date(2025, 1, 1), "professional", {"cms-aoc-2026q2", "cms-rvu25d"}),
        (date(2023, 12, 31), "professional", {"cms-aoc-2026q2"}),
        (
            date(2024, 8, 1),
            "institutional",
            {"cms-aoc-2026q2", "cms-mue-hosp-2024q3", "cms-ptp-hosp-2024q3", "cms-rvu24c"},
        ),
    ],
)
def test_a_series_stands_for_the_edition_in_force_for_the_setting_and_for_no_other(
    bare: Library, on: date, form: ClaimForm, cited: set[str]
) -> None:
    sources = bare.facts_for(claim("77002", on, form)).sources
    named = {
        name: sources[name] for name in ("ncci-aoc", "ncci-ptp", "ncci-mue", "pfs-rvu") if name in sources
    }
    assert {each.id for each in named.values()} == cited
    assert all(each.series == name for name, each in named.items())


def test_the_official_editions_that_the_book_carries_are_named(bare: Library) -> None:
    used = {use.source: use for use in bare.facts_for(claim("20610, 77002")).editions}
    assert used["book"].edition == bare.book.edition
    assert used["ncci-aoc"].edition == "2026Q2"
    assert (used["ncci-ptp"].edition, used["ncci-ptp"].last) == ("2024Q3", date(2024, 9, 30))
    early = bare.facts_for(claim("20610, 77002", date(2020, 6, 1))).editions
    assert "ncci-ptp" not in {use.source for use in early}
    in_quarter = bare.facts_for(claim("20611, 77002", date(2024, 8, 1))).editions
    assert ("ncci-ptp", "practitioner", "2024Q3") in {
        (use.source, use.setting, use.edition) for use in in_quarter
    }


def test_a_long_claim_finds_the_same_pairs_as_its_lines_two_by_two(bare: Library) -> None:
    on = date(2024, 8, 1)
    codes = [
        "20604",
        "20606",
        "20610",
        "20611",
        "27096",
        "62321",
        "62323",
        "64483",
        "64493",
        "76000",
        "76942",
    ]
    codes += ["77001", "77002", "77003", "77012", "77021", "73040", "99213", "10030"]
    two_by_two = {
        key: edit
        for first in codes
        for second in codes
        if first < second
        for key, edit in bare.facts_for(claim(f"{first}; {second}", on)).pairs.items()
    }
    assert bare.facts_for(claim("; ".join(codes), on)).pairs == two_by_two
    assert len(two_by_two) > len(codes)


@pytest.mark.parametrize("on", [date(2024, 10, 1), date(2025, 6, 1), date(2025, 9, 30), date(2026, 9, 15)])
def test_diagnoses_are_missing_where_the_book_cites_a_code_set_without_holding_its_codes(
    bare: Library, on: date
) -> None:
    facts = bare.facts_for(claim("20610", on))
    year = on.year + (on.month > 9)
    gap = facts.missing["diagnoses"]
    assert gap.causes == (Cause(need="diagnoses", series="icd10cm", wanted=f"FY{year}"),)
    assert say_gap(gap).endswith(f"import the files of FY{year}.")
    assert not any(use.source == "icd10cm" for use in facts.editions)


def test_modifiers_that_the_book_lacks_are_looked_up_in_the_list_of_the_date(
    bare: Library, reference_db: Path, tmp_path: Path
) -> None:
    given = tmp_path / "HCPC2026_JUL_ANWEB.txt"
    given.write_bytes(files.hcpcs_flat())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "LEAST_ROWS", {})  # invented tables are small
        install([given], tmp_path / "editions", today=date(2026, 11, 23))
    shelf = Shelf.open(tmp_path / "editions")
    stocked = Library.open(reference_db, shelf)
    asked = claim("20610-RT-ZZ-96, 77002-Z9")
    assert stocked.facts_for(asked).listed_modifiers == frozenset({"ZZ"})
    assert stocked.facts_for(claim("20610-RT")).listed_modifiers == frozenset()
    assert stocked.facts_for(claim("20610-ZZ", date(2026, 6, 30))).listed_modifiers is None
    assert bare.facts_for(asked).listed_modifiers is None
    shelf.close()


def test_what_is_known_of_codes_alike_in_two_quarters_is_one_record(bare: Library) -> None:
    days = [date(2025, month, 1) for month in (5, 8)]
    periods = Periods(bare._book, bare.shelf)
    assert len({periods.start(day, "practitioner") for day in days}) == 2
    first, second = (bare.facts_for(claim("20610, 77002", day)) for day in days)
    assert first.codes is second.codes
    assert first.add_ons is second.add_ons


def test_what_differs_between_two_quarters_is_no_record_of_both(bare: Library) -> None:
    quarters = [bare.facts_for(claim("55700, 77002", on)) for on in (date(2025, 12, 31), date(2026, 1, 1))]
    assert ["55700" in facts.primaries["77002"] for facts in quarters] == [True, False]
    assert quarters[0].codes is not quarters[1].codes
