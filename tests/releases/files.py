"""Official files in their true layouts with invented codes, for tests: nothing here is official text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Pair = tuple[str, str, str, str, str, str, str]
PTP_HEAD = (
    "CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t",
    "Column1/Column2 Edits\t\t\t\t\t\t",
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t",
    "\t\t\t\t*=no data\t1=allowed\t",
    "\t\t\t\t\t9=not applicable\t",
)
RATIONALE = "More extensive procedure"


def pair(column1: str, column2: str, first: str = "20200101", last: str = "*", indicator: str = "1") -> Pair:
    """One row of the pair table."""
    return (column1, column2, "", first, last, indicator, RATIONALE)


def parts(rows_a_part: int = 12) -> dict[int, list[Pair]]:
    """Four parts of an invented pair table, in key order, with history rows and void ones."""
    table: dict[int, list[Pair]] = {}
    for part in range(1, 5):
        rows: list[Pair] = []
        for code in range(rows_a_part // 4):
            one = f"{part}{code:03X}X"
            rows += [
                pair(one, "0001X"),
                pair(one, "0002X", "20240101", "*", "0"),
                pair(one, "0002X", "20200101", "20231231", "1"),
                pair(one, "0003X", "20210101", "20210101", "9"),
            ]
        table[part] = rows
    return table


def ptp_text(rows: Iterable[Sequence[str]], head: Sequence[str] = PTP_HEAD, end: str = "\r\n") -> bytes:
    """The TXT file of a part."""
    return "".join(line + end for line in (*head, *("\t".join(row) for row in rows))).encode("ascii")


def ptp_name(part: int, version: str = "322", kind: str = "pra") -> str:
    """The stem of a part's file."""
    return f"cci{kind}-v{version}r0-f{part}"


def write_ptp(
    folder: Path, table: dict[int, list[Pair]], version: str = "322", kind: str = "pra"
) -> list[Path]:
    """Each part as the zip that CMS ships."""
    folder.mkdir(parents=True, exist_ok=True)
    setting = "practitioner" if kind == "pra" else "hospital"
    return [
        write_zip(
            folder / f"medicare-ncci-2026q3-{setting}-ptp-edits-{ptp_name(part, version, kind)}.zip",
            {f"{ptp_name(part, version, kind)}.TXT": ptp_text(rows)},
        )
        for part, rows in table.items()
    ]


def write_zip(path: Path, members: dict[str, bytes]) -> Path:
    """A zip with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def column_name(at: int) -> str:
    """The letters of a column of a workbook: A, B, ... Z, AA, AB."""
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def workbook(rows: Iterable[Sequence[object]], sheet: str = "Sheet1") -> bytes:
    """An XLSX workbook of one sheet; numbers become number cells, text inline strings."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{column_name(at)}{number}"><v>{value}</v></c>'
            if isinstance(value, (int, float))
            else f'<c r="{column_name(at)}{number}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
            for at, value in enumerate(row)
            if value != ""
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    base = "http://schemas.openxmlformats.org"
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{base}/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{office}.worksheet+xml"/></Types>',
        )
        rel = f"{base}/officeDocument/2006/relationships"
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{base}/spreadsheetml/2006/main" xmlns:r="{rel}"><sheets><sheet name="{sheet}" '
            'sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{base}/spreadsheetml/2006/main"><sheetData>{"".join(lines)}'
            "</sheetData></worksheet>",
        )
    return out.getvalue()


MUE_NAME = "MCR_MUE_PractitionerServices_Eff_07-01-2026"
MUE_ROWS: list[tuple[object, ...]] = [
    ("0001X", "1", "3 Date of Service Edit: Clinical", "CMS Policy"),
    ("0002X", "0", "1 Line Edit", "Nature of Service/Procedure"),
    ("J1234", "90000", "2 Date of Service Edit: Policy", "Prescribing Information"),
]
MUE_HEADER = (
    "HCPCS/\nCPT Code",
    "Practitioner Services MUE Values",
    "MUE Adjudication Indicator",
    "MUE Rationale",
)


