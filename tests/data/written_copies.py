"""The figures of data/ written out as the official files that state them, for what reads and compares those.

Codes and figures are those of data/. There is no official text in it but the names of categories that
build_scripts/official_files.py reads.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from build_scripts import official_files
from build_scripts.reference.knowledge import Knowledge
from tests.releases import files

RATIONALES = {ours: theirs for theirs, ours in official_files.RATIONALES.items()}


def write_copies(folder: Path, knowledge: Knowledge) -> Path:
    """Write every file that `official_copies.compare` reads below `folder`; returns `folder`."""
    for name in ("mpfs", "mue", "aoc", "pos", "icd10cm", "extracts", "ncci_ptp_practitioner_2024q2"):
        (folder / name).mkdir(parents=True)
    _write_fees(folder / "mpfs" / "rvu25d-written.zip", knowledge)
    _write_units(folder / "mue" / "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv", knowledge)
    _write_add_ons(folder / "aoc" / "AOC_V2026Q2-MCR.xlsx", knowledge)
    for setting, source in (("prac", "cms-ptp-prac-2024q3"), ("out", "cms-ptp-hosp-2024q3")):
        _write_extract(folder / "extracts" / f"ncci_ptp_77002_{setting}_2024-07-01.csv", knowledge, source)
    _write_pairs(folder / "ncci_ptp_practitioner_2024q2", knowledge)
    places = [
        (row.value.code, "Facility" if row.value.facility else "Non-Facility") for row in knowledge.places
    ]
    _write_csv(folder / "pos" / "cms_pos_codes_derived_2026-02.csv", [("pos_code", "pos_type"), *places])
    codes = sorted({code.replace(".", "") for row in knowledge.diagnoses for code in row.value.codes})
    lines = [f"{number:05d} {code:7} 1 {'':60} \r\n" for number, code in enumerate(codes, start=1)]
    files.write_zip(
        folder / "icd10cm" / "2025-code-descriptions-tabular-order.zip",
        {"icd10cm_order_2025.txt": "".join(lines).encode("ascii")},
    )
    return folder


def _write_csv(path: Path, table: Iterable[Sequence[object]], encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(table)


def _write_fees(path: Path, knowledge: Knowledge) -> None:
    lines = []
    for item in knowledge.fees:
        fee = item.value
        if "cms-rvu25d" in fee.source:
            row = [fee.code, fee.modifier, *[""] * 29]
            for name, column in official_files.FEE_COLUMNS.items():
                value = getattr(fee, name)
                row[column] = "" if value is None else str(value)
            row[official_files.FACILITY_NA] = "NA" if fee.facility_na else ""
            lines.append(",".join(row))
    files.write_zip(path, {"PPRRVU2025_Oct.csv": "\r\n".join([*files.PFS_HEAD, *lines]).encode("cp1252")})


def _write_units(path: Path, knowledge: Knowledge) -> None:
    units = [row.value for row in knowledge.units if row.value.setting == "practitioner"]
    rows = [(unit.code, str(unit.value), f"{unit.adjudication} invented", "") for unit in units]
    path.write_bytes(files.mue_csv(rows))


def _write_add_ons(path: Path, knowledge: Knowledge) -> None:
    pairs = [row.value for row in knowledge.add_on_pairs]
    held = {pair.add_on for pair in pairs}
    rows = [
        (pair.kind, pair.add_on, "", pair.primary, "", year_and_day(pair.first), year_and_day(pair.last), "")
        for pair in pairs
    ]
    rows += [
        ("2", code.code, "", "CCCCC", "", year_and_day(code.add_on_since), "", "")
        for code in (row.value for row in knowledge.codes)
        if code.add_on_since and code.code not in held
    ]
    path.write_bytes(files.workbook([("Notice",), files.AOC_HEADER, *rows]))


def year_and_day(day: date | None) -> str:
    """A date as the add-on table writes it.

    >>> year_and_day(date(2024, 12, 31))
    '2024366'
    """
    return day.strftime("%Y%j") if day else ""


def _write_extract(path: Path, knowledge: Knowledge, source: str) -> None:
    head = ("column1", "column2", "deletion_date", "modifier_indicator", "rationale")
    edits = [row.value for row in knowledge.pair_edits if source in row.value.source]
    rows = [
        (edit.column1, edit.column2, edit.last or "", edit.indicator, RATIONALES[edit.rationale])
        for edit in edits
    ]
    void = (edits[0].column1, edits[0].column2, "2020-01-01", "9", RATIONALES["misuse"])
    _write_csv(path, [head, void, *rows])


def _write_pairs(folder: Path, knowledge: Knowledge) -> None:
    sources = {"cms-ptp-prac-2024q2", "cms-ptp-prac-2024q3"}
    rows = sorted(
        (
            *(edit.column1, edit.column2, "", "20100101"),
            f"{edit.last:%Y%m%d}" if edit.last else "*",
            *(edit.indicator, RATIONALES[edit.rationale]),
        )
        for edit in (row.value for row in knowledge.pair_edits)
        if sources & set(edit.source)
    )
    half = len(rows) // 2
    for part, some in enumerate((rows[:half], rows[half:]), start=1):
        stem = f"ccipra-v301r0-f{part}"
        files.write_zip(folder / f"{stem}.zip", {f"{stem}.TXT": files.ptp_text(some)})
