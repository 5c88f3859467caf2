"""Rows out of CSV files and workbooks as plain text cells, and columns found by their header."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from app.coding.errors import InputError
from app.releases.archive import MEMBER_BYTES_AT_MOST, UNEDITED, Entry

CELL_AT_MOST = 1 << 20
Row = tuple[int, list[str]]  # line or row number from 1, cells


def decode(data: bytes, name: str) -> str:
    """Text of an official file: UTF-8 where it is, else the Windows code page that CMS uses."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise InputError(f"{name} is not in the text encoding of CMS. {UNEDITED}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def split_lines(text: str) -> list[str]:
    """The lines of a text, by line ends alone (`str.splitlines` also breaks at other signs)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def csv_rows(entry: Entry, limit: int = MEMBER_BYTES_AT_MOST) -> Iterator[Row]:
    """The records of a CSV file with the number of the line on which each ends."""
    csv.field_size_limit(CELL_AT_MOST)
    reader = csv.reader(io.StringIO(decode(entry.read(limit), entry.name), newline=""))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise InputError(f"{entry.name}, line {reader.line_num}: {error}. {UNEDITED}") from None


def open_workbook(entry: Entry) -> Any:  # noqa: ANN401  calamine's class, imported late
    """The workbook of an XLSX file. Raises InputError when it is damaged or locked."""
    import python_calamine

    return _guard(
        entry.name, lambda: python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(entry.read()))
    )


def sheet_name(workbook: Any) -> str:  # noqa: ANN401  as above
    """The name of the first sheet."""
    names: list[str] = workbook.sheet_names
    return names[0] if names else ""


def sheet_rows(entry: Entry, workbook: Any = None) -> Iterator[Row]:  # noqa: ANN401  as above
    """The rows of the first sheet that holds any, as text (see `cell_text`), with their row numbers."""
    workbook = workbook or open_workbook(entry)
    for index in range(len(workbook.sheet_names)):
        sheet = _guard(entry.name, partial(workbook.get_sheet_by_index, index))
        if sheet.total_height:
            break
    else:
        raise InputError(f"{entry.name} has no rows. {UNEDITED}")
    start = sheet.start[0] if sheet.start else 0
    rows = _guard(entry.name, sheet.iter_rows)
    number = start
    for cells in rows:
        number += 1
        yield number, [cell_text(cell) for cell in cells]


def cell_text(value: object) -> str:
    """A cell as the text that CMS means: whole numbers without point, dates as YYYYMMDD."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.strftime("%Y%m%d")
    return str(value)


def fold(text: str) -> str:
    """A header cell for comparing: lower case, anything but letters and digits one blank."""
    return re.sub(r"[^0-9a-z]+", " ", text.lower()).strip()


def find_header(rows: Iterable[Row], is_header: Callable[[list[str]], bool]) -> Row | None:
    """The first row whose folded cells `is_header` accepts."""
    for number, cells in rows:
        if is_header([fold(cell) for cell in cells]):
            return number, [fold(cell) for cell in cells]
    return None


def place_columns(name: str, header: list[str], wanted: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """For each field the place of the first header cell that starts with one of its names.

    Raises InputError naming the column that is missing.
    """
    places = {}
    for field, starts in wanted.items():
        fitting = [at for at, cell in enumerate(header) if cell.startswith(starts)]
        if not fitting:
            raise InputError(
                f"{name} has no column “{starts[0]}”; CMS may have changed its layout. {UNEDITED}"
            )
        places[field] = fitting[0]
    return places


def pick(cells: list[str], place: int) -> str:
    """The cell at `place` without blanks around it; rows may be shorter than the header."""
    return cells[place].strip() if place < len(cells) else ""


def pad_code(text: str) -> str:
    """A code with the zeros back that a spreadsheet takes off: 100 is 00100."""
    return text.zfill(5) if text.isdecimal() and len(text) < 5 else text


def to_number(text: str) -> float | None:
    """A number or US dollar amount; None for an empty cell, "NA" or a lone point. Raises ValueError."""
    plain = text.replace("$", "").replace(",", "").strip()
    if plain in {"", ".", "NA", "N/A"}:
        return None
    number = float(plain)
    if number != number or abs(number) == float("inf"):
        raise ValueError(text)
    return number


def to_date(text: str) -> date | None:
    """YYYYMMDD or YYYYDDD (day of the year); None for an empty cell or a star. Raises ValueError."""
    if text in {"", "*", "0"}:
        return None
    if len(text) == 8 and text.isascii() and text.isdecimal():
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 7 and text.isascii() and text.isdecimal():
        return datetime.strptime(text, "%Y%j").date()  # noqa: DTZ007  a day has no zone
    raise ValueError(text)


def _guard(name: str, read: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever `read` gives
    try:
        return read()
    except InputError:
        raise
    except BaseException as error:
        # A workbook that calamine cannot parse may end in a panic of its Rust code, which is no Exception.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        raise InputError(f"{name} cannot be read as a workbook ({error}). {UNEDITED}") from None