def mue_csv(rows: Iterable[Sequence[object]] = MUE_ROWS, header: Sequence[str] = MUE_HEADER) -> bytes:
    """The MUE table as CSV, with the notice that runs over several lines and its byte AE."""
    lines = ['"Notice of the publisher.\n\nCPT\xae is a mark.\n\nThe end.",,,']
    lines += [
        ",".join(f'"{cell}"' if "\n" in str(cell) else str(cell) for cell in row) for row in (header, *rows)
    ]
    return "\n".join([*lines, ""]).encode("cp1252")


AOC_NAME = "AOC_V2026Q3-MCR"
AOC_HEADER = (
    "AOC_Edit_Type",
    "Add-On_Code",
    "AOC_DelDT",
    "Primary_Code",
    "Primary_Code_DelDT",
    "AOC_Edit_EffDT",
    "AOC_Edit_DelDT",
    "Special_Instruction_Notes",
)
AOC_ROWS: list[tuple[object, ...]] = [
    ("1", "0007X", "", "0001X", "", "2017001", "", ""),
    ("1", "0007X", "", "0002X", "2020366", "2017001", "2020366", ""),
    ("2", "0008X", "", "CCCCC", "", "2013091", "", "Contractor Defined Primary Codes"),
]
AOC_FLAT = "".join(
    f"{kind}{code}{'':7}{primary}{'':7}{first}{last:7}{'':58}\r\n"
    for kind, code, primary, first, last in (
        ("1", "0007X", "0001X", "2017001", ""),
        ("1", "0007X", "0002X", "2017001", "2020366"),
        ("2", "0008X", "CCCCC", "2013091", ""),
    )
).encode("ascii")

PFS_HEAD = [
    ",,{year} National Physician Fee Schedule Relative Value File {month} Release" + "," * 28,
    ",,Notice" + "," * 28,
    ",,Notice" + "," * 28,
    "," * 30,
    ",,RELEASED 06/30/2026" + "," * 28,
    "," * 28 + "NON-FACILITY,FACILITY,",
    ",,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED",
    ",,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS",
    (
        ",,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,"
        "MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT"
    ),
    (
        "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,"
        "OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT"
    ),
]
PFS_ROWS = [
    "0001X,,invented,A,,0.54,2.83,,2.83,NA,0.04,3.41,3.41,1,ZZZ,0.00,0.00,0.00,0,0,0,0,0,,33.4009,09,0,99,0,0,0",
    "0001X,26,invented,A,,0.54,0.22,,0.22,,0.03,0.79,0.79,1,ZZZ,0.00,0.00,0.00,0,0,0,0,0,,33.4009,09,0,99,0,0,0",
]
PFS_FLAT = (
    "HDR NOTICE                                         \r\n"
    f"0001X  {'invented':50}A   0.54   2.83     2.83NA  0.04   3.41  3.411ZZZ.00.00.0000000"
    "             33.4009 090 99      0.00   0.00   0.00\r\n"
    f"0001X26{'invented':50}A   0.54   0.22     0.22    0.03   0.79  0.791ZZZ.00.00.0000000"
    "             33.4009 090 99      0.00   0.00   0.00\r\n"
).encode("ascii")


def pfs_csv(
    rows: Iterable[str] = PFS_ROWS, *, year: int = 2026, month: str = "July", price_column: bool = True
) -> bytes:
    """The relative value file as CSV, with the column that 2026 has and 2025 has not."""
    lines = [*(line.format(year=year, month=month) for line in PFS_HEAD), *rows]
    if price_column:
        extra = {8: "PRIC", 9: "IND"}
        lines = [_insert(line, 23, extra.get(at, "9" if at > 9 else "")) for at, line in enumerate(lines)]
    return "\r\n".join([*lines, ""]).encode("ascii")


def _insert(line: str, place: int, cell: str) -> str:
    cells = line.split(",")
    return ",".join([*cells[:place], cell, *cells[place:]])


