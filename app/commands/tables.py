"""What commands know of practice systems' tables: from the book, the user's folder and --map."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.claims.tables.mapping import read_mapping
from app.claims.tables.opening import TableReading, make_reading
from app.claims.tables.sheet import Row
from app.commands.installation import Installation


def table_reading(installation: Installation, mapping: Path | None = None) -> TableReading:
    """How tables are read. Raises InputError for a mapping that cannot be used."""
    library = installation.library
    reading = make_reading(
        library.headings(), library.payers(), installation.data, _workbook_rows, _other_sheets
    )
    if mapping is None:
        return reading
    return msgspec.structs.replace(reading, given=read_mapping(mapping, reading.synonyms))


def _workbook_rows(path: Path) -> Iterator[Row]:
    from app.releases.claim_workbooks import workbook_rows

    return workbook_rows(path)


def _other_sheets(path: Path) -> int:
    from app.releases.claim_workbooks import other_sheets

    return other_sheets(path)
