"""The rows of a practice system's table and its row of headings, wherever that stands."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

from app.claims.plain_text import plain
from app.claims.table_rows import stated_separator
from app.claims.tables.headings import Synonyms
from app.claims.tables.layout import read_fields
from app.claims.tables.words import is_heading
from app.coding.errors import InputError

Row = tuple[int, list[str]]
"""The number of a row in its file, and its cells."""
MappingOf = Callable[[Sequence[str]], Mapping[str, str]]
"""What the user says of a row of headings, by `heading_key`."""
_LOOKED_AT = 40  # rows in which the headings must stand
_SEPARATORS = ",;\t|"
_ENOUGH = 2  # fields that make a row one of headings
_LEAST = 3  # cells of one that names no field that is known
_DAY = re.compile(r"[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{2,4}(?:[ T].*)?|(?:19|20)[0-9]{6}")
_CODE = re.compile(r"[0-9]{5}(?:\.0)?|[0-9]{4}[A-Z]|[A-Z][0-9]{4}")
_KEPT = re.compile(r'="([^"]*)"|\'([^\']+)\'?')
_LIST = re.compile(r"\[[^\[\]:{}]*\]|\{[^{}:\[\]]*\}")
_QUOTES = re.compile(r"[\"']")
_NOTHING = {"none", "null", "nan", "n/a", "na", "#n/a", "\\n", "-", "--", "---", ".", "~"}
"""What programs and people write into a cell that has nothing to say."""
_SHORT = max(map(len, _NOTHING))
_MOST = 1_000  # columns of a row of headings
_LONGEST = 100_000  # characters of a line that is looked at for them


class Sheet(Struct, frozen=True):
    """A table: its name for messages, its headings, and the rows below them, as often as asked for."""

    name: str
    headings: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]


def open_text(
    lines: Iterable[str], first: int, name: str, synonyms: Synonyms, mapping_of: MappingOf
) -> Sheet | None:
    """The table of a text file; `lines` is gone through as often as needed, `first` is its first number.

    None when no row of headings is found.
    """
    beginning = [line if len(line) < _LONGEST else "\n" for line in islice(lines, _LOOKED_AT)]
    stated = stated_separator(beginning[0]) if beginning else None
    choices = []
    for separator in (stated,) if stated else _SEPARATORS:
        rows = islice(_text_rows(beginning, first, name, separator, strict=False), _LOOKED_AT)
        choices.append((*_best(rows, synonyms, mapping_of), separator))
    fields, at, headings, separator = max(choices, key=lambda choice: (choice[0], -choice[1]))
    if fields < _ENOUGH:
        presumed = (
            (found, each)
            for each in ((stated,) if stated else _SEPARATORS)
            if (found := _presumed(_text_rows(beginning, first, name, each, strict=False)))
        )
        (at, headings), separator = next(presumed, ((0, ()), ""))
    if not headings:
        return None
    return Sheet(name, headings, lambda: _below(_text_rows(lines, first, name, separator), at))


def open_workbook(
    rows: Callable[[], Iterator[Row]], name: str, synonyms: Synonyms, mapping_of: MappingOf
) -> Sheet | None:
    """The table of a workbook's first visible sheet; None when no row of headings is found."""
    fields, at, headings = _best(islice(rows(), _LOOKED_AT), synonyms, mapping_of)
    if fields < _ENOUGH:
        at, headings = _presumed(islice(rows(), _LOOKED_AT)) or (0, ())
    return Sheet(name, headings, lambda: _below(rows(), at)) if headings else None


def _best(rows: Iterable[Row], synonyms: Synonyms, mapping_of: MappingOf) -> tuple[int, int, tuple[str, ...]]:
    """The row that names the most fields, the first of several: how many, where, and its cells."""
    best: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    for number, cells in rows:
        found = read_fields(cells, synonyms, mapping_of(cells)) if len(cells) <= _MOST else 0
        if found > best[0]:
            best = (found, number, tuple(cells))
    return best


def _presumed(rows: Iterable[Row]) -> tuple[int, tuple[str, ...]] | None:
    """The row right above the first that has a date and a code, where it reads as headings; none is known."""
    above: tuple[int, tuple[str, ...]] | None = None
    for number, cells in rows:
        texts = [text for cell in cells if (text := plain(cell).strip())]
        if any(map(_DAY.fullmatch, texts)) and any(map(_CODE.fullmatch, texts)):
            return above
        if texts:
            is_row = _LEAST <= len(texts) == len(set(texts)) <= _MOST and all(map(is_heading, texts))
            above = (number, tuple(cells)) if is_row else None
    return None


def _below(rows: Iterator[Row], at: int) -> Iterator[Row]:
    """The rows below the headings that hold something, as plain cells; words for nothing are empty."""
    for number, cells in rows:
        if number > at:
            texts = [_bare(plain(cell).strip()) for cell in cells]
            found = ["" if len(text) <= _SHORT and text.lower() in _NOTHING else text for text in texts]
            if any(found):
                yield number, found


def _bare(text: str) -> str:
    """What a cell says inside the signs that keep a spreadsheet from changing it, or that make it a list.

    >>> _bare('="00100"'), _bare("'20610"), _bare('["M16.11", "M25.551"]'), _bare("{26,59}")
    ('00100', '20610', 'M16.11, M25.551', '26,59')
    """
    if found := _KEPT.fullmatch(text):
        return (found[1] or found[2]).strip()
    if _LIST.fullmatch(text):
        return _QUOTES.sub("", text[1:-1]).strip()
    return text


def _text_rows(
    lines: Iterable[str], first: int, name: str, separator: str, *, strict: bool = True
) -> Iterator[Row]:
    """The rows of a text by the line on which each ends. Raises InputError."""
    reader = csv.reader(lines, delimiter=separator, strict=strict)
    while True:
        number = first + reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error:
            if not strict:
                return
            raise InputError(
                f"{name}, row {number}: this row cannot be read. Check its quotation marks."
            ) from None
        if cells is None:
            return
        yield number, cells


def is_workbook(path: Path) -> bool:
    """Whether a file is an XLSX workbook, by what is packed in it."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as packed:
            return "[Content_Types].xml" in packed.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
