"""Tables as one XLSX workbook, a sheet each: every text stays text, so that no cell is ever run.

The same rows give the same bytes: the workbook names no day and nobody, and its parts carry a fixed time.
Rows go to drafts on disk as they come, in a folder beside the place of the workbook and never in one for
temporary files; that folder goes with the drafts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from os import getpid
from pathlib import Path
from shutil import rmtree
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.coding.errors import InputError
from app.coding.files import write_whole

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_ROWS = 1_048_576
"""As many rows as a sheet has, its heading among them."""
LONGEST = 32_767
"""As many characters as a cell takes."""
TOO_MANY = "A sheet of XLSX takes 1,048,575 rows, and there are more. Choose fewer claims, or CSV."
TOO_LONG = "A text is longer than the 32,767 characters that a cell of XLSX takes. Choose CSV."
_FIXED = datetime(1980, 1, 1)  # noqa: DTZ001 - the format has no zone
_WIDTHS: Mapping[str, int] = MappingProxyType(
    {"message": 60, "remedy": 60, "sources": 40, "claim": 24, "name": 24}
)
_WIDTH = 13


class Sheets:
    """The sheets of a workbook that is being written, by name; each takes rows from its second one on."""

    def __init__(
        self, book: Workbook, columns: Mapping[str, Sequence[str]], widths: Mapping[str, int]
    ) -> None:
        """`columns` are the headings of each sheet, `widths` in characters, by the heading."""
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        bold = book.add_format({"bold": True})
        self._sheets: dict[str, Any] = {}
        self._next = dict.fromkeys(columns, 1)
        for name, heads in columns.items():
            sheet = self._sheets[name] = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, head in enumerate(heads):
                sheet.set_column(at, at, widths.get(head, _WIDTH))
                sheet.write_string(0, at, head, bold)

    def add(self, name: str, cells: Iterable[object]) -> None:
        """Write a row of a sheet. None and "" leave a cell empty. Raises InputError for what does not fit."""
        row = self._next[name]
        if row == MOST_ROWS:
            raise InputError(TOO_MANY)
        for at, cell in enumerate(cells):
            self._write(self._sheets[name], row, at, cell)
        self._next[name] = row + 1

    def _write(self, sheet: Any, row: int, at: int, cell: object) -> None:  # noqa: ANN401 - the library has no types
        if cell is None or cell == "":
            return
        if isinstance(cell, date):
            sheet.write_datetime(row, at, cell, self._day)
        elif isinstance(cell, int):
            sheet.write_number(row, at, cell)
        elif len(text := str(cell)) > LONGEST:
            raise InputError(TOO_LONG)
        else:
            sheet.write_string(row, at, text)


@contextmanager
def open_workbook(
    path: Path, columns: Mapping[str, Sequence[str]], widths: Mapping[str, int] = _WIDTHS
) -> Iterator[Sheets]:
    """Write a workbook: its sheets within this, the file whole at the end, and nothing where this fails.

    `columns` are the headings of each sheet by its name, `widths` in characters by the heading. Raises
    OSError.
    """
    import xlsxwriter

    drafts = path.with_name(f".{path.name[:40]}.{getpid()}.drafts")
    rmtree(drafts, ignore_errors=True)  # of a process that had this number and was ended
    drafts.mkdir()
    draft = drafts / "whole.xlsx"
    try:
        book = xlsxwriter.Workbook(str(draft), {"constant_memory": True, "tmpdir": str(drafts)})
        try:
            book.use_zip64()
            book.set_properties({"created": _FIXED})
            yield Sheets(book, columns, widths)
        finally:
            _close(book)
        write_whole(path, draft.read_bytes())
    finally:
        rmtree(drafts, ignore_errors=True)


def _close(book: Workbook) -> None:
    """Write the file of a workbook; the library has an error of its own for what the disk says."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from None
