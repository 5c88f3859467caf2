"""The payment amounts that CMS prints by code, component and locality: quoted text, PFALL and PFREV.

Source: CMS, Physician Fee Schedule Payment Amount File. Sixteen fields; the last lines begin with TRL. Rows
of one code and component become one record. A revision holds only what changed, so the file checks an amount
and is not the source of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.payment_rows import PrintedAmounts, locality_key, pack_prices
from app.coding.shapes import CODE
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import Term, find, quarter
from app.releases.readers.reader import Reader
from app.releases.tables import Row

_FIELDS = 16
_LINE = re.compile(r'"20\d\d","\d{5}","\d\d","[0-9A-Z]{5}","..","\d{7}\.\d\d","\d{7}\.\d\d",')
_NAME = re.compile(r"PF(?:REV|ALL|[A-Z]{2})(\d\d)([A-D])?(?![a-z])", re.IGNORECASE)
_AMOUNT = re.compile(r"\d{7}\.\d\d")


def recognize(sample: Sample) -> Found | None:
    """The amounts by the shape of their first line."""
    if not sample.lines or not _LINE.match(sample.lines[0]):
        return None
    return recognized(sample, "pfs-amounts", "Payment amounts", _term(sample))


def read(rows: Iterator[Row], found: Found) -> Iterator[PrintedAmounts]:
    """Each code and component, in the order of its first row."""
    gathered: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    for number, cells in rows:
        if not cells or cells[0].startswith("TRL-"):
            continue
        if (
            len(cells) != _FIELDS
            or not CODE.fullmatch(cells[3])
            or not all(map(_AMOUNT.fullmatch, cells[5:7]))
        ):
            raise InputError(f"{found.entry.name}, line {number}: is not a payment amount. {UNEDITED}")
        _, carrier, locality, code, modifier, office, facility = cells[:7]
        group = gathered.setdefault((code, modifier.strip(), cells[9]), [])
        group.append((locality_key(carrier, locality), _plain(facility), _plain(office)))
    for (code, modifier, status), prices in gathered.items():
        yield PrintedAmounts(code=code, modifier=modifier, status=status, prices=pack_prices(prices))


def _plain(amount: str) -> str:
    """An amount without the zeros before it: 0001339.81 is 1339.81."""
    return f"{int(amount[:7])}{amount[7:]}"


def _term(sample: Sample) -> Term | None:
    """The revision that the name tells: A to D are the quarters. The year stands in each row."""
    year = int(sample.lines[0][1:5])
    named = find(_NAME.pattern, sample.names)
    if not named or int(named[1]) != year % 100:
        return None
    letter = (named[2] or "A").upper()
    _, first, last = quarter(year, "ABCD".index(letter) + 1)
    return Term(f"PF{year % 100:02d}{letter}", first, last)


READER = Reader(series="pfs-amounts", recognize=recognize, rows=read)
