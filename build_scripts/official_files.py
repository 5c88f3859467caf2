"""The rows of copies of the official files, as far as data/ is compared with them. None of it is kept.

Each reader takes the folder that holds `mpfs`, `mue`, `aoc`, `hcpcs`, `extracts` and the PTP edit zips.
"""

import csv
import functools
import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from build_scripts.reference.knowledge import Knowledge

RATIONALES = {
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
FEE_COLUMNS = {
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
FACILITY_NA = 9

# Indicator and category by column 1, column 2 and last day (empty: active).
Pairs = dict[tuple[str, str, str], tuple[str, str]]


def read_fee_rows(folder: Path) -> Iterator[list[str]]:
    """The rows of the relative value file, as lists of cells."""
    (path,) = (folder / "mpfs").glob("rvu25d*.zip")
    with zipfile.ZipFile(path) as archive:
        (name,) = (name for name in archive.namelist() if "PPRRVU" in name and name.endswith(".csv"))
        with archive.open(name) as file:
            table = csv.reader(io.TextIOWrapper(file, encoding="cp1252", newline=""))
            yield from (row for row in table if len(row) > FEE_COLUMNS["imaging_family"] and len(row[0]) == 5)


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
                RATIONALES[row["rationale"]],
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
                            found[column1, column2, day] = (indicator, RATIONALES[rationale])
    return found


def _day_of_year(text: str) -> date | None:
    """YYYYDDD as a date; None when empty."""
    if not text.strip():
        return None
    number = int(float(text))
    return date(number // 1000, 1, 1) + timedelta(days=number % 1000 - 1)
