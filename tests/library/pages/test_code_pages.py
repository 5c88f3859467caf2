"""Pages of codes: every fact cites, every primary stands once, and the figures are those of the sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.coding.pages import (
    Amounts,
    CodeGroup,
    CodeGroups,
    Disagreement,
    Fact,
    FactGrid,
    Page,
    Prose,
    Row,
    Section,
    Table,
    remarks_on,
)
from app.library.book.book import open_book
from app.library.library import Library
from app.library.pages.legend import LEGEND
from app.library.shelf.shelf import Shelf
from app.pages.text import tag_text

DAY = date(2026, 11, 23)
LABELS = [
    "Status",
    "Add-on code",
    "MUE",
    "PC/TC indicator",
    "Global days",
    "Bilateral surgery indicator",
    "Physician supervision, TC",
    "OPPS status indicator",
    "Amount, non-facility",
]
GUIDANCE = ["77002", "77003", "77001", "76942", "77012", "77021", "76000", "75989", "76940", "76998", "77013"]


@pytest.fixture(scope="module")
def library(reference_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The book with an empty shelf."""
    return Library.open(reference_db, Shelf.open(tmp_path_factory.mktemp("editions")))


def page_of(library: Library, key: str, on: date = DAY) -> Page:
    page = library.page(key, on)
    assert page is not None
    return page


def section(page: Page, key: str) -> Section:
    return next(item for item in page.sections if item.id == key)


def facts(part: Section) -> Iterator[Fact]:
    for item in part.parts:
        if isinstance(item, FactGrid | Prose):
            yield from item.facts


def groups(part: Section) -> list[CodeGroup]:
    return [group for item in part.parts if isinstance(item, CodeGroups) for group in item.groups]


def rows(part: Section) -> list[Row]:
    return [row for item in part.parts if isinstance(item, Table) for row in item.rows]


def unsourced(page: Page) -> list[str]:
    """What neither cites, nor stands under a title that does, nor says that it is missing."""
    found = []
    for part in page.sections:
        if part.id == LEGEND:
            continue
        shared = bool(part.citations)
        found += [
            fact.label for fact in facts(part) if fact.state != "missing" and not (fact.citations or shared)
        ]
        found += [group.label for group in groups(part) if not (group.citations or shared)]
        found += [str(row.cells) for row in rows(part) if not (row.citations or shared)]
    return found


@pytest.mark.parametrize("on", [date(2016, 6, 1), date(2017, 1, 1), date(2023, 1, 1), DAY, date(2027, 1, 1)])
def test_every_fact_of_a_code_page_cites_or_says_why_not(
    library: Library, reference_db: Path, on: date
) -> None:
    book = open_book(reference_db)
    for code in [*GUIDANCE, *book.codes()[::9], "20610", "64415", "73040", "55700"]:
        page = page_of(library, code, on)
        assert unsourced(page) == [], code
        reasons = [fact.note for part in page.sections for fact in facts(part) if fact.state == "missing"]
        assert all(reasons), code
        ids = [part.id for part in page.sections]
        assert len(ids) == len(set(ids)), code
        assert page.as_of == on
    book.close()


def test_a_code_that_is_less_than_certain_says_so_on_its_page(library: Library, reference_db: Path) -> None:
    book = open_book(reference_db)
    entries = {code: entry for code in book.codes() if (entry := book.code(code))}
    uncertain = {code: entry for code, entry in entries.items() if entry.confidence != "high"}
    assert len(uncertain) > 1000
    for code, entry in uncertain.items():
        if entry.family == "Family of code only":
            assert entry.note in page_of(library, code).summary
            assert (entry.facts.first, entry.facts.last) == (None, None), "the label alone is uncertain"
        else:
            grid = facts(section(page_of(library, code), "facts"))
            assert entry.confidence in {fact.confidence for fact in grid}, code
    book.close()


@pytest.mark.parametrize("code", GUIDANCE)
def test_the_grid_of_a_guidance_code_has_the_same_eight_labels(library: Library, code: str) -> None:
    assert [fact.label for fact in facts(section(page_of(library, code), "facts"))] == LABELS


def test_the_grid_says_indicators_in_words(library: Library) -> None:
    found = {fact.label: fact for fact in facts(section(page_of(library, "77002"), "facts"))}
    assert [found[label].value for label in LABELS[:7]] == [
        "A, active",
        "Type 1, closed list",
        "1, MAI 3: date of service, clinical",
        "1, 26 or TC allowed",
        "ZZZ, in another service's period",
        "0, no 150% adjustment",
        "03, personal",
    ]
    assert remarks_on(found["MUE"], DAY) == ("2026Q2, ended 06/30/2026",)
    assert remarks_on(found["PC/TC indicator"], DAY) == ("RVU26C, ended 09/30/2026",)


