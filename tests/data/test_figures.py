"""Every figure agrees with the official files, and the figures agree with one another."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.coding.pages import Table
from app.library import Library
from app.library.shelf.shelf import Shelf
from build_scripts import official_copies as copies
from build_scripts import official_files
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.sources import cited_rows

COMPARISONS: list[Callable[[Knowledge, Path], copies.Comparison]] = [
    copies.compare_fees,
    copies.compare_units,
    copies.compare_add_ons,
    copies.compare_places,
    copies.compare_diagnoses,
]
CONVERSIONS = {2026: 33.4009, 2025: 32.3465, 2024: 33.2875}


@pytest.mark.parametrize("compare", COMPARISONS, ids=lambda compare: compare.__name__)
def test_every_figure_agrees_with_the_file(
    knowledge: Knowledge, figures: Path, compare: Callable[[Knowledge, Path], copies.Comparison]
) -> None:
    comparison = compare(knowledge, figures)
    assert comparison.figures > 40
    assert comparison.mismatches == ()


def test_every_pair_edit_agrees_with_the_tables_of_2024q3(knowledge: Knowledge, figures: Path) -> None:
    practitioner, hospital = (
        official_files.read_pair_extract(figures),
        official_files.read_hospital_pairs(figures, knowledge),
    )
    for table, source in ((practitioner, "cms-ptp-prac-2024q3"), (hospital, "cms-ptp-hosp-2024q3")):
        comparison = copies.compare_pairs(knowledge, table, source)
        assert comparison.figures > 6000
        assert comparison.mismatches == ()


@pytest.mark.slow
def test_every_pair_edit_agrees_with_the_whole_table_of_2024q2(knowledge: Knowledge, figures: Path) -> None:
    table = official_files.read_pair_table(figures, knowledge)
    for source in ("cms-ptp-prac-2024q3", "cms-ptp-prac-2024q2"):
        comparison = copies.compare_pairs(knowledge, table, source)
        assert comparison.figures > 0
        assert comparison.mismatches == ()


def test_a_wrong_pair_edit_is_found(knowledge: Knowledge, figures: Path) -> None:
    table = official_files.read_pair_extract(figures)
    table["20611", "77002", ""] = ("0", "misuse")
    comparison = copies.compare_pairs(knowledge, table, "cms-ptp-prac-2024q3")
    assert [fault[:13] for fault in comparison.mismatches] == ["20611 / 77002"]


def with_one_changed(rows: list[Any], **changes: object) -> list[Any]:
    """The rows with fields of the first one's record changed."""
    changed = msgspec.structs.replace(rows[0].value, **changes)
    return [msgspec.structs.replace(rows[0], value=changed), *rows[1:]]


def wrong(knowledge: Knowledge) -> dict[Callable[[Knowledge, Path], copies.Comparison], Knowledge]:
    """For each comparison our knowledge with one figure changed."""
    fees = sorted(knowledge.fees, key=lambda row: "cms-rvu25d" not in row.value.source)
    units = sorted(knowledge.units, key=lambda row: row.value.setting != "practitioner")
    changed: dict[str, list[Any]] = {
        "fees": with_one_changed(fees, work=99.0),
        "units": with_one_changed(units, value=98),
        "add_on_pairs": with_one_changed(knowledge.add_on_pairs, last=date(2000, 1, 2)),
        "places": with_one_changed(knowledge.places, facility=not knowledge.places[0].value.facility),
        "diagnoses": with_one_changed(knowledge.diagnoses, codes=("A00",)),
    }
    return {
        compare: msgspec.structs.replace(knowledge, **{table: rows})
        for compare, (table, rows) in zip(COMPARISONS, changed.items(), strict=True)
    }


@pytest.mark.parametrize("compare", COMPARISONS, ids=lambda compare: compare.__name__)
def test_a_wrong_figure_is_found(
    knowledge: Knowledge, figures: Path, compare: Callable[[Knowledge, Path], copies.Comparison]
) -> None:
    assert len(compare(wrong(knowledge)[compare], figures).mismatches) == 1


