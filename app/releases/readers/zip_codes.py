"""The payment locality of each five-digit ZIP code, text of 80 columns.

Source: CMS, Zip Code to Carrier Locality file, ZIP5 and its record layout. The quarter stands in each row.
A state is not always that of the post: Kansas has EK and WK. The file by nine digits has the same beginning
and is named, not read; so is the workbook beside the text, whose headings nobody here has seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.coding.errors import InputError
from app.coding.payment_rows import ZipLocality
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized, refused
from app.releases.names import Term, quarter
from app.releases.readers.reader import Reader

_LINE = re.compile(r"([A-Z]{2})(\d{5})(\d{5})(\d\d)([ RB]).{5}([01 ]).[A-Z ].{52}(20\d\d[1-4])\s*", re.ASCII)
_NINE = re.compile(r"[A-Z]{2}\d{12}[ RB].{5}[01]\d{4}.{6}[A-Z ]", re.ASCII)
_TITLE = "ZIP codes and localities"


def recognize(sample: Sample) -> Found | None:
    """The text by the shape of its first line."""
    line = sample.lines[0] if sample.form == "csv" and sample.lines else ""
    if _NINE.match(line):
        sentence = f"{sample.entry.name} goes by nine digits; Needlepoint reads the ZIP5 file."
        return refused(sample, "ZIP codes of nine digits", sentence)
    match = _LINE.fullmatch(line)
    return recognized(sample, "pfs-zip", _TITLE, _term(match[7]), flat=True) if match else None


def read_flat(lines: Iterator[str], found: Found) -> Iterator[ZipLocality]:
    """Each ZIP code of the text form."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if not match:
            raise InputError(f"{found.entry.name}, line {number}: is not a ZIP code. {UNEDITED}")
        state, zip_code, carrier, locality, rural, flag, _ = match.groups()
        yield ZipLocality(
            zip=zip_code,
            state=state,
            locality=f"{carrier}-{locality}",
            rural=rural.strip(),
            plus_four=flag == "1",
        )


def _term(stated: str) -> Term:
    return quarter(int(stated[:4]), int(stated[4]))


READER = Reader(series="pfs-zip", recognize=recognize, lines=read_flat)
