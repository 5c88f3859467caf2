"""The tables of a Medicare Coverage Database download: a zip in a zip, read in memory, guarded as any zip is.

Source: CMS, Medicare Coverage Database, current_article.zip and all_article.zip. The outer zip holds a
read-me, a dictionary and the inner zip; that holds a CSV file a table. Columns are those described in 2026.
A column that is missing, or is none of them, is named and refused: what it means is not guessed.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from app.coding.errors import InputError
from app.releases.archive import AGAIN, READ_ERRORS, UNEDITED, check_members, check_zip, unreadable
from app.releases.tables import CELL_AT_MOST

INNER_AT_MOST = 1 << 28  # the inner zip as it lies in memory; CMS ships 41 MB
INNER = "article_csv.zip"
LCDS = "lcd_csv.zip"
_KEY = ("article_id", "article_version")
COLUMNS: dict[str, tuple[str, ...]] = {
    "article": (
        *_KEY, "article_type", "title", "article_pub_date", "article_eff_date", "article_end_date",
        "description", "other_comments", "sad_url", "status", "last_updated", "history_exp", "key_article",
        "icd9_covered_para", "icd9_noncovered_para", "revenue_para", "thirty_percent",
        "article_rev_end_date", "source_article_id", "date_retired", "keywords", "icd10_doc",
        "add_icd10_info", "cms_cov_policy", "display_id", "reference_article",
    ),
    "article_future_retire": ("article_id", "retire_dt"),
    "article_related_documents": (
        *_KEY, "related_num", "r_article_id", "r_article_version", "r_lcd_id", "r_lcd_version",
        "r_contractor_id", "last_updated",
    ),
    "article_x_hcpc_code": (
        *_KEY, "hcpc_code_id", "hcpc_code_version", "hcpc_code_group", "range", "last_updated",
        "long_description", "short_description",
    ),
    "article_x_hcpc_code_group": (*_KEY, "hcpc_code_group", "paragraph", "last_updated"),
    "article_x_icd10_covered": (
        *_KEY, "icd10_code_id", "icd10_code_version", "icd10_covered_group", "range", "last_updated",
        "sort_order", "description", "asterisk",
    ),
    "article_x_icd10_covered_group": (
        *_KEY, "icd10_covered_group", "paragraph", "last_updated", "icd10_covered_ast",
    ),
    "article_x_icd10_noncovered": (
        *_KEY, "icd10_code_id", "icd10_code_version", "icd10_noncovered_group", "range", "last_updated",
        "sort_order", "description",
    ),
    "article_x_icd10_noncovered_group": (*_KEY, "icd10_noncovered_group", "paragraph", "last_updated"),
    "article_x_contractor": (
        *_KEY, "article_type", "contractor_id", "contractor_type_id", "contractor_version", "last_updated",
    ),
    "contractor_jurisdiction": (
        "contractor_id", "contractor_type_id", "contractor_version", "state_id", "last_updated",
        "active_date", "term_date",
    ),
    "state_lookup": ("state_id", "state_abbrev", "description"),
}  # fmt: skip
"""Every column of the tables that are known in full; of the others only those that are asked for."""


class Tables:
    """The CSV tables of a download, by name."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        """Use `open_tables`."""
        self._packed = packed
        self._members = {PurePosixPath(item.filename).name.lower(): item for item in packed.infolist()}

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
        reader = csv.reader(io.StringIO(self._text(table), newline=""))
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
        member = self._members.get(f"{table}.csv")
        if member is None:
            raise InputError(f"The download has no table {table}.csv. {_CHANGED}")
        try:
            data = self._packed.read(member)
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
def open_tables(path: Path) -> Iterator[Tables]:
    """The tables of a download, or of the zip in it. Raises InputError for one that is damaged or unsafe."""
    inner = find_inner(path, INNER)
    try:
        packed = zipfile.ZipFile(path if inner is None else io.BytesIO(_inner_bytes(path, inner)))
    except READ_ERRORS as error:
        raise unreadable(path.name, error) from None
    with packed:
        check_members(inner or path.name, packed.infolist())
        yield Tables(packed)


def find_inner(path: Path, ending: str) -> str | None:
    """The one member of a zip whose name has an ending; None where there is none.

    Raises InputError for a zip that is damaged or unsafe, or that has several.
    """
    found = [item.filename for item in check_zip(path) if item.filename.lower().endswith(ending)]
    if len(found) > 1:
        raise InputError(f"{path.name} holds several sets of tables. Import current_article.zip alone.")
    return found[0] if found else None


def has_tables(path: Path) -> bool:
    """Whether a zip is the inner one, with a CSV file a table."""
    names = {PurePosixPath(item.filename).name.lower() for item in check_zip(path)}
    return {"article.csv", "article_x_hcpc_code.csv"} <= names


def _inner_bytes(path: Path, inner: str) -> bytes:
    with zipfile.ZipFile(path) as outer:
        if outer.getinfo(inner).file_size > INNER_AT_MOST:
            raise InputError(f"{path.name} unpacks to far more than it should. Do not open it. {AGAIN}")
        return outer.read(inner)


_CHANGED = "It is not installed: CMS may have changed the layout, and Needlepoint guesses at no column."