def test_the_page_opens_in_the_order_of_the_questions(library: Library) -> None:
    ids = [part.id for part in page_of(library, "77002").sections]
    assert ids[:4] == ["facts", "add-to", "which", "leave-off"]
    assert ids[-2:] == ["disagree", "confidence"]


def test_each_open_primary_stands_once(library: Library, reference_db: Path) -> None:
    book = open_book(reference_db)
    part = section(page_of(library, "77002"), "add-to")
    shown = [code for group in groups(part) if group.label != "Ended" for code in group.codes]
    assert len(shown) == 72
    assert sorted(shown) == sorted(
        row.primary for row in book.add_on_pairs("77002").rows if row.in_force(DAY)
    )
    assert part.citations[0].locator == "77002: 72 in force, 5 ended"
    book.close()


def test_disputed_primaries_stand_apart_with_advice(library: Library) -> None:
    disputed = [group for group in groups(section(page_of(library, "77002"), "add-to")) if group.disputed]
    assert [group.codes for group in disputed] == [
        ("64415", "64416", "64417", "64445", "64446", "64447", "64448")
    ]
    assert "Do not report 77002" in disputed[0].note


def test_before_the_dispute_its_codes_are_plain_primaries(library: Library) -> None:
    part = section(page_of(library, "77002", date(2022, 12, 31)), "add-to")
    assert not any(group.disputed for group in groups(part))
    assert "64415" in {code for group in groups(part) for code in group.codes}


def test_an_ended_primary_is_no_primary_any_more(library: Library) -> None:
    def label(on: date) -> str:
        part = section(page_of(library, "77002", on), "add-to")
        return next(group.label for group in groups(part) if "55700" in group.codes)

    assert label(date(2025, 12, 31)) != "Ended"
    assert label(date(2026, 1, 1)) == "Ended"


def test_no_code_is_both_added_to_and_left_off(library: Library) -> None:
    page = page_of(library, "77002")
    added = {
        code for group in groups(section(page, "add-to")) if group.label != "Ended" for code in group.codes
    }
    left = [code for group in groups(section(page, "leave-off")) for code in group.codes]
    assert not added & set(left)
    assert len(left) == len(set(left))


def test_payment_multiplies_rvus_by_the_factor_of_the_year(library: Library) -> None:
    found = {
        row.cells[:2]: row.cells
        for row in rows(section(page_of(library, "77002", date(2026, 9, 30)), "payment"))
    }
    assert found["2026", "Global"][-2:] == ("3.63", "$121.25")
    assert found["2026", "26"][-2:] == ("0.81", "$27.05")
    assert found["2026", "TC"][-2:] == ("2.82", "$94.19")
    assert found["2024", "Global"][-1] == "$115.84"
    assert list(dict.fromkeys(year for year, _ in found)) == ["2026", "2025", "2024"]


@pytest.mark.parametrize(
    ("code", "on", "amount", "wanted"),
    [
        ("77002", date(2024, 7, 1), True, ""),
        ("77002", date(2024, 9, 30), True, ""),
        ("77002", date(2024, 5, 5), False, "2024Q2"),
        ("77002", date(2026, 11, 30), False, "2026Q4"),
        ("77002", date(2026, 7, 1), True, ""),
        ("77003", date(2026, 11, 30), False, "2026Q4"),
        ("77002", date(2018, 1, 5), False, "2018Q1"),
        ("77002", date(2027, 6, 1), False, "2027Q2"),
    ],
)
def test_no_amount_is_carried_into_another_quarter(
    library: Library, code: str, on: date, amount: bool, wanted: str
) -> None:
    parts = section(page_of(library, code, on), "facts").parts
    facts = [fact for part in parts if isinstance(part, FactGrid) for fact in part.facts]
    (found,) = [fact for fact in facts if fact.label == "Amount, non-facility"]
    assert (found.state, bool(found.value)) == (("stated", True) if amount else ("missing", False))
    assert wanted in found.note


def test_the_guidance_codes_stand_side_by_side_and_the_own_one_is_marked(library: Library) -> None:
    found = rows(section(page_of(library, "77003"), "which"))
    keys = [row.key for row in found]
    by_method = ["77002", "77003", "77001", "76942", "77012", "77021", "76937"]
    assert [key for key in keys if key in by_method] == by_method
    assert sorted(filter(None, keys)) == sorted(library.guidance().needle)
    assert [row.key for row in found if row.marked] == ["77003"]
    assert found[0].cells[3:] == ("type 1, closed list", "1", "0.81", "3.63")


