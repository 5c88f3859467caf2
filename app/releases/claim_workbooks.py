"""The rows of a practice system's workbook, behind the same guard as those of official workbooks."""

from collections.abc import Iterator
from pathlib import Path

from app.coding.errors import InputError
from app.coding.sentences import shown_name
from app.releases.archive import Entry
from app.releases.tables import Row
from app.releases.workbook import measure, sheet_rows


def other_sheets(path: Path) -> int:
    """How many sheets of a workbook have cells beside the one that is read. Raises InputError."""
    entry = Entry(path, None, path.stat().st_size)
    return max(sum(extent.cells > 0 for extent in measure(entry.read(), entry.name)[1]) - 1, 0)


def workbook_rows(path: Path) -> Iterator[Row]:
    """The rows of the first visible sheet that holds any. Raises InputError."""
    try:
        yield from sheet_rows(Entry(path, None, path.stat().st_size))
    except (InputError, OSError):
        raise InputError(
            f"{shown_name(path)} cannot be read: it is locked, damaged, empty or far too large for a "
            "workbook of claims. Save the sheet as “CSV UTF-8”."
        ) from None