def hcpcs_flat() -> bytes:
    """The HCPCS text form: a code whose text runs over two lines, a modifier, a terminated code."""

    def line(code: str, record: str, text: str, label: str = "", first: str = "", last: str = "") -> str:
        start = f"{code:>5}00100{record}{text:80}{label:28}"
        return f"{start:229}{'D' if label else '':39}{first:8}{'':8}{last:8}{'N' if label else '':28}\r\n"

    return "".join(
        (
            line("A9999", "3", "Invented supply with a text that goes on", "Invented supply", "20200101"),
            line("A9999", "4", "in a second line"),
            line("ZZ", "7", "Invented modifier", "Invented modifier", "20190101"),
            line("J9999", "3", "Invented injection, 1 mg", "Invented injection", "20180101", "20241231"),
        )
    ).encode("cp1252")


HCPCS_HEADER = (
    "HCPC",
    "SEQNUM",
    "RECID",
    "LONG DESCRIPTION",
    "SHORT DESCRIPTION",
    "COV",
    "ADD DT",
    "TERM DT",
)
HCPCS_ROWS: list[tuple[object, ...]] = [
    (
        "A9999",
        "0010",
        "3",
        "Invented supply with a text that goes on in a second line",
        "Invented supply",
        "D",
        "20200101",
        "",
    ),
    ("   ZZ", "0010", "7", "Invented modifier", "Invented modifier", "D", "20190101", ""),
    ("J9999", "0010", "3", "Invented injection, 1 mg", "Invented injection", "D", "20180101", "20241231"),
]

ICD_ORDER = "".join(
    f"{number:05d} {code:7} {billable} {short:60} {long}\r\n"
    for number, (code, billable, short, long) in enumerate(
        (
            (
                "M161",
                "0",
                "Unilateral primary osteoarthritis of hip",
                "Unilateral primary osteoarthritis of hip",
            ),
            (
                "M1611",
                "1",
                "Unil primary osteoarthritis, r hip",
                "Unilateral primary osteoarthritis, right hip",
            ),
            (
                "M1612",
                "1",
                "Unil primary osteoarthritis, l hip",
                "Unilateral primary osteoarthritis, left hip",
            ),
            ("M25561", "1", "Pain in right knee", "Pain in right knee"),
        ),
        start=1,
    )
).encode("ascii")
ICD_XML = b"""<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2026</version>
  <chapter><name>19</name><section>
    <diag><name>S06</name><desc>Injury</desc>
      <sevenChrDef>
        <extension char="A">initial encounter</extension><extension char="D">subsequent encounter</extension>
      </sevenChrDef>
      <notes><note>7th characters D do not apply to codes in category S06
        with 6th character 7 - death, or 8 - b.</note></notes>
      <diag><name>S06.0</name><desc>Concussion</desc></diag>
      <diag><name>S06.2</name><desc>Diffuse</desc><diag><name>S06.2X</name><desc>Diffuse injury</desc>
        <diag><name>S06.2X1</name><desc>Brief</desc></diag>
        <diag><name>S06.2X7</name><desc>With death</desc></diag></diag></diag>
    </diag>
    <diag><name>M16</name><desc>Osteoarthritis of hip</desc>
      <diag><name>M16.0</name><desc>Bilateral</desc></diag></diag>
  </section></chapter>
</ICD10CM.tabular>
"""
OPPS_CSV = (
    "Addendum B.-Final OPPS Payment by HCPCS Code for CY 2026,,,,,,,\r\n"
    "HCPCS Code,Short Descriptor,SI,APC,Relative Weight,Payment Rate,National Unadjusted Copayment,"
    "Minimum Unadjusted Copayment\r\n"
    '0001X,invented,T,5072,20.5,"$3,307.24 ",.,$661.45\r\n'
    "0002X,invented,N,,.,.,.,.\r\n"
).encode("cp1252")
POS_CSV = b"code,name,description\r\n11,Office,A place\r\n22,On campus,Another place\r\n"
WORDING_CSV = b"code,wording\r\n0001X,Words that the user is licensed to keep\r\n"
