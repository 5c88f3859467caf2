"""A folder like that of the official copies: true names, zips and layouts, with invented codes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.releases import files

POS_HEAD = "pos_code,pos_type,pos_name,pos_description\r\n"
PLACES = POS_HEAD + '11,Non-Facility,Office,Invented words.\r\n22,Facility,On campus,"Words, invented."\r\n'
SHIPPED = ("csv", "txt", "xlsx")
"""The forms in which CMS ships the relative values, side by side in one zip."""


def write_copies(folder: Path) -> Path:
    """Write each series where the official copies have it below `folder`; returns `folder`."""
    for name in ("pos", "aoc", "mue", "mpfs", "icd10cm", "hcpcs", "excerpts", "extracts"):
        (folder / name).mkdir(parents=True)
    _write_pairs(folder / "ncci_ptp_practitioner_2024q2", "2024q2-practitioner", "ccipra-v301r0")
    _write_pairs(folder / "ncci_ptp_hospital_2024q3", "2024q3-hospital", "ccioph-v302r0")
    for month in ("2024-06", "2026-02"):
        (folder / "pos" / f"cms_pos_codes_derived_{month}.csv").write_text(
            PLACES, encoding="utf-8", newline=""
        )
    (folder / "aoc" / "AOC_V2026Q2-MCR.xlsx").write_bytes(
        files.workbook([("Notice",), files.AOC_HEADER, *files.AOC_ROWS])
    )
    _write_units(folder / "mue")
    files.write_zip(folder / "mpfs" / "rvu25d-updated-09-11-2025.zip", _fee_schedule())
    _write_diagnoses(folder / "icd10cm")
    files.write_zip(
        folder / "hcpcs" / "2019-Alpha-Numeric-HCPCS-File.zip",
        {f"HCPC2019_CONTR_ANWEB.{form}": data for form, data in hcpcs_forms().items()},
    )
    _write_heads(folder / "excerpts")
    _write_extract(folder / "extracts" / "ncci_aoc_77001-77003_2026Q2.csv")
    return folder


def fee_forms() -> dict[str, bytes]:
    """The relative values of October 2025 in each form that CMS ships."""
    text = files.pfs_csv(year=2025, month="October", price_column=False)
    rows = list(csv.reader(io.StringIO(text.decode("ascii"))))
    return dict(zip(SHIPPED, (text, files.PFS_FLAT, files.workbook(rows)), strict=True))


def hcpcs_forms() -> dict[str, bytes]:
    """The HCPCS table as text and as workbook, which has its head below some lines of notice."""
    rows = [("Notice",), ("Notice",), files.HCPCS_HEADER, *files.HCPCS_ROWS]
    return {"txt": files.hcpcs_flat(), "xlsx": files.workbook(rows)}


def _write_pairs(folder: Path, name: str, stem: str) -> None:
    folder.mkdir()
    for part, rows in files.parts().items():
        files.write_zip(
            folder / f"medicare-ncci-{name}-ptp-edits-{stem}-f{part}.zip",
            {f"{stem}-f{part}.TXT": files.ptp_text(rows)},
        )


def _write_units(folder: Path) -> None:
    name = "MCR_MUE_PractitionerServices_Eff_04-01-2026"
    book = files.workbook([("Notice",), files.MUE_HEADER, *files.MUE_ROWS])
    (folder / f"{name}.csv").write_bytes(files.mue_csv())
    (folder / f"{name}.xlsx").write_bytes(book)
    files.write_zip(
        folder / "medicare-ncci-2026-q2-practitioner-services-mue-table.zip",
        {f"{name}.csv": files.mue_csv(), f"{name}.xlsx": book},
    )


def _fee_schedule() -> dict[str, bytes]:
    release = {f"rvu25d_0/PPRRVU2025_Oct.{form}": data for form, data in fee_forms().items()}
    return release | {
        "rvu25d_0/GPCI2025.csv": b"ADDENDUM E,,\r\n,,\r\nMedicare,State,Locality\r\n",
        "rvu25d_0/RVU25D.pdf": b"%PDF-1.7 layout\0",
    }


def _write_diagnoses(folder: Path) -> None:
    files.write_zip(
        folder / "2025-code-descriptions-tabular-order.zip",
        {"Code Descriptions/icd10cm_order_2025.txt": files.ICD_ORDER},
    )
    files.write_zip(
        folder / "icd10cm-tabular-april-2026.zip",
        {"Table and Index/icd10c-tabular-April-1-2026.xml": files.ICD_XML},
    )


def _write_heads(folder: Path) -> None:
    """The first rows of files of 2026, as somebody saves them from a spreadsheet."""
    (folder / "ccipra-v322r0-f1.excerpt.TXT").write_bytes(files.ptp_text(files.parts()[1]))
    (folder / f"{files.MUE_NAME}.excerpt.csv").write_bytes(files.mue_csv())
    (folder / "PPRRVU2026_Jul_nonQPP.excerpt.csv").write_bytes(files.pfs_csv())
    (folder / "icd10cm_order_2026.excerpt.txt").write_bytes(files.ICD_ORDER)
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([files.HCPCS_HEADER, *files.HCPCS_ROWS])
    (folder / "HCPC2026_OCT_ANWEB.excerpt.csv").write_text(out.getvalue(), encoding="ascii", newline="")
    (folder / "links.txt").write_text(
        "Practitioner PTP Edits v322r0 (12 Records) 1000X/0001X\n", encoding="ascii"
    )


def _write_extract(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([files.AOC_HEADER, *files.AOC_ROWS[:2]])
