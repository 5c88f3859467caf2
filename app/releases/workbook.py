"""The rows of an XLSX workbook, read so that no workbook can take the program's memory or end its process.

The library for workbooks builds a sheet as a full rectangle from the first used cell to the last, so two
cells in far corners make it ask for hundreds of gigabytes. Therefore the extent of every sheet is looked at
first, in the bytes; and a workbook of more than a few megabytes is read in a process of its own with a limit
of memory (Linux and macOS; elsewhere the extent alone is the guard).
"""

from __future__ import annotations

import io
import multiprocessing
import re
import string
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache, partial
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

from msgspec import Struct

from app.coding.errors import InputError
from app.releases.archive import AGAIN, READ_ERRORS, UNEDITED, Entry, check_members, unreadable
from app.releases.tables import Row, until_end_mark

CELLS_AT_MOST = 20_000_000  # the largest official workbook is a quarter of a pair table: 675,000 rows of 7
WIDE = 1_000_000
"""Cells from which on an extent must be in proportion to the cells that are there."""
EMPTY_AT_MOST = 50  # cells of the extent for each that is there
HERE_BYTES, HERE_CELLS = 4 << 20, 250_000
"""Up to this size unpacked and this extent a workbook is read in this process."""
MEMORY_AT_MOST = 2 << 30
BATCH = 2000
_CHUNK, _OVERLAP = 4 << 20, 64
_PLACE = re.compile(rb"""\sr=["']([A-Z]{0,7}\d{1,10})["']""")
_USUAL_PLACE = re.compile(rb' r="([A-Z]{0,7}\d{1,10})"')
"""Places as every program writes them: found in half the time, because the sign before them is one."""
_UNUSUAL = (b"'", b"\t", b"\x0b", b"\x0c")
_LAST_DIGIT = ord("9")
_LETTERS, _DIGITS = string.ascii_uppercase.encode(), string.digits.encode()
_STATED = re.compile(rb"""<(?:\w+:)?dimension\s[^>]*?ref=["'](?:[A-Z]+\d+:)?([A-Z]+)(\d+)["']""")
_NO_SHEET = re.compile(r"sharedStrings|styles|theme|workbook\.xml$|docProps|_rels|\[Content", re.IGNORECASE)


class Extent(Struct, frozen=True):
    """How far a sheet reaches. `cells` are those with a place of their own; `used` is the area they span."""

    rows: int
    columns: int
    cells: int
    used: int

    @property
    def area(self) -> int:
        """The cells of the whole rectangle, with what the sheet states of itself."""
        return self.rows * self.columns


def sheet_sample(entry: Entry, most: int, sheet: str = "") -> tuple[str, tuple[Row, ...]]:
    """The name of the sheet that is read and its first rows. Raises InputError as `sheet_rows` does."""
    parts = _read(entry, most, sheet)
    name = next(parts)
    return str(name), tuple(row for rows in parts for row in rows)


def sheet_rows(entry: Entry, sheet: str = "") -> Iterator[Row]:
    """The rows of the sheet of that name as text (see `cell_text`), with their row numbers.

    "" is the first that is shown and holds any; one that is named may hold none. Raises InputError when the
    workbook is damaged, locked, or out of proportion, or shows no rows.
    """
    parts = _read(entry, None, sheet)
    next(parts)
    return _then_forget(until_end_mark(parts, entry.name))


