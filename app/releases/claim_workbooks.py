"""The rows of a practice system's workbook, behind the same guard as those of official workbooks."""

from collections.abc import Iterator
from pathlib import Path

from app.coding.errors import InputError
from app.coding.sentences import shown_name
from app.releases.archive import Entry
from app.releases.lost_cells import lost_cell
from app.releases.sheet_names import shown_sheets
from app.releases.tables import Row
from app.releases.workbook import measure, sheet_rows, sheet_sample

_LOST = {
    True: "this formula was never calculated, so its value is not in the file. Open the workbook in a "
    "spreadsheet and save it there.",
    False: "its formula ended in an error. Correct or clear the cell and save the workbook again.",
}


def sheets_of(path: Path) -> tuple[tuple[str, ...], int]:
    """The names of the sheets of a workbook that are shown, and how many of all have cells.

    Raises InputError.
    """
    entry = Entry(path, None, path.stat().st_size)
    data = entry.read()
    filled = sum(extent.cells > 0 for extent in measure(data, entry.name)[1])
    return shown_sheets(data), filled


def workbook_rows(path: Path, name: str = "") -> Iterator[Row]:
    """The rows of the sheet of that name, "" for the first that is shown and holds any. Raises InputError."""
    try:
        yield from sheet_rows(Entry(path, None, path.stat().st_size), name)
    except (InputError, OSError):
        raise _unreadable(path) from None


def check_cells(path: Path, name: str = "") -> None:
    """Raises InputError for a cell of that sheet whose value is not in the file."""
    entry = Entry(path, None, path.stat().st_size)
    try:
        sheet, _ = sheet_sample(entry, 1, name)
        lost = lost_cell(entry.read(), sheet)
    except (InputError, OSError):
        raise _unreadable(path) from None
    if lost:
        raise InputError(f"{shown_name(path)}, cell {lost.place}: {_LOST[lost.is_uncalculated]}")


def _unreadable(path: Path) -> InputError:
    return InputError(
        f"{shown_name(path)} cannot be read: it is locked, damaged, empty or far too large for a "
        "workbook of claims. Save the sheet as “CSV UTF-8”."
    )
