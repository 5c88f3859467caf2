"""What Needlepoint can answer now: the page of a first start, and the CPT notice before the first page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coding.editions import SERIES, Edition
from app.coding.page_key import IMPORT, WELCOME
from app.coding.pages import Fact, FactGrid, Page, Part, Prose, Row, Section, Table
from app.coding.series import SeriesName
from app.coding.words import NOTICE
from app.desktop.status import edition_name

# What each series of official files adds to the answers of the book.
_ADDS: dict[SeriesName, str] = {
    "ncci-ptp": "every pair of codes that NCCI does not pay together",
    "ncci-mue": "the units limit of every code",
    "ncci-aoc": "every add-on code with its primaries",
    "pfs-rvu": "relative values, indicators and status of every code",
    "hcpcs": "HCPCS Level II codes and modifiers",
    "icd10cm": "diagnosis codes",
    "opps-b": "status of every code in the hospital outpatient department",
}


def welcome_page(editions: Sequence[Edition], on: date, *, with_notice: bool) -> Page:
    """The page for the editions at hand. `with_notice` puts the full CPT notice first."""
    sections = []
    if with_notice:
        parts = tuple(Prose((Fact(label="", value=text),)) for text in NOTICE.split("\n\n"))
        sections.append(Section("notice", "CPT and the American Medical Association", parts))
    sections.append(Section("now", "What the book answers", (_book_part(editions),)))
    sections.append(Section("shelf", "What CMS files add", (_shelf_part(editions),)))
    return Page(
        key=WELCOME,
        kind="start",
        code="What Needlepoint can answer now",
        label="",
        summary="Type a code, two codes or words at the left. Nothing leaves this machine.",
        as_of=on,
        sections=tuple(sections),
    )


def _book_part(editions: Sequence[Edition]) -> Part:
    book = next((item for item in editions if item.source == "book"), None)
    facts = [
        Fact(label="Guidance codes", value="77002 and its siblings, side by side"),
        Fact(label="Two codes", value="Type 20610 77002"),
        Fact(label="Modifiers", value="Type mod 26"),
        Fact(label="Place of service", value="Type POS 22"),
    ]
    if book:
        facts.append(Fact(label="Edition", value=f"{book.edition}, {book.rows:,} rows"))
    return FactGrid(tuple(facts))


def _shelf_part(editions: Sequence[Edition]) -> Part:
    rows = []
    for series, adds in _ADDS.items():
        found = [item for item in editions if item.source == series]
        state = ", ".join(map(edition_name, found)) if found else "not imported"
        rows.append(Row((SERIES[series], adds, state), (), IMPORT))
    return Table(("CMS files", "What they add", "On the shelf"), tuple(rows))
