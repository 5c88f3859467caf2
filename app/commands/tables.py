"""What commands know of practice systems' tables: from the book, the user's folder and --map."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from app.claims.claim_files import ClaimFile, only_claim, open_files
from app.claims.record import Entry
from app.claims.tables.mapping import read_mapping
from app.claims.tables.opening import TableReading, Workbooks, make_reading
from app.claims.tables.sheet import Row
from app.coding.claim import Claim
from app.commands.installation import Installation
from app.file_kinds import What, expecting, wrong_kind

GIVE = "Give claims: JSON, CSV, XLSX, FHIR, or X12 837 or 835."
_CLAIMS: tuple[What, ...] = ("claims", "remittance", "other-x12")


def table_reading(installation: Installation, mapping: Path | None = None) -> TableReading:
    """How tables are read. Raises InputError for a mapping that cannot be used."""
    library = installation.library
    workbooks = Workbooks(_workbook_rows, _sheets_of, _check_cells)
    reading = make_reading(library.headings(), library.payers(), installation.data, workbooks)
    if mapping is None:
        return reading
    return msgspec.structs.replace(reading, given=read_mapping(mapping, reading.synonyms))


def open_claim_files(
    files: Sequence[str], installation: Installation, mapping: Path | None = None
) -> ClaimFile:
    """The claims of files, tables too. Raises InputError, which says what a file is that holds none."""
    tables = table_reading(installation, mapping)
    if len(files) != 1:
        return open_files(files, tables, _explain)
    with expecting(files[0], GIVE, *_CLAIMS):
        opened = open_files(files, tables, _explain)
    return msgspec.structs.replace(opened, entries=_explained(opened.entries, files[0]))


def _explained(entries: Iterator[Entry], file: str) -> Iterator[Entry]:
    """The entries of a file of which nothing may be read before the first is asked for."""
    with expecting(file, GIVE, *_CLAIMS):
        yield from entries


def one_claim(file: str, installation: Installation, wanted: str | None) -> Claim:
    """The claim of a file; of several the one called `wanted`. Raises InputError as above."""
    tables = table_reading(installation)
    with expecting(file, GIVE, *_CLAIMS):
        return only_claim(file, tables=tables, wanted=wanted)


def _explain(file: Path) -> str:
    return wrong_kind(file, "", *_CLAIMS)


def _workbook_rows(path: Path, sheet: str) -> Iterator[Row]:
    from app.releases.claim_workbooks import workbook_rows

    return workbook_rows(path, sheet)


def _sheets_of(path: Path) -> tuple[tuple[str, ...], int]:
    from app.releases.claim_workbooks import sheets_of

    return sheets_of(path)


def _check_cells(path: Path, sheet: str) -> None:
    from app.releases.claim_workbooks import check_cells

    check_cells(path, sheet)
