"""Rows out of CSV files as plain text cells, and columns found by their header."""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import chain
from operator import itemgetter

from app.coding.errors import InputError
from app.releases.archive import MEMBER_BYTES_AT_MOST, UNEDITED, Entry

CELL_AT_MOST = 1 << 20
_BLOCK = 1 << 18
END_MARK = "\x1a"
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?")
Row = tuple[int, list[str]]  # line or row number from 1, cells


def decode(data: bytes, name: str) -> str:
    """Text of an official file: UTF-8 where it is, else the Windows code page that CMS uses."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise InputError(f"{name} is not in the text encoding of CMS. {UNEDITED}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return _until_end_mark(text, name)


def _until_end_mark(text: str, name: str) -> str:
    """A text up to the end mark of DOS, which CMS ships after the last row of some files.

    Raises InputError when anything but separators stands behind it: rows would be lost.
    """
    text, mark, rest = text.partition(END_MARK)
    if mark and rest.strip(f"{END_MARK},;|\"' \t\r\n\0"):
        raise InputError(f"{name} has rows behind its end mark (byte 1A). {UNEDITED}")
    return text


def until_end_mark(parts: Iterable[list[Row]], name: str) -> Iterator[Row]:
    """The rows of a sheet up to the one that holds the end mark of DOS alone. Raises as `decode` does."""
    ended = False
    for rows in parts:
        if ended or any(END_MARK in "".join(cells) for _, cells in rows):
            kept = list(_before_end_mark(rows, name, ended=ended))
            ended = ended or len(kept) < len(rows)
            yield from kept
        else:
            yield from rows


def _before_end_mark(rows: Iterable[Row], name: str, *, ended: bool) -> Iterator[Row]:
    for number, cells in rows:
        if ended and any(cell.strip(f"{END_MARK} ") for cell in cells):
            raise InputError(f"{name}, row {number}: stands behind the end mark (byte 1A). {UNEDITED}")
        ended = ended or (
            END_MARK in "".join(cells) and not any(cell.strip(f"{END_MARK} ") for cell in cells)
        )
        if not ended:
            yield number, cells


def split_lines(text: str) -> list[str]:
    """The lines of a text, by line ends alone (`str.splitlines` also breaks at other signs)."""
    return one_line_end(text).split("\n")


def one_line_end(text: str) -> str:
    """A text whose lines all end in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def csv_rows(entry: Entry, separator: str = ",", limit: int = MEMBER_BYTES_AT_MOST) -> Iterator[Row]:
    """The records of a CSV file with the number of the line on which each ends."""
    return records_of(csv_lines(decode(entry.read(limit), entry.name)), entry.name, separator)


def csv_lines(text: str) -> Iterator[str]:
    """The lines of a CSV text, each with its end: the csv module tells ends of lines and of records apart.

    A `StringIO` takes four bytes for each sign, which for a whole file may be half a gigabyte: it is given a
    block at a time.
    """
    return chain.from_iterable(map(partial(io.StringIO, newline=""), _blocks(text)))


def _blocks(text: str) -> Iterator[str]:
    """A text in blocks that end where a line does."""
    start = 0
    while end := text.find("\n", start + _BLOCK) + 1:
        yield text[start:end]
        start = end
    yield text[start:]


def records_of(lines: Iterator[str], name: str, separator: str, before: int = 0) -> Iterator[Row]:
    """The records of CSV lines with the number of the line on which each ends.

    `before`: how many lines of the file stand before them.
    """
    csv.field_size_limit(CELL_AT_MOST)
    reader = csv.reader(lines, delimiter=separator)
    try:
        for cells in reader:
            yield before + reader.line_num, cells
    except csv.Error as error:
        raise InputError(f"{name}, line {before + reader.line_num}: {error}. {UNEDITED}") from None


@functools.lru_cache(1 << 10)  # many readers look at the same first lines of a file
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


def columns_of(rows: Iterable[Row], order: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """Of each row its number and the cells at two or more places, in that order, without blanks around."""
    take, width = itemgetter(*order), max(order) + 1
    for number, cells in rows:
        picked = take(cells) if len(cells) >= width else [pick(cells, place) for place in order]
        yield number, [cell.strip() for cell in picked]


def pad_code(text: str) -> str:
    """A code with the zeros back that a spreadsheet takes off: 100 is 00100."""
    return text.zfill(5) if len(text) < 5 and text.isdecimal() else text


def to_number(text: str) -> float | None:
    """A number or US dollar amount; None for an empty cell, "NA" or a lone point. Raises ValueError."""
    plain = text.replace("$", "").strip()
    if plain in {"", ".", "NA", "N/A"}:
        return None
    if "," in plain and not _GROUPED.fullmatch(plain):
        raise ValueError(text)  # a decimal comma, or no number at all
    number = float(plain.replace(",", ""))
    if number != number or abs(number) == float("inf"):
        raise ValueError(text)
    return number


@functools.lru_cache(1 << 12)  # a table of thousands of rows has some dozens of days
def to_date(text: str) -> date | None:
    """YYYYMMDD or YYYYDDD (day of the year); None for an empty cell or a star. Raises ValueError."""
    if text in {"", "*", "0"}:
        return None
    if len(text) == 8 and text.isascii() and text.isdecimal():
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 7 and text.isascii() and text.isdecimal():
        return datetime.strptime(text, "%Y%j").date()  # noqa: DTZ007  a day has no zone
    raise ValueError(text)
