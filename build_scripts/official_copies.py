"""Compare the figures in data/ with copies of the official files, where such copies are at hand.

The copies are read and never kept. `compare(knowledge, folder)` takes the folder that holds `mpfs`, `mue`,
`aoc`, `pos`, `icd10cm`, `extracts` and the PTP edit zips. It gives one Comparison for each table.
"""

import csv
import functools
import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from build_scripts.reference.knowledge import Knowledge

_RATIONALES = {
    "Standard preparation/monitoring services for anesthesia": "anesthesia",
    "HCPCS/CPT procedure code definition": "wording",
    "CPT Manual or CMS manual coding instruction": "cpt-instruction",
    "Misuse of Column Two code with Column One code": "misuse",
    "Standards of medical/surgical practice": "standards",
    "More extensive procedure": "more-extensive",
    "Mutually exclusive procedures": "mutually-exclusive",
    "CPT Separate procedure definition": "separate-procedure",
    "Gender-specific procedures": "gender",
    "Sequential procedure": "sequential",
    "Anesthesia service included in surgical procedure": "anesthesia-included",
    "Laboratory panel": "panel",
}
# Columns of the relative value file, by our name for each (the layout of 2025: 31 columns).
_FEE_COLUMNS = {
    "status": 3,
    "work": 5,
    "practice": 6,
    "practice_facility": 8,
    "malpractice": 10,
    "total": 11,
    "total_facility": 12,
    "component": 13,
    "global_days": 14,
    "multiple": 18,
    "bilateral": 19,
    "conversion": 24,
    "supervision": 25,
    "imaging_family": 27,
}
_FACILITY_NA = 9

# Indicator and category by column 1, column 2 and last day (empty: active).
Pairs = dict[tuple[str, str, str], tuple[str, str]]


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
        cells = {name: (getattr(fee, name), row[column]) for name, column in _FEE_COLUMNS.items()}
        cells["facility_na"] = ("NA" if fee.facility_na else "", row[_FACILITY_NA])
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


def read_fee_rows(folder: Path) -> Iterator[list[str]]:
    """The rows of the relative value file, as lists of cells."""
    (path,) = (folder / "mpfs").glob("rvu25d*.zip")
    with zipfile.ZipFile(path) as archive:
        (name,) = (name for name in archive.namelist() if "PPRRVU" in name and name.endswith(".csv"))
        with archive.open(name) as file:
            table = csv.reader(io.TextIOWrapper(file, encoding="cp1252", newline=""))
            yield from (
                row for row in table if len(row) > _FEE_COLUMNS["imaging_family"] and len(row[0]) == 5
            )


def read_units(folder: Path) -> dict[str, tuple[str, str]]:
    """Value and adjudication indicator by code, of the practitioner MUE table."""
    path = folder / "mue" / "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"
    with path.open(encoding="cp1252", newline="") as file:
        table = [row for row in csv.reader(file) if len(row) == 4 and len(row[0]) == 5]
    return {code: (value, adjudication[0]) for code, value, adjudication, _ in table}


def read_hcpcs(folder: Path) -> set[str]:
    """Every code and modifier of the HCPCS file of 2019: record 3 is a code, record 7 a modifier."""
    with zipfile.ZipFile(folder / "hcpcs" / "2019-Alpha-Numeric-HCPCS-File.zip") as archive:
        lines = archive.read("HCPC2019_CONTR_ANWEB.txt").decode("cp1252").splitlines()
    return {line[:5].strip() for line in lines if line[10:11] in ("3", "7")}


def read_add_ons(folder: Path) -> dict[tuple[str, str], tuple[str, date, date | None]]:
    """Type, first and last day by (add-on, primary), of the add-on code workbook."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(folder / "aoc" / "AOC_V2026Q2-MCR.xlsx")
    table = workbook.get_sheet_by_index(0).to_python()[2:]
    pairs: dict[tuple[str, str], tuple[str, date, date | None]] = {}
    for kind, add_on, _, primary, _, first, last, *_ in table:
        start = _day_of_year(str(first))
        if start:
            pairs[str(add_on), str(primary)] = (str(kind), start, _day_of_year(str(last)))
    return pairs


def read_pair_extract(folder: Path, setting: str = "prac") -> Pairs:
    """The rows of 2024Q3 around the guidance codes, "prac" or "out", without those of indicator 9."""
    path = folder / "extracts" / f"ncci_ptp_77002_{setting}_2024-07-01.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["column1"], row["column2"], row["deletion_date"]): (
                row["modifier_indicator"],
                _RATIONALES[row["rationale"]],
            )
            for row in csv.DictReader(file)
            if row["modifier_indicator"] != "9"
        }


def read_pair_table(folder: Path, knowledge: Knowledge) -> Pairs:
    """The rows of the whole 2024Q2 table for the codes of our pairs; its deletion dates are real."""
    return read_whole_table(folder / "ncci_ptp_practitioner_2024q2", _codes_of_pairs(knowledge))


def read_hospital_pairs(folder: Path, knowledge: Knowledge) -> Pairs:
    """The rows of the whole hospital table of 2024Q3, and of its extract, for the codes of our pairs."""
    whole = read_whole_table(folder / "ncci_ptp_hospital_2024q3", _codes_of_pairs(knowledge))
    return whole | read_pair_extract(folder, "out")


def guidance_of(knowledge: Knowledge) -> frozenset[str]:
    """The guidance codes that have a page."""
    return frozenset(page.value.key for page in knowledge.guidance)


def _codes_of_pairs(knowledge: Knowledge) -> frozenset[str]:
    """The guidance codes, and column 2 of the pairs that name none: exams beside ultrasound in a code."""
    guidance = guidance_of(knowledge)
    edits = (row.value for row in knowledge.pair_edits)
    return guidance | {each.column2 for each in edits if guidance.isdisjoint((each.column1, each.column2))}


@functools.lru_cache(maxsize=2)
def read_whole_table(folder: Path, codes: frozenset[str]) -> Pairs:
    """The rows of a whole table in zips that have one of the codes, without those of indicator 9.

    The copies carry no real day on which an edit began, so that column is not read.
    """
    found: Pairs = {}
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            (name,) = (name for name in archive.namelist() if name.lower().endswith(".txt"))
            with archive.open(name) as file:
                for line in io.TextIOWrapper(file, encoding="cp1252"):
                    if line[:5] in codes or line[6:11] in codes:
                        column1, column2, _, _, last, indicator, rationale = line.rstrip("\r\n").split("\t")
                        if indicator != "9":
                            day = "" if last == "*" else f"{last[:4]}-{last[4:6]}-{last[6:]}"
                            found[column1, column2, day] = (indicator, _RATIONALES[rationale])
    return found


def _equal(ours: object, theirs: str) -> bool:
    if isinstance(ours, float):
        return bool(theirs) and ours == float(theirs)
    return str(ours or "") == theirs


def _day_of_year(text: str) -> date | None:
    """YYYYDDD as a date; None when empty."""
    if not text.strip():
        return None
    number = int(float(text))
    return date(number // 1000, 1, 1) + timedelta(days=number % 1000 - 1)