def test_the_counts_stated_for_77002_are_those_of_the_table(knowledge: Knowledge, official: Path) -> None:
    pairs = {pair: row for pair, row in official_files.read_pair_extract(official).items() if not pair[2]}
    column2 = {pair: row for pair, row in pairs.items() if pair[1] == "77002"}
    closed = [pair[0] for pair, row in column2.items() if row[0] == "0"]
    categories = [row[1] for row in column2.values()]
    stated = " ".join(
        fact.value for page in knowledge.guidance for s in page.value.section for fact in s.fact
    )
    assert len(column2) == 2082
    assert "2,082 active pairs" in stated
    assert len(closed) == 273
    assert {"0600T", "0601T"} <= set(closed)
    assert "271 anesthesia codes, 0600T and 0601T" in stated
    counts = [categories.count(name) for name in ("cpt-instruction", "wording", "misuse", "standards")]
    counts += [categories.count(name) for name in ("more-extensive", "mutually-exclusive", "anesthesia")]
    assert counts == [393, 97, 1236, 38, 40, 7, 271]
    assert (
        "Misuse 1,236, CPT or CMS instruction 393, anesthesia 271, wording of the code 97, "
        "more extensive 40, standards of practice 38, mutually exclusive 7." in stated
    )
    assert sum(pair[0] == "77002" for pair in pairs) == 25


def test_a_cited_pair_is_an_active_row_of_the_table_it_cites(knowledge: Knowledge, official: Path) -> None:
    tables: dict[str, Collection[tuple[str, str]]] = {
        "cms-ptp-prac-2024q3": _active_pairs(official),
        "cms-aoc-2026q2": official_files.read_add_ons(official),
    }
    shape = re.compile(r"([0-9A-Z]{5}) / ([0-9A-Z]{5})")
    checked = 0
    for row, item in _cited(knowledge):
        for source, locator in item:
            found = shape.fullmatch(locator)
            if not found:
                continue
            if source in tables:
                checked += 1
                assert (found[1], found[2]) in tables[source], f"{row}: {source} has no row {locator}"
    assert checked > 3000


def test_a_code_or_modifier_is_in_every_file_that_it_cites_by_its_number(
    knowledge: Knowledge, official: Path
) -> None:
    add_ons = official_files.read_add_ons(official)
    files: dict[str, Collection[str]] = {
        "cms-rvu25d": {row[0] for row in official_files.read_fee_rows(official)},
        "cms-mue-prac-2026q2": official_files.read_units(official),
        "cms-hcpcs-2019": official_files.read_hcpcs(official),
        "cms-aoc-2026q2": {code for pair in add_ons for code in pair},
    }
    checked: Counter[str] = Counter()
    cited = [(code.value.code, code.value.pairs()) for code in knowledge.codes]
    cited += [(modifier.value.code, modifier.value.pairs()) for modifier in knowledge.modifiers]
    for number, pairs in cited:
        for source, locator in pairs:
            if source in files and locator == number:
                checked[source] += 1
                assert number in files[source], f"{source} has no {number}"
    assert min(checked[source] for source in files) > 100, checked


def test_companions_are_no_add_on_whose_primaries_are_left_out(knowledge: Knowledge) -> None:
    held = {row.value.add_on for row in knowledge.add_on_pairs}
    companions = [row.value for row in knowledge.codes if row.value.kind == "companion"]
    assert len(companions) > 150
    assert {row.code for row in companions if row.add_on_since} <= held


def _active_pairs(official: Path) -> set[tuple[str, str]]:
    return {pair[:2] for pair in official_files.read_pair_extract(official) if not pair[2]}


def _cited(knowledge: Knowledge) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [(f"{row.path} line {row.line}", item.pairs()) for row, item in cited_rows(knowledge)]


def test_parts_and_total_of_each_fee_row_add_up(knowledge: Knowledge) -> None:
    checked = 0
    for row in knowledge.fees:
        fee = row.value
        if fee.total is not None and fee.work is not None and fee.practice is not None:
            assert fee.malpractice is not None
            assert round(fee.work + fee.practice + fee.malpractice, 2) == fee.total, row
            checked += 1
    assert checked > 30


