"""The amounts that the OPPS cap on imaging leaves, by code, component and locality, CSV, XLSX and text.

Source: CMS, the release of the physician fee schedule relative values, the file OPPSCAP. Its rows of one code
and component become one record. It still has localities that no other file of the release has.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.payment_rows import CapPrices, locality_key, pack_prices
from app.coding.shapes import CODE
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import fee_release
from app.releases.readers.reader import Reader
from app.releases.tables import Row, fold, pad_code

_LINE = re.compile(r"([0-9A-Z]{5})(TC|26|  ) ([A-Z]) (\d{5})  (\d\d) +(\d+\.\d\d) +(\d+\.\d\d)\s*", re.ASCII)
_HEAD = ["hcpcs", "mod", "procstat", "carrier", "locality"]
_PRICE = re.compile(r"\d+(\.\d{1,2})?")
_WIDTH = 7
_key = functools.lru_cache(maxsize=512)(locality_key)


def recognize(sample: Sample) -> Found | None:
    """The capped amounts by their heading or, as text, by the shape of the first line."""
    flat = sample.form == "csv" and bool(sample.lines) and bool(_LINE.fullmatch(sample.lines[0]))
    if not flat and not any(_is_header(cells) for _, cells in sample.rows[:3]):
        return None
    return recognized(sample, "pfs-cap", "OPPS cap on imaging", fee_release(sample.names), flat=flat)


def read(rows: Iterator[Row], found: Found) -> Iterator[CapPrices]:
    """Each code and component of a table."""
    for _, cells in rows:
        if _is_header(cells):
            break
    return _gather(rows, found)


def read_flat(lines: Iterator[str], found: Found) -> Iterator[CapPrices]:
    """Each code and component of the text form."""
    matched = ((at, _LINE.fullmatch(line)) for at, line in enumerate(lines, start=1) if line.strip())
    return _gather(((at, list(match.groups()) if match else ["?"] * _WIDTH) for at, match in matched), found)


def _gather(rows: Iterator[Row], found: Found) -> Iterator[CapPrices]:
    """The rows by code and component, in the order of the first of each."""
    gathered: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    for number, cells in rows:
        if len(cells) != _WIDTH or not any(cells):
            if any(cell.strip() for cell in cells):
                raise _not_capped(found, number)
            continue
        code, modifier, status, carrier, locality, facility, office = cells
        price, other = _price(facility), _price(office)
        if price is None or other is None or not carrier.isdecimal() or not locality.isdecimal():
            raise _not_capped(found, number)
        group = gathered.get((code, modifier, status))
        if group is None:
            if not CODE.fullmatch(pad_code(code.strip())):
                raise _not_capped(found, number)
            group = gathered[code, modifier, status] = []
        group.append((_key(carrier, locality), price, other))
    for (code, modifier, status), prices in gathered.items():
        yield CapPrices(
            code=pad_code(code.strip()),
            modifier=modifier.strip(),
            status=status.strip(),
            prices=pack_prices(prices),
        )


@functools.lru_cache(maxsize=1 << 14)
def _price(text: str) -> str | None:
    """An amount as printed, None for what is none."""
    plain = text.strip()
    return plain if _PRICE.fullmatch(plain) else None


def _not_capped(found: Found, number: int) -> InputError:
    return InputError(f"{found.entry.name}, line {number}: is not a capped amount. {UNEDITED}")


def _is_header(cells: list[str]) -> bool:
    return [fold(cell) for cell in cells[:5]] == _HEAD


READER = Reader(series="pfs-cap", recognize=recognize, rows=read, lines=read_flat)
