"""ICD-10-CM: the order file, and the tabular list in XML when the order file is not at hand.

Source: CMS, ICD-10-CM code descriptions in tabular order (fixed width: 7-13 code, 15 billable, 17-76
short text, 78 on long text) and the tabular list. The fiscal year runs from October 1; an April update
replaces it from April 1. The tabular list does not print codes with a seventh character: they are made
from `sevenChrDef`, inherited from the headings above, with X filling the empty places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO
from xml.etree import ElementTree as ET

from msgspec import Struct

from app.coding.errors import InputError
from app.coding.official import Diagnosis
from app.releases.archive import UNEDITED
from app.releases.found import Found, Sample, recognized
from app.releases.names import Term, find
from app.releases.readers.reader import Reader

_ORDER_LINE = re.compile(r"(\d{5}) ([A-Z][0-9A-Z]{2,6}) {1,5}([01]) (.{1,60})(?: (.*))?")
_SAMPLE_LINE = re.compile(r"\d{5} [A-Z][0-9A-Z]{2,6} +[01] \S")
_BARRED = re.compile(
    r"7th characters? ([A-Z](?:(?:,| and) [A-Z])*) do not apply to codes .*?with (6th character .*)"
)
_SIXTHS = re.compile(r"(?:6th character|or) ([0-9A-Z]) -")
_CODE = re.compile(r"[A-Z][0-9A-Z]{2}(?:\.[0-9A-Z]{1,4})?")


def recognize(sample: Sample) -> Found | None:
    """The order file by the shape of its lines, the tabular list by its root element."""
    if sample.form == "xml":
        head = "".join(sample.lines)
        if "<ICD10CM.tabular>" not in head:
            return None
        version = re.search(r"<version>\s*(20\d\d)", head)
        year = int(version[1]) if version else None
        return recognized(sample, "icd10cm", "ICD-10-CM tabular list", _term(year, sample.names))
    lines = [line for line in sample.lines if line.strip()][:5]
    if not lines or not all(map(_SAMPLE_LINE.match, lines)):
        return None
    named = find(r"order[-_ ]?(20\d\d)", sample.names) or find(r"(?<!\d)(20[2-9]\d)(?!\d)", sample.names)
    year = int(named[1]) if named else None
    return recognized(sample, "icd10cm", "ICD-10-CM codes", _term(year, sample.names), flat=True)


def read_order(lines: Iterator[str], found: Found) -> Iterator[Diagnosis]:
    """Each line of the order file. The label is the long text."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        match = _ORDER_LINE.fullmatch(line.rstrip("\r\n"))
        if not match:
            raise InputError(
                f"{found.entry.name}, line {number}: does not fit the ICD-10-CM order file. {UNEDITED}"
            )
        long = line[77:].strip() or match[4].strip()
        yield Diagnosis(match[2], match[3] == "1", long)


def read_tabular(stream: IO[bytes], found: Found) -> Iterator[Diagnosis]:
    """Each code of the tabular list, seventh characters filled in, headings included, in the list's order."""
    try:
        root = ET.fromstring(stream.read().rstrip(b"\x1a \t\r\n"))
    except (ET.ParseError, LookupError, ValueError) as error:
        what = (
            "breaks off or is not XML" if isinstance(error, ET.ParseError) else "has an unknown XML encoding"
        )
        raise InputError(f"{found.entry.name} {what}. {UNEDITED}") from None
    for top in root.iterfind("./chapter/section/diag"):
        yield from _walk(top, Sevenths(), found.entry.name)


class Sevenths(Struct, frozen=True):
    """The seventh characters below a heading; `barred` ones do not go with a sixth character in `sixths`."""

    texts: Mapping[str, str] = {}
    barred: str = ""
    sixths: str = ""


def _own_sevenths(diag: ET.Element) -> Sevenths | None:
    """What a heading defines. Category S06 bars D and S after a death, and says so only in a note."""
    own = diag.find("sevenChrDef")
    if own is None:
        return None
    texts = {item.get("char", ""): (item.text or "").strip() for item in own.iterfind("extension")}
    notes = " ".join(" ".join((note.text or "").split()) for note in diag.iterfind("notes/note"))
    match = _BARRED.search(notes)
    return Sevenths(texts, match[1], "".join(_SIXTHS.findall(match[2]))) if match else Sevenths(texts)


def _walk(diag: ET.Element, above: Sevenths, name: str) -> Iterator[Diagnosis]:
    code, label = (diag.findtext("name") or "").strip(), (diag.findtext("desc") or "").strip()
    if not _CODE.fullmatch(code) or not label:
        raise InputError(
            f"{name}: holds a heading that is not an ICD-10-CM code with a description. {UNEDITED}"
        )
    plain = code.replace(".", "")
    above = _own_sevenths(diag) or above
    below = diag.findall("diag")
    yield Diagnosis(plain, not below and (not above.texts or len(plain) == 7), label)
    for item in below:
        yield from _walk(item, above, name)
    if not below and len(plain) < 7:
        for char, text in above.texts.items():
            if char in above.barred and plain[5:6] in tuple(above.sixths):
                continue
            yield Diagnosis(plain.ljust(6, "X") + char, billable=True, label=f"{label}, {text}")


def _term(year: int | None, names: tuple[str, ...]) -> Term | None:
    if year is None:
        return None
    last = date(year, 9, 30)
    if find(r"(?<![a-z])apr(?:il)?(?![a-z])", names):
        return Term(f"FY{year} April", date(year, 4, 1), last)
    return Term(f"FY{year}", date(year - 1, 10, 1), last)


READER = Reader(series="icd10cm", recognize=recognize, lines=read_order, document=read_tabular)