def test_the_components_of_each_code_add_up_to_the_whole(knowledge: Knowledge) -> None:
    totals = {
        (row.value.code, row.value.first, row.value.modifier): row.value.total for row in knowledge.fees
    }
    checked = 0
    for (code, first, modifier), total in totals.items():
        parts = [totals.get((code, first, part)) for part in ("26", "TC")]
        if modifier == "" and total and None not in parts:
            assert round(sum(part or 0.0 for part in parts), 2) == total, code
            checked += 1
    assert checked >= 17


@pytest.mark.parametrize("year", CONVERSIONS)
def test_the_amounts_on_the_page_of_77002_are_the_arithmetic_of_its_rows(
    knowledge: Knowledge, reference_db: Path, tmp_path: Path, year: int
) -> None:
    rows = [row.value for row in knowledge.fees if row.value.code == "77002"]
    rows = [fee for fee in rows if fee.first and fee.first.year == year]
    assert {fee.conversion for fee in rows} == {CONVERSIONS[year]}
    totals = {fee.modifier: fee.total or 0.0 for fee in rows}
    amounts = [round(totals[part] * CONVERSIONS[year] + 1e-9, 2) for part in ("", "26", "TC")]
    page = Library.open(reference_db, Shelf.open(tmp_path)).page("77002", date(2026, 9, 15))
    assert page is not None
    (payment,) = (section for section in page.sections if section.title == "Payment")
    (table,) = (part for part in payment.parts if isinstance(part, Table))
    shown = [row.cells[table.columns.index("Amount")] for row in table.rows if row.cells[0] == str(year)]
    assert shown == [f"${amount:.2f}" for amount in amounts]


def test_a_decision_never_adds_guidance_that_a_pair_edit_bundles(
    knowledge: Knowledge, official: Path
) -> None:
    pairs = _active_pairs(official)
    listed = official_files.read_add_ons(official)
    for row in knowledge.decisions:
        decision = row.value
        if decision.guidance == "none":
            continue
        for code in decision.report:
            if code != decision.guidance:
                assert (code, decision.guidance) not in pairs, row
                if decision.guidance in ("77002", "77003"):
                    assert (decision.guidance, code) in listed, row


def test_no_open_primary_of_77002_has_a_pair_edit_with_it(knowledge: Knowledge) -> None:
    edits = [row.value for row in knowledge.pair_edits if row.value.last is None]
    bundled = {edit.column1 for edit in edits if edit.column2 == "77002"}
    primaries = {
        row.value.primary
        for row in knowledge.add_on_pairs
        if row.value.add_on == "77002" and row.value.last is None
    }
    assert len(primaries) == 72
    assert not primaries & bundled


def test_copies_hold_what_the_readers_expect(official: Path) -> None:
    with (official / "extracts" / "ncci_aoc_77001-77003_2026Q2.csv").open(encoding="utf-8") as file:
        extract = {(row["Add-On_Code"], row["Primary_Code"]) for row in csv.DictReader(file)}
    workbook = {
        pair for pair in official_files.read_add_ons(official) if pair[0] in ("77001", "77002", "77003")
    }
    assert workbook == extract


def test_the_old_edits_against_nerve_blocks_end_the_day_before_the_add_on_pairs_begin(
    knowledge: Knowledge,
) -> None:
    began = {
        row.value.primary: row.value.first
        for row in knowledge.add_on_pairs
        if row.value.add_on == "77002" and row.value.primary.startswith("644")
    }
    ended = {
        row.value.column1: row.value.last
        for row in knowledge.pair_edits
        if row.value.column2 == "77002" and row.value.last and row.value.setting == "practitioner"
    }
    assert began
    for primary, first in began.items():
        assert first is not None
        assert ended[primary] == first - timedelta(days=1), primary


def test_every_active_pair_of_a_guidance_code_is_held(knowledge: Knowledge, figures: Path) -> None:
    assert copies.compare_pairs_held(knowledge, figures).mismatches == ()
    fewer = msgspec.structs.replace(
        knowledge, pair_edits=[row for row in knowledge.pair_edits if row.value.column1 != "20611"]
    )
    missing = copies.compare_pairs_held(fewer, figures).mismatches
    assert missing
    assert all("20611" in pair for pair in missing)
