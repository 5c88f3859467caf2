"""What commands know of practice systems' tables: from the book, the user's folder and --map."""

from collections.abc import Iterator
from pathlib import Path

from app.claims.tables.headings import Synonyms
from app.claims.tables.mapping import FILE, Remembered, read_mapping
from app.claims.tables.opening import TableReading, payer_names
from app.claims.tables.sheet import Row
from app.coding.errors import InputError
from app.coding.sentences import shown_name
from app.commands.installation import Installation


def table_reading(installation: Installation, mapping: Path | None = None) -> TableReading:
    """How tables are read. Raises InputError for a mapping that cannot be used."""
    library = installation.library
    synonyms = Synonyms(library.headings())
    return TableReading(
        synonyms=synonyms,
        payers=payer_names(library.payers()),
        given=read_mapping(mapping, synonyms) if mapping else {},
        remembered=Remembered(installation.data / FILE),
        workbook=workbook_rows,
    )


def workbook_rows(path: Path) -> Iterator[Row]:
    """The rows of the first visible sheet. Raises InputError."""
    from app.releases.archive import Entry
    from app.releases.workbook import sheet_rows

    try:
        yield from sheet_rows(Entry(path, None, path.stat().st_size))
    except (InputError, OSError):
        raise InputError(
            f"{shown_name(path)} cannot be read: it is locked, damaged, empty or far too large for a "
            "workbook of claims. Save the sheet as “CSV UTF-8”."
        ) from None
