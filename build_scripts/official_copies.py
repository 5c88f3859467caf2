"""Compare the figures in data/ with copies of the official files, where such copies are at hand.

`compare(knowledge, folder)` takes the folder that holds `mpfs`, `mue`, `aoc`, `pos`, `icd10cm`, `extracts`
and the PTP edit zips. It gives one Comparison for each table. `official_files` reads them.
"""

import csv
import zipfile
from datetime import date
from pathlib import Path

from msgspec import Struct

from build_scripts.official_files import (
    FACILITY_NA,
    FEE_COLUMNS,
    Pairs,
    guidance_of,
    read_add_ons,
    read_fee_rows,
    read_hospital_pairs,
    read_pair_extract,
    read_pair_table,
    read_units,
)
from build_scripts.reference.knowledge import Knowledge


class Comparison(Struct, frozen=True):
    """How many figures of a table were compared with which file, and where they differ."""

    table: str
    file: str
    figures: int
    mismatches: tuple[str, ...]


def compare(knowledge: Knowledge, folder: Path) -> list[Comparison]:
    """Every comparison that the copies in `folder` allow."""
    return [
        compare_fees(knowledge, folder),
        compare_units(knowledge, folder),
        compare_add_ons(knowledge, folder),
        compare_pairs(knowledge, read_pair_extract(folder), "cms-ptp-prac-2024q3"),
        compare_pairs(knowledge, read_hospital_pairs(folder, knowledge), "cms-ptp-hosp-2024q3"),
        compare_pairs(knowledge, read_pair_table(folder, knowledge), "cms-ptp-prac-2024q2"),
        compare_pairs_held(knowledge, folder),
        compare_places(knowledge, folder),
        compare_diagnoses(knowledge, folder),
    ]


def compare_fees(knowledge: Knowledge, folder: Path) -> Comparison:
    """Every cell of the rows that cite RVU25D."""
    official = {(row[0], row[1]): row for row in read_fee_rows(folder)}
    faults: list[str] = []
    figures = 0
    for item in knowledge.fees:
        fee = item.value
        if "cms-rvu25d" not in fee.source:
            continue
        row = official.get((fee.code, fee.modifier))
        if row is None:
            faults.append(f"{fee.code} {fee.modifier}: no such row")
            continue
        cells = {name: (getattr(fee, name), row[column]) for name, column in FEE_COLUMNS.items()}
        cells["facility_na"] = ("NA" if fee.facility_na else "", row[FACILITY_NA])
        figures += len(cells)
        faults += [
            f"{fee.code} {fee.modifier} {name}: {ours} is {theirs}"
            for name, (ours, theirs) in cells.items()
            if not _equal(ours, theirs)
        ]
    return Comparison("fees.csv", "RVU25D", figures, tuple(faults))


def compare_units(knowledge: Knowledge, folder: Path) -> Comparison:
    """Value and adjudication indicator of every practitioner row."""
    official = read_units(folder)
    faults: list[str] = []
    ours = [item.value for item in knowledge.units if item.value.setting == "practitioner"]
    for unit in ours:
        theirs = official.get(unit.code)
        if theirs != (str(unit.value), unit.adjudication):
            faults.append(f"{unit.code}: {unit.value} MAI {unit.adjudication} is {theirs}")
    return Comparison("units.csv", "MUE 2026Q2", 2 * len(ours), tuple(faults))


