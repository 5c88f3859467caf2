"""The rows of a practice system's workbook, behind the same guard as those of official workbooks."""

from collections.abc import Iterator
from pathlib import Path

from app.coding.errors import InputError
from app.coding.sentences import shown_name
from app.releases.archive import Entry
from app.releases.lost_cells import lost_cell
from app.releases.tables import Row
from app.releases.workbook import measure, sheet_rows, sheet_sample

_LOST = {
    True: "this formula was never calculated, so its value is not in the file. Open the workbook in a "
    "spreadsheet and save it there.",
    False: "its formula ended in an error. Correct or clear the cell and save the workbook again.",
}


def other_sheets(path: Path) -> int:
    """How many sheets of a workbook have cells beside the one that is read. Raises InputError."""
    entry = Entry(path, None, path.stat().st_size)
    return max(sum(extent.cells > 0 for extent in measure(entry.read(), entry.name)[1]) - 1, 0)


def workbook_rows(path: Path) -> Iterator[Row]:
    """The rows of the first visible sheet that holds any. Raises InputError, also for a lost cell."""
    entry = Entry(path, None, path.stat().st_size)
    try:
        sheet, _ = sheet_sample(entry, 1)
        lost = lost_cell(entry.read(), sheet)
        rows = sheet_rows(entry)
    except (InputError, OSError):
        raise _unreadable(path) from None
    if lost:
        raise InputError(f"{shown_name(path)}, cell {lost.place}: {_LOST[lost.is_uncalculated]}")
    try:
        yield from rows
    except (InputError, OSError):
        raise _unreadable(path) from None


def _unreadable(path: Path) -> InputError:
    return InputError(
        f"{shown_name(path)} cannot be read: it is locked, damaged, empty or far too large for a "
        "workbook of claims. Save the sheet as “CSV UTF-8”."
    )