def _then_forget(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows, after which nothing of their workbook is kept."""
    try:
        yield from rows
    finally:
        measure.cache_clear()
        _shown_sheet.cache_clear()


@lru_cache(1)  # a file is recognized, and read a moment later
def measure(data: bytes, name: str) -> tuple[int, tuple[Extent, ...]]:
    """The bytes of a workbook unpacked, and the extent of each sheet, without building anything.

    Raises InputError when it is damaged or packed as a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = check_members(name, packed.infolist())
            sheets = [item.filename for item in members if item.filename.lower().endswith(".xml")]
            sheets = [item for item in sheets if not _NO_SHEET.search(item)]
            extents = [_extent(packed, item) for item in sheets]
    except READ_ERRORS as error:
        raise unreadable(name, error) from None
    if not sheets or "[Content_Types].xml" not in {item.filename for item in members}:
        # Other forms that the library knows, such as XLSB and ODS, tell their extent in other ways.
        raise InputError(f"{name} is not an XLSX workbook inside. {UNEDITED}")
    return sum(item.file_size for item in members), tuple(extents)


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


def _read(entry: Entry, most: int | None, sheet: str) -> Iterator[Any]:
    """The sheet's name, then its rows in batches; at most `most` rows."""
    data = entry.read()
    size, extents = measure(data, entry.name)
    for extent in extents:
        _check(extent, entry.name)
    if size <= HERE_BYTES and max((item.area for item in extents), default=0) <= HERE_CELLS:
        return _parts(data, entry.name, most, sheet)
    return _read_apart(entry, most, sheet)


def _check(extent: Extent, name: str) -> None:
    sparse = extent.used > WIDE and extent.used > EMPTY_AT_MOST * extent.cells
    if sparse or extent.area > CELLS_AT_MOST:
        raise InputError(
            f"{name} has a sheet of {extent.rows:,} rows and {extent.columns:,} columns for {extent.cells:,} "
            f"cells, as no CMS workbook has. {UNEDITED}"
        )


def _extent(packed: zipfile.ZipFile, member: str) -> Extent:
    rows, columns, far_row, far_column, cells = 0, 0, 0, 0, 0
    with packed.open(member) as stream:
        carry = b""
        while block := stream.read(_CHUNK):
            text = carry + block
            found = _places(text)
            placed = [place for place in found if place[0] > _LAST_DIGIT]
            cells += len(placed)
            columns = max(columns, *map(_number, {place.rstrip(_DIGITS) for place in placed}), 0)
            rows = max(rows, *map(int, {place.lstrip(_LETTERS) for place in placed}), 0)
            far_row = max(far_row, *(int(place) for place in found if place[0] <= _LAST_DIGIT), 0)
            for letters, digits in _stated(text):
                far_row, far_column = max(far_row, int(digits)), max(far_column, _number(letters))
            carry = text[-_OVERLAP:]
    return Extent(max(rows, far_row), max(columns, far_column), cells, rows * columns)


def _places(text: bytes) -> list[bytes]:
    """The places of cells and the numbers of rows that a piece of a sheet states."""
    lines = text.splitlines()  # one or two of a program that writes sheets, many of a person who edits one
    unusual = any(sign in text for sign in _UNUSUAL) or any(line.startswith(b"r=") for line in lines)
    return (_PLACE if unusual else _USUAL_PLACE).findall(text)


def _stated(text: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Column and row of the last cell as a piece of a sheet states them, each time that it does."""
    at = text.find(b"dimension")
    while at >= 0:
        stated = _STATED.match(text, max(text.rfind(b"<", 0, at), 0))
        if stated:
            yield stated[1], stated[2]
        at = text.find(b"dimension", at + 1)


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _parts(data: bytes, name: str, most: int | None, wanted: str) -> Iterator[Any]:
    """`_read` in this process."""
    title, sheet = _shown_sheet(data, name, wanted)
    yield title
    yield from _batches(name, sheet, most)


@lru_cache(1)
def _shown_sheet(data: bytes, name: str, wanted: str) -> tuple[str, Any]:
    """The sheet of a name, "" for the first visible one with rows; and its name."""
    import python_calamine as calamine

    workbook = _guard(name, lambda: calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)))
    hidden = False
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if wanted and about.name != wanted:
            continue
        sheet = _guard(name, partial(workbook.get_sheet_by_index, index))
        if wanted or (sheet.total_height and about.visible == calamine.SheetVisibleEnum.Visible):
            return about.name, sheet
        hidden = hidden or bool(sheet.total_height)
    what = "has rows only on hidden sheets" if hidden else "has no rows"
    raise InputError(f"{name} {what}. {UNEDITED}")


def _batches(name: str, sheet: Any, most: int | None) -> Iterator[list[Row]]:  # noqa: ANN401  calamine's class
    """The rows with their numbers; the library gives the blank rows above the first one too."""
    rows = islice(enumerate(_guard(name, sheet.iter_rows), start=1), most)
    while batch := [(at, _texts(cells)) for at, cells in islice(rows, BATCH)]:
        yield batch


def _texts(cells: list[Any]) -> list[str]:
    return [cell if cell.__class__ is str else cell_text(cell) for cell in cells]


def _read_apart(entry: Entry, most: int | None, sheet: str) -> Iterator[Any]:
    """`_read` in a process with a limit of memory, which ends with this iterator."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(entry, most, sheet, sender), daemon=True)
    process.start()
    sender.close()
    try:
        while (part := receiver.recv()) is not None:
            if isinstance(part, InputError):
                raise part
            yield part
    except (EOFError, OSError):
        raise InputError(
            f"{entry.name} takes more memory than any CMS workbook, or is damaged. {AGAIN}"
        ) from None
    finally:
        receiver.close()
        process.kill()
        process.join()


def _serve(entry: Entry, most: int | None, sheet: str, sender: Connection) -> None:
    """The body of the process: send the parts, then None; or the error."""
    with suppress(BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        limit_memory(MEMORY_AT_MOST)
        try:
            for part in _parts(entry.read(), entry.name, most, sheet):
                sender.send(part)
            sender.send(None)
        except InputError as error:
            sender.send(error)
        except MemoryError:
            return  # what is left of it is the end of the pipe


def limit_memory(most: int) -> None:
    """Let this process ask for no more memory, and leave no core dump, where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    for kind, wanted in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (allowed, hard))


def _guard(name: str, read: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever `read` gives
    try:
        return read()
    except (InputError, MemoryError):
        raise
    except BaseException as error:
        # A workbook that calamine cannot parse may end in a panic of its Rust code, which is no Exception.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        raise InputError(f"{name} is damaged or is no workbook. {UNEDITED}") from None