def compare_add_ons(knowledge: Knowledge, folder: Path) -> Comparison:
    """Type and dates of every pair, that no pair of our add-on codes is missing, and the marks of add-ons."""
    official = read_add_ons(folder)
    ours = {
        (row.value.add_on, row.value.primary): (row.value.kind, row.value.first, row.value.last)
        for row in knowledge.add_on_pairs
    }
    codes = {add_on for add_on, _ in ours}
    theirs = {key: value for key, value in official.items() if key[0] in codes}
    faults = [
        f"{add_on} / {primary}: {ours.get((add_on, primary))} is {theirs.get((add_on, primary))}"
        for add_on, primary in sorted(ours.keys() | theirs.keys())
        if ours.get((add_on, primary)) != theirs.get((add_on, primary))
    ]
    since: dict[str, date] = {}
    for (add_on, _), (_, first, _) in official.items():
        since[add_on] = min(first, since.get(add_on, first))
    marks = {row.value.code: row.value.add_on_since for row in knowledge.codes}
    faults += [
        f"{code}: an add-on since {mark} is {since.get(code)}"
        for code, mark in marks.items()
        if mark != since.get(code)
    ]
    return Comparison("addon_pairs.csv", "AOC 2026Q2", 3 * len(ours) + len(marks), tuple(faults))


def compare_pairs(knowledge: Knowledge, official: Pairs, source: str) -> Comparison:
    """Indicator, category and last day of every pair that cites `source`, against the rows of its table."""
    faults: list[str] = []
    ours = [item.value for item in knowledge.pair_edits if source in item.value.source]
    for edit in ours:
        theirs = official.get((edit.column1, edit.column2, edit.last.isoformat() if edit.last else ""))
        if theirs != (edit.indicator, edit.rationale):
            faults.append(f"{edit.column1} / {edit.column2}: {edit.indicator} {edit.rationale} is {theirs}")
    return Comparison("pair_edits.csv", source, 3 * len(ours), tuple(faults))


def compare_pairs_held(knowledge: Knowledge, folder: Path) -> Comparison:
    """That no active pair of a guidance code with a page is missing, in either setting."""
    tables = {
        "practitioner": read_pair_table(folder, knowledge),
        "hospital": read_hospital_pairs(folder, knowledge),
    }
    held = {(row.value.setting, row.value.column1, row.value.column2) for row in knowledge.pair_edits}
    guidance = guidance_of(knowledge)
    active = [
        (setting, *pair[:2])
        for setting, pairs in tables.items()
        for pair in pairs
        if not pair[2] and not guidance.isdisjoint(pair[:2])
    ]
    faults = sorted(" ".join(pair) for pair in active if pair not in held)
    return Comparison("pair_edits.csv", "every active pair", len(active), tuple(faults))


def compare_places(knowledge: Knowledge, folder: Path) -> Comparison:
    """The facility flag of every place, and that none is missing."""
    with (folder / "pos" / "cms_pos_codes_derived_2026-02.csv").open(encoding="utf-8", newline="") as file:
        theirs = {row["pos_code"]: row["pos_type"] == "Facility" for row in csv.DictReader(file)}
    ours = {item.value.code: item.value.facility for item in knowledge.places}
    faults = [
        f"place {code}: {ours.get(code)} is {theirs.get(code)}"
        for code in sorted(ours.keys() | theirs.keys())
        if ours.get(code) != theirs.get(code)
    ]
    return Comparison("places.csv", "POS 2026-02", len(ours), tuple(faults))


def compare_diagnoses(knowledge: Knowledge, folder: Path) -> Comparison:
    """That every diagnosis is a billable code of the ICD-10-CM order file."""
    (path,) = (folder / "icd10cm").glob("*descriptions-tabular-order.zip")
    with zipfile.ZipFile(path) as archive:
        (name,) = (name for name in archive.namelist() if "order_2025" in name)
        lines = archive.read(name).decode("ascii", "replace").splitlines()
    billable = {line[6:13].strip() for line in lines if line[14] == "1"}
    ours = sorted({code for item in knowledge.diagnoses for code in item.value.codes})
    faults = [f"{code}: not a billable code" for code in ours if code.replace(".", "") not in billable]
    return Comparison("diagnoses.csv", "ICD-10-CM 2025", len(ours), tuple(faults))


def _equal(ours: object, theirs: str) -> bool:
    if isinstance(ours, float):
        return bool(theirs) and ours == float(theirs)
    return str(ours or "") == theirs
