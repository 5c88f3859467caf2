"""The payment amounts that CMS prints by code, component and locality: quoted text, PFALL and PFREV.

Source: CMS, Physician Fee Schedule Payment Amount File, its record layout, and its files of single
contractors, alone or many in one ZIP. Sixteen fields; the last lines begin with TRL. Rows of one code and
component become one record. A revision holds only what changed, so the file checks an amount and is not the
source of one. What the names of the files mean stands in `app.releases.amount_names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.coding.errors import InputError
from app.coding.payment_rows import PrintedAmounts, locality_key, pack_prices
from app.coding.shapes import CODE
from app.releases.amount_names import is_of_contractors, of_download, of_file
from app.releases.archive import UNEDITED, Entry, zip_entries
from app.releases.found import Found, Sample, recognized
from app.releases.readers.reader import Reader
from app.releases.tables import Row, csv_rows

_FIELDS = 16
_LINE = re.compile(rb'"(20\d\d)","\d{5}","\d\d","[0-9A-Z]{5}","..","\d{7}\.\d\d","\d{7}\.\d\d",')
_LINE_BYTES = 80
"""More than the part of a line that tells what it is."""
_AMOUNT = re.compile(r"\d{7}\.\d\d")
_TITLE = "Payment amounts"
Prices = dict[tuple[str, str, str], list[str]]
"""Of each code, modifier and status the packed prices of its places: a whole country has a million."""


def recognize(sample: Sample) -> Found | None:
    """The amounts by the shape of their first line; the files of many contractors in one ZIP together."""
    if sample.form == "zip":
        return _recognize_download(sample)
    year = _year(sample.lines[0].encode() if sample.lines else b"")
    return recognized(sample, "pfs-amounts", _TITLE, of_file(sample.names, year)) if year else None


def read(rows: Iterator[Row], found: Found) -> Iterator[PrintedAmounts]:
    """Each code and component, in the order of its first row."""
    gathered: Prices = {}
    _gather(rows, found.entry.name, gathered)
    return _packed(gathered)


def read_download(found: Found) -> Iterator[PrintedAmounts]:
    """The same of the files of many contractors, as if they were one."""
    gathered: Prices = {}
    for entry in _parts(found.entry):
        _gather(csv_rows(entry), entry.name, gathered)
    return _packed(gathered)


def _recognize_download(sample: Sample) -> Found | None:
    """A ZIP with the files of several contractors, by the beginning of each; None for any other."""
    if not is_of_contractors(sample.entry.name, (each.name for each in zip_entries(sample.entry.path))):
        return None
    parts = tuple(_parts(sample.entry))
    if len(parts) < 2:
        return None
    term = of_download(sample.names, tuple(part.name for part in parts), _year(parts[0].read(_LINE_BYTES)))
    return recognized(sample, "pfs-amounts", f"{_TITLE}, {len(parts)} files of contractors", term)


def _parts(entry: Entry) -> Iterator[Entry]:
    """The members of a ZIP that are payment amounts."""
    return (each for each in zip_entries(entry.path) if _year(each.read(_LINE_BYTES)))


def _year(line: bytes) -> int:
    """The year that a first line states, 0 for a line that is no payment amount."""
    match = _LINE.match(line)
    return int(match[1]) if match else 0


def _gather(rows: Iterable[Row], name: str, gathered: Prices) -> None:
    """Add the rows of one file to those of others. Raises InputError naming file and line."""
    for number, cells in rows:
        if not cells or cells[0].startswith("TRL-"):
            continue
        if (
            len(cells) != _FIELDS
            or not CODE.fullmatch(cells[3])
            or not all(map(_AMOUNT.fullmatch, cells[5:7]))
        ):
            raise InputError(f"{name}, line {number}: is not a payment amount. {UNEDITED}")
        _, carrier, locality, code, modifier, office, facility = cells[:7]
        group = gathered.setdefault((code, modifier.strip(), cells[9]), [])
        group.append(pack_prices([(locality_key(carrier, locality), _plain(facility), _plain(office))]))


def _packed(gathered: Prices) -> Iterator[PrintedAmounts]:
    for (code, modifier, status), prices in gathered.items():
        yield PrintedAmounts(code=code, modifier=modifier, status=status, prices=";".join(prices))


def _plain(amount: str) -> str:
    """An amount without the zeros before it: 0001339.81 is 1339.81."""
    return f"{int(amount[:7])}{amount[7:]}"


READER = Reader(series="pfs-amounts", recognize=recognize, rows=read, download=read_download)
