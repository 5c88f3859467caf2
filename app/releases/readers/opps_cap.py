"""The amounts that the OPPS cap on imaging leaves, by code, component and locality, CSV, XLSX and text.

Source: CMS, the release of the physician fee schedule relative values, the file OPPSCAP. Its rows of one code
and component become one record. It still has localities that no other file of the release has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.payment_rows import CapPrices, locality_key, pack_cells, pack_prices
from app.coding.shapes import CODE
from app.releases.archive import UNEDITED
from app.releases.cells import Known
from app.releases.found import Found, Sample, recognized
from app.releases.names import fee_release
from app.releases.readers.reader import Reader
from app.releases.tables import Row, csv_lines, fold, pad_code, records_of

_LINE = re.compile(r"([0-9A-Z]{5})(TC|26|  ) ([A-Z]) (\d{5})  (\d\d) +(\d+\.\d\d) +(\d+\.\d\d)\s*", re.ASCII)
_HEAD = ["hcpcs", "mod", "procstat", "carrier", "locality"]
_PRICE = re.compile(r"\d+(\.\d{1,2})?")
_RUN = r"(([0-9A-Z]{5}),([0-9A-Z]{0,2}),([A-Z]),)ROW(?:\1ROW)*".replace(
    "ROW", r"\d{5},\d\d,\d+(?:\.\d\d?)?,\d+(?:\.\d\d?)?\r?\n"
)
"""Rows of one code, component and status that follow each other."""
_WIDTH = 7
Gathered = dict[tuple[str, str, str], list[str]]
"""Localities with their amounts, packed, by code, modifier and status."""


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


def read_text(text: str, found: Found) -> Iterator[CapPrices]:
    """Each code and component of a CSV file."""
    separator = found.separator
    return _read_runs(text, separator) or read(
        records_of(csv_lines(text), found.entry.name, separator), found
    )


def read_flat(lines: Iterator[str], found: Found) -> Iterator[CapPrices]:
    """Each code and component of the text form."""
    matched = ((at, _LINE.fullmatch(line)) for at, line in enumerate(lines, start=1) if line.strip())
    return _gather(((at, list(match.groups()) if match else ["?"] * _WIDTH) for at, match in matched), found)


def _gather(rows: Iterator[Row], found: Found) -> Iterator[CapPrices]:
    """The rows by code and component, in the order of the first of each."""
    gathered: Gathered = {}
    place, amount = Known(_place).__getitem__, Known(_price).__getitem__
    for number, cells in rows:
        try:
            code, modifier, status, carrier, locality, facility, office = cells
            price = pack_prices([(place((carrier, locality)), amount(facility), amount(office))])
        except ValueError:
            if any(cells if len(cells) == _WIDTH else (cell.strip() for cell in cells)):
                raise _not_capped(found, number) from None
            continue
        group = gathered.get((code, modifier, status))
        if group is None:
            if not CODE.fullmatch(pad_code(code.strip())):
                raise _not_capped(found, number)
            group = gathered[code, modifier, status] = []
        group.append(price)
    return _records(gathered)


def _read_runs(text: str, separator: str) -> Iterator[CapPrices] | None:
    """The same of a text in which each row is as CMS prints it: those of one code are read together.

    None for any other text, which is read row by row: that takes three times as long and says what is wrong.
    """
    header, line_end, _ = text.partition("\n")
    if '"' in header or "\r" in header[:-1] or not _is_header(header.split(separator)):
        return None
    run = re.compile(_RUN.replace(",", re.escape(separator)), re.ASCII)
    gathered: Gathered = {}
    at = len(header) + len(line_end)
    while block := run.match(text, at):
        start, code, modifier, status = block.groups()
        cells = block[0].replace(start, "").replace("\r", "").replace("\n", separator).split(separator)[:-1]
        gathered.setdefault((code, modifier, status), []).append(pack_cells(cells))
        at = block.end()
    return None if text[at:].strip(f"{separator}\r\n") else _records(gathered)


def _records(gathered: Gathered) -> Iterator[CapPrices]:
    for (code, modifier, status), prices in gathered.items():
        yield CapPrices(
            code=pad_code(code.strip()),
            modifier=modifier.strip(),
            status=status.strip(),
            prices=";".join(prices),
        )


def _place(named: tuple[str, str]) -> str:
    """The key of a locality. Raises ValueError for what is no number."""
    carrier, locality = named
    if not carrier.isdecimal() or not locality.isdecimal():
        raise ValueError(named)
    return locality_key(carrier, locality)


def _price(text: str) -> str:
    """An amount as printed. Raises ValueError for what is none."""
    plain = text.strip()
    if not _PRICE.fullmatch(plain):
        raise ValueError(text)
    return plain


def _not_capped(found: Found, number: int) -> InputError:
    return InputError(f"{found.entry.name}, line {number}: is not a capped amount. {UNEDITED}")


def _is_header(cells: list[str]) -> bool:
    return [fold(cell) for cell in cells[:5]] == _HEAD


READER = Reader(series="pfs-cap", recognize=recognize, rows=read, text=read_text, lines=read_flat)
