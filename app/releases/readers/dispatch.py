"""The road from a recognised file to its records, one reader a series."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from app.coding.errors import InputError
from app.coding.series import SeriesName
from app.releases.found import Found
from app.releases.readers import aoc, hcpcs, icd10, lists, mue, opps, pfs
from app.releases.tables import Row, csv_rows, decode, sheet_rows, split_lines

_BY_ROWS: dict[SeriesName, Callable[[Iterator[Row], Found], Iterator[Struct]]] = {
    "ncci-mue": mue.read,
    "ncci-aoc": aoc.read,
    "pfs-rvu": pfs.read,
    "hcpcs": hcpcs.read,
    "opps-b": opps.read,
    "pos": lists.read_places,
    "wording": lists.read_wording,
}
_BY_LINES: dict[SeriesName, Callable[[Iterator[str], Found], Iterator[Struct]]] = {
    "ncci-aoc": aoc.read_flat,
    "pfs-rvu": pfs.read_flat,
    "hcpcs": hcpcs.read_flat,
    "icd10cm": icd10.read_order,
}


def read_records(found: Found) -> Iterator[Struct]:
    """Each record of a file, in file order. Raises InputError naming file and line."""
    source = found.source
    if source is None:
        raise InputError(found.problem)
    if found.form == "xml":
        with found.entry.open() as stream:
            yield from icd10.read_tabular(stream, found)
    elif found.form == "text":
        yield from _BY_LINES[source](iter(split_lines(decode(found.entry.read(), found.entry.name))), found)
    else:
        rows = sheet_rows(found.entry) if found.form == "xlsx" else csv_rows(found.entry)
        yield from _BY_ROWS[source](rows, found)