def test_a_primary_tells_the_answer_for_each_guidance_code(library: Library) -> None:
    page = page_of(library, "20610")
    found = {row.cells[0]: row.cells[1] for row in rows(section(page, "with"))}
    needle = [code for code in found if code in library.guidance().needle]
    assert sorted(needle) == sorted(library.guidance().needle)
    assert list(found) == [*needle, "76000"]
    assert found["77002"].startswith("Separately reportable")
    assert library.answer("20610", "77002", DAY).answer == "separately-reportable"


def test_an_answer_in_the_table_says_what_it_was_not_checked_against(bare: Library) -> None:
    page = page_of(bare, "20610", date(2026, 11, 30))
    found = {row.cells[0]: row for row in rows(section(page, "with"))}
    assert found["77002"].cells[1] == "Separately reportable, PTP edits not checked, add-on list not checked"
    assert found["77002"].is_open
    for guidance, row in found.items():
        answer = bare.answer("20610", guidance, date(2026, 11, 30))
        assert row.cells[1] == answer.full_headline()
        assert row.is_open == bool(answer.gaps)


@pytest.mark.parametrize(
    ("on", "name", "marked"),
    [(date(2026, 9, 30), "2026", True), (date(2026, 11, 30), "2026, ended 09/30/2026", False)],
)
def test_fees_of_the_year_are_those_of_the_day_only_while_their_edition_lasts(
    bare: Library, on: date, name: str, marked: bool
) -> None:
    found = rows(section(page_of(bare, "77002", on), "payment"))
    assert (found[0].cells[0], found[0].marked) == (name, marked)
    assert any(row.marked for row in found) == marked


def test_a_page_shows_the_disagreements_that_concern_its_code(library: Library) -> None:
    parts = section(page_of(library, "64415"), "disagree").parts
    assert "K1" in [part.id for part in parts if isinstance(part, Disagreement)]


def test_an_ended_code_says_so(library: Library) -> None:
    found = {fact.label: fact.value for fact in facts(section(page_of(library, "55700"), "facts"))}
    assert found["Valid to"] == "12/31/2025"


def test_a_code_that_nothing_knows_has_no_page(library: Library) -> None:
    assert library.page("0000X", DAY) is None
    assert library.page("hcpcs:J0000", DAY) is None
    assert library.page("diagnosis:Z99.99", DAY) is None


def test_the_ruling_leads_and_the_disagreement_stands_beside_it(bare: Library) -> None:
    disputed = bare.page("64447", date(2026, 1, 15))
    before = bare.page("64447", date(2022, 12, 31))
    assert disputed is not None
    assert before is not None
    assert disputed.summary.startswith("Do not report 77002 from 01/01/2023.")
    assert disputed.sections[0].id == "disagree"
    assert not before.summary.startswith("Leave")
    assert before.sections[0].id != "disagree"


@pytest.mark.parametrize(("place", "source"), [("22", "MCPM 13"), ("24", "MCPM 13"), ("51", "RVU26C")])
def test_a_facility_says_with_its_source_that_guidance_takes_26_there(
    library: Library, place: str, source: str
) -> None:
    page = library.page(f"place:{place}", DAY)
    assert page is not None
    prose = section(page, "guidance").parts[0]
    assert isinstance(prose, Prose)
    assert "77002" in prose.facts[0].value
    assert "with 26" in prose.facts[0].value
    assert source in tag_text(prose.facts[0].citations, library.source)


@pytest.mark.parametrize(
    ("code", "beside"),
    [
        ("20610", ("20610", "20611")),
        ("20611", ("20610", "20611")),
        ("62323", ("62322", "62323")),
        ("77003", "needle guidance"),
        ("64493", ()),
    ],
)
def test_what_a_code_pays_is_compared_with_those_that_may_stand_in_its_place(
    library: Library, code: str, beside: tuple[str, ...] | str
) -> None:
    page = library.page(code, date(2026, 7, 15))
    assert page is not None
    (asked,) = (part for section in page.sections for part in section.parts if isinstance(part, Amounts))
    assert asked.beside == (tuple(sorted(library.guidance().needle)) if isinstance(beside, str) else beside)


@pytest.mark.parametrize(("code", "kind"), [("64493", "primary"), ("64494", "add-on"), ("77002", "guidance")])
def test_the_head_of_a_page_calls_no_add_on_a_primary(library: Library, code: str, kind: str) -> None:
    page = library.page(code, DAY)
    assert page is not None
    assert page.kind == kind
