"""Official files that lie beside those that Needlepoint reads, so that each can be called by its name.

Source of names and headings: the releases themselves, as CMS ships them. A file is told by its first lines,
or failing that by its name; it is never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from app.releases.found import Found, Sample, refused
from app.releases.tables import fold

_LINES = 20


class Other(Struct, frozen=True, kw_only=True):
    """A kind of file: `title` with `of` make "the GPCI file of the fee schedule".

    `words`: one of these texts stands in the first lines, letters and digits alone compared. `line`: how a
    line of its text form begins. `name`: what its name holds, without regard to case.
    """

    title: str
    of: str
    words: tuple[str, ...] = ()
    line: str = ""
    name: str

    @property
    def sentence(self) -> str:
        """The kind, for a person."""
        return f"the {self.title} of {self.of}"


_FEES, _OPPS, _ASC, _DIAGNOSES = (
    "the fee schedule",
    "the hospital outpatient payment system",
    "the ASC payment system",
    "ICD-10-CM",
)
OTHERS = (
    Other(title="ZIP code file of nine digits", of=_FEES, name=r"ZIP9"),
    Other(title="workbook of ZIP codes (import the text beside it)", of=_FEES, name=r"ZIP5"),
    Other(
        title="Addendum DD (indicators and modifiers)",
        of=_ASC,
        words=("addendum dd", "addendum dd1", "addendum dd2"),
        name=r"addendum[-_ ]?DD",
    ),
    Other(
        title="Addendum D (indicators)",
        of=_OPPS,
        words=("addendum d1", "addendum d2"),
        name=r"addendum[-_ ]?D[12]",
    ),
    Other(
        title="Addendum E (inpatient only)",
        of=_OPPS,
        words=("as inpatient procedures",),
        name=r"addendum[-_ ]?E(?![a-z])",
    ),
    Other(
        title="fee file",
        of="the clinical laboratory fee schedule",
        words=(
            "clinical diagnostic laboratory fee schedule",
            "clinical laboratory fee schedule",
        ),
        name=r"CLAB(?:20)?\d\d|CLFS|clinical[-_ ]?(?:diagnostic[-_ ]?)?lab",
    ),
    Other(
        title="price file",
        of="the Part B drug (ASP) prices",
        words=("payment allowance limits for medicare part b drugs",),
        name=r"(?<![a-z])ASP(?![a-z])",
    ),
    Other(
        title="fee file",
        of="the DMEPOS fee schedule",
        words=("durable medical equipment prosthetics orthotics",),
        name=r"DMEPOS|(?<![a-z])DME\d\d",
    ),
    Other(
        title="fee file",
        of="the ambulance fee schedule",
        words=("ambulance fee schedule",),
        name=r"ambulance",
    ),
    Other(title="record layout", of="a CMS release", words=("record layout",), name=r"record[-_ ]?layout"),
    Other(
        title="alphabetic index",
        of=_DIAGNOSES,
        words=("icd10cm index",),
        name=r"icd10cm?[-_ ]?(?:e?index|drug)",
    ),
    Other(title="list of addenda", of=_DIAGNOSES, name=r"icd10cm.*addenda"),
    Other(
        title="list without headings",
        of=f"{_DIAGNOSES} (import the order file)",
        name=r"icd10cm[-_ ]?codes",
    ),
    Other(title="code list", of="ICD-10-PCS", words=("icd10pcs",), name=r"icd10pcs"),
    Other(
        title="unpacked table (import the ZIP that it came in)",
        of="the Medicare Coverage Database",
        words=("article id article version", "lcd id lcd version", "ncd id ncd vrsn num"),
        name=r"(?:article|lcd)_(?:x|related)_|ncd_trkg",
    ),
    Other(
        title="table",
        of="the outpatient code editor",
        words=("integrated outpatient code editor",),
        name=r"IOCE",
    ),
    Other(title="list of codes not otherwise classified", of="HCPCS Level II", name=r"NOC[-_ ]?codes"),
)


def name_other(sample: Sample) -> Found | None:
    """The file called by its name and refused, when it is one of `OTHERS`."""
    other = next(_candidates(sample), None)
    if other is None:
        return None
    problem = f"{sample.entry.name} is {other.sentence}; Needlepoint does not read it."
    return refused(sample, other.sentence, problem, "not-read")


def _candidates(sample: Sample) -> Iterator[Other]:
    """The kinds that fit, those told by their lines before those told by a name."""
    lines = [line for line in sample.lines[:_LINES] if line.strip()]
    text = f" {fold(' '.join(lines))} "
    for other in OTHERS:
        named = any(f" {words} " in text for words in other.words)
        if named or (other.line and lines and all(re.match(other.line, line) for line in lines)):
            yield other
    for name in sample.entry.own_names:
        yield from (other for other in OTHERS if re.search(other.name, name, re.IGNORECASE))
