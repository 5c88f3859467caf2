"""The tables of a Medicare Coverage Database download: a zip in a zip, read in memory, guarded as any zip is.

Source: CMS, Medicare Coverage Database: current_article.zip, all_article.zip, current_lcd.zip, all_lcd.zip
and ncd.zip, and all_data.zip, which holds these. The outer zip holds a read-me, a dictionary and the inner
zip; that holds a CSV file a table.
Columns are those of `app.releases.coverage_columns`. One that is missing, or is none of them, is named and
refused: what it means is not guessed.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from app.coding.errors import InputError
from app.releases.archive import AGAIN, READ_ERRORS, UNEDITED, check_members, check_zip, unreadable
from app.releases.coverage_columns import COLUMNS
from app.releases.tables import CELL_AT_MOST, csv_lines

INNER_AT_MOST = 1 << 28  # the inner zip as it lies in memory; CMS ships 41 MB
ARTICLES, LCDS, NCDS = "article_csv.zip", "lcd_csv.zip", "ncd_csv.zip"
"""What the inner zip of each download is called, behind the set that it is of."""


class Tables:
    """The CSV tables of a download, by name."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        """Use `open_tables`."""
        self._packed = packed
        self._members: dict[str, list[zipfile.ZipInfo]] = {}
        for item in packed.infolist():
            self._members.setdefault(PurePosixPath(item.filename).name.lower(), []).append(item)

    def rows(self, table: str, *wanted: str) -> Iterator[tuple[int, list[str]]]:
        """The line and the wanted cells of each row of a table, without blanks around them.

        Raises InputError naming the table and the column or line that is not as CMS describes it.
        """
        for number, header, cells in self._read(table):
            if header is not None:
                places = [header.index(column) for column in _checked(table, header, wanted)]
            else:
                yield number, [cells[place].strip() for place in places]

    def last_cells(self, table: str) -> Iterator[str]:
        """The last cell of each row: for a table whose last column has had several names."""
        return (cells[-1].strip() for _, header, cells in self._read(table) if header is None)

    def _read(self, table: str) -> Iterator[tuple[int, list[str] | None, list[str]]]:
        """Line, header and cells: first the header, then None with the cells of each row."""
        csv.field_size_limit(CELL_AT_MOST)
        reader = csv.reader(csv_lines(self._text(table)))
        header: list[str] | None = None
        try:
            for cells in reader:
                if header is None:
                    header = [cell.strip().lower() for cell in cells]
                    yield reader.line_num, header, []
                elif cells:
                    if len(cells) != len(header):
                        raise InputError(
                            f"{table}.csv, line {reader.line_num}: has {len(cells)} cells and not "
                            f"{len(header)}. {UNEDITED}"
                        )
                    yield reader.line_num, None, cells
        except csv.Error as error:
            raise InputError(f"{table}.csv, line {reader.line_num}: {error}. {UNEDITED}") from None
        if header is None:
            raise InputError(f"{table}.csv is empty. {AGAIN}")

    def _text(self, table: str) -> str:
        """A table as text: UTF-8 where it is, else the Windows code page."""
        members = self._members.get(f"{table}.csv", ())
        if not members:
            raise InputError(f"The download has no table {table}.csv. {_CHANGED}")
        if len(members) > 1:
            raise InputError(f"The download has the table {table}.csv more than once. {_CHANGED}")
        try:
            data = self._packed.read(members[0])
        except READ_ERRORS as error:
            raise unreadable(f"{table}.csv", error) from None
        if b"\0" in data:
            raise InputError(f"{table}.csv is not in the text encoding of CMS. {UNEDITED}")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252", errors="replace")


def _checked(table: str, header: list[str], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The wanted columns, once the header is known to hold them and nothing that is not known."""
    for column in COLUMNS.get(table, wanted):
        if header.count(column) != 1:
            fault = "is there twice" if column in header else "is missing"
            raise InputError(f"{table}.csv: the column “{column}” {fault}. {_CHANGED}")
    unknown = [column for column in header if table in COLUMNS and column not in COLUMNS[table]]
    if unknown:
        raise InputError(f"{table}.csv: the column “{unknown[0]}” is not known. {_CHANGED}")
    return wanted


@contextmanager
def open_tables(path: Path, ending: str) -> Iterator[Tables]:
    """The tables of a download, or of the zip in it whose name ends so; of all_data.zip those of one set.

    Raises InputError for one that is damaged or unsafe.
    """
    with ExitStack() as opened:
        packed = opened.enter_context(_open(path.name, path))
        for inner in _way_to(path, ending):
            content = _inner_bytes(path.name, packed, inner)
            packed = opened.enter_context(_open(PurePosixPath(inner).name, io.BytesIO(content)))
        yield Tables(packed)


def is_download(path: Path, ending: str, *tables: str) -> bool:
    """Whether a zip holds the inner one of a download, or is itself the one with these tables.

    Raises InputError for a zip that is damaged or unsafe, or that has several sets of tables.
    """
    names = {PurePosixPath(item.filename).name.lower() for item in check_zip(path)}
    return bool(_way_to(path, ending)) or {f"{table}.csv" for table in tables} <= names


def _way_to(path: Path, ending: str) -> tuple[str, ...]:
    """The members, each in the one before, that lead to the zip whose name ends so; () where there is none.

    all_data.zip holds the downloads of all sets: of two the one that has what was retired too is taken.
    """
    members = check_zip(path)
    if found := _ending(path.name, members, ending):
        return (found,)
    of_set = ending.replace("_csv", "")
    downloads = [item.filename for item in members if item.filename.lower().endswith(of_set)]
    whole = [name for name in downloads if PurePosixPath(name).name.lower().startswith("all_")]
    for name in (whole or downloads)[:1]:
        with (
            _open(path.name, path) as outer,
            _open(name, io.BytesIO(_inner_bytes(path.name, outer, name))) as inside,
        ):
            if found := _ending(name, inside.infolist(), ending):
                return name, found
    return ()


def _ending(name: str, members: list[zipfile.ZipInfo], ending: str) -> str:
    """The one member whose name has an ending, "" where there is none. Raises InputError for several."""
    found = [item.filename for item in members if item.filename.lower().endswith(ending)]
    if len(found) > 1:
        raise InputError(f"{name} holds several sets of tables. Import {_ALONE[ending]} alone.")
    return found[0] if found else ""


def _open(name: str, content: Path | io.BytesIO) -> zipfile.ZipFile:
    """A zip with its members looked at. Raises InputError for one that is damaged or unsafe."""
    try:
        packed = zipfile.ZipFile(content)
    except READ_ERRORS as error:
        raise unreadable(name, error) from None
    check_members(name, packed.infolist())
    return packed


def _inner_bytes(name: str, outer: zipfile.ZipFile, inner: str) -> bytes:
    if outer.getinfo(inner).file_size > INNER_AT_MOST:
        raise InputError(f"{name} unpacks to far more than it should. Do not open it. {AGAIN}")
    try:
        return outer.read(inner)
    except READ_ERRORS as error:
        raise unreadable(name, error) from None


_ALONE = {ARTICLES: "current_article.zip", LCDS: "current_lcd.zip", NCDS: "ncd.zip"}
_CHANGED = "It is not installed: CMS may have changed the layout, and Needlepoint guesses at no column."
