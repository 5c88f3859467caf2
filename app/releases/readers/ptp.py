"""NCCI procedure-to-procedure edits: what a file of them is, and its rows as lines.

Source: CMS, NCCI PTP edits. Tab-separated, seven fields, a header spread over four lines; four parts a
quarter and setting, cut at a column 1 boundary. Quarter, setting and part stand only in the name
(ccipra-v322r0-f1: practitioner, 2026Q3, first part). Quarterly change files and Medicaid tables look
alike and are named, not mixed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from app.coding.errors import InputError
from app.coding.series import Setting
from app.coding.series_record import SETTINGS
from app.coding.shapes import CODE
from app.library.shelf.pair_table import PARTS_AT_MOST
from app.releases.archive import UNEDITED, Entry
from app.releases.found import Found, Sample, recognized, refused, refused_medicaid
from app.releases.names import Term, find, quarter, spelled_quarter
from app.releases.readers.reader import Reader
from app.releases.tables import END_MARK, fold, pad_code
from app.releases.workbook import sheet_rows

CHUNK = 2 << 20
PARTS = 4  # as CMS has shipped the table since 2019; a fifth part would need the four before it
FIELDS = ("column 1", "column 2", "in existence", "effective", "deletion", "modifier", "ptp edit rationale")
_DAY = re.compile(r"\d{8}")
_NAME = re.compile(r"cci(pra|oph)-v(\d\d)(\d)r(\d+)(?:-f(\d+))?", re.IGNORECASE)


def recognize(sample: Sample) -> Found | None:
    """A part of the table, a quarterly change file or a Medicaid table, by its columns."""
    cells = (
        [line.split("\t") for line in sample.lines]
        if sample.form != "xlsx"
        else [row for _, row in sample.rows]
    )
    data = next((row for row in cells if len(row) >= 3 and _is_code(row[0]) and _is_code(row[1])), None)
    if data is None:
        return None
    if len(data) == 3 and any(fold(cell).startswith("modifier") for row in cells for cell in row):
        return refused(
            sample,
            "PTP edits, quarterly changes",
            f"{sample.entry.name} lists only the changes of a quarter. Import the four parts of the PTP "
            "table.",
        )
    if len(data) >= 6 and _DAY.fullmatch(data[2]):
        return refused_medicaid(sample, "PTP edits")
    header = merged_header(cells)
    effective = place_of(header, "effective", 3)
    if len(data) < 7 or not _DAY.fullmatch(data[effective].removesuffix(".0")):
        return None
    setting = _setting(sample.names)
    term = _term(sample.names)
    part = _part(sample.names)
    title = f"PTP edits, {SETTINGS[setting] if setting else 'setting unknown'}, part {part or '?'} of {PARTS}"
    found = recognized(sample, "ncci-ptp", title, term if setting and part else None, setting)
    return replace(found, part=part or 1)


def merged_header(cells: list[list[str]]) -> list[str]:
    """The column names, joined down the lines over which the header is spread; empty without a header."""
    start = next((at for at, row in enumerate(cells) if fold(row[0] if row else "") == "column 1"), None)
    if start is None:
        start = next((at for at, row in enumerate(cells) if "column 1" in map(fold, row)), None)
    if start is None:
        return []
    rows = []
    for row in cells[start : start + 6]:
        if len(row) >= 2 and _is_code(row[0]) and _is_code(row[1]):
            break
        rows.append(row)
    width = max(map(len, rows))
    return [fold(" ".join(row[at] for row in rows if at < len(row))) for at in range(width)]


def place_of(header: list[str], field: str, default: int) -> int:
    """The place of the column whose name holds `field`; the official place where there is no header."""
    return next((at for at, cell in enumerate(header) if cell.startswith(field)), default)


def column_order(cells: list[list[str]], name: str) -> list[int] | None:
    """Where the seven fields stand by the header; None for the places that CMS uses.

    Raises InputError when a header is there and a field is missing in it.
    """
    header = merged_header(cells)
    if not header:
        return None
    places = [next((at for at, cell in enumerate(header) if cell.startswith(field)), -1) for field in FIELDS]
    if -1 in places:
        missing = FIELDS[places.index(-1)]
        raise InputError(f"{name} has no column “{missing}”; CMS may have changed its layout. {UNEDITED}")
    return None if places == list(range(7)) else places


def line_chunks(entry: Entry) -> Iterator[bytes]:
    """The text of a part in chunks that end with a line end. Raises InputError when the file is cut off."""
    with entry.open() as stream:
        carry = b""
        while block := stream.read(CHUNK):
            block, mark, rest = block.partition(END_MARK.encode())
            if mark:
                yield _last_chunk(entry.name, carry + block, rest + stream.read(CHUNK))
                return
            cut = block.rfind(b"\n") + 1
            if cut:
                yield carry + block[:cut]
                carry = block[cut:]
            else:
                carry += block
            if len(carry) > CHUNK:
                raise InputError(f"{entry.name} has no line breaks between its rows. {UNEDITED}")
        if carry.strip():
            raise InputError(f"{entry.name} breaks off in its last line. {UNEDITED}")


def _last_chunk(name: str, text: bytes, rest: bytes) -> bytes:
    """The text before the end mark of DOS. Raises InputError when rows stand behind it."""
    if rest.strip(b"\x1a \t\r\n"):
        raise InputError(f"{name} has rows behind its end mark (byte 1A). {UNEDITED}")
    return text if text.endswith(b"\n") or not text else text + b"\n"


def sheet_chunks(entry: Entry) -> Iterator[bytes]:
    """A part's workbook as the text of the TXT file, codes padded, in chunks."""
    lines: list[str] = []
    for _, cells in sheet_rows(entry):  # from row 1 on, so that lines count as rows
        row = [" ".join(cell.split()) for cell in cells[:7]]
        row += [""] * (7 - len(row))
        row[0], row[1] = pad_code(row[0]), pad_code(row[1])
        lines.append("\t".join(row))
        if len(lines) == 20_000:
            yield _to_text(lines)
            lines.clear()
    if lines:
        yield _to_text(lines)


def _to_text(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("cp1252", errors="replace")


def _is_code(text: str) -> bool:
    return bool(CODE.fullmatch(pad_code(text.strip())))


def _setting(names: tuple[str, ...]) -> Setting | None:
    match = find(_NAME.pattern, names)
    if match:
        return "practitioner" if match[1].lower() == "pra" else "hospital"
    match = find(r"(practitioner|hospital)[-_ ]ptp", names)
    return ("practitioner" if match[1].lower() == "practitioner" else "hospital") if match else None


def _term(names: tuple[str, ...]) -> Term | None:
    """The quarter of a version: v322 is 2026Q3 (year counted from 1994, quarter from 0); r1 is a revision."""
    match = find(_NAME.pattern, names)
    if not match or not 0 <= int(match[3]) <= 3:
        return spelled_quarter(names)
    term = quarter(1994 + int(match[2]), int(match[3]) + 1)
    return term if match[4] == "0" else term._replace(edition=f"{term.edition}r{int(match[4])}")


def _part(names: tuple[str, ...]) -> int | None:
    match = find(r"-f([1-9]\d?)(?!\d)", names)
    return int(match[1]) if match and int(match[1]) <= PARTS_AT_MOST else None


READER = Reader(series="ncci-ptp", recognize=recognize)
