"""What Needlepoint can answer now: the page of a first start, and the CPT notice before the first page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coding.editions import Edition
from app.coding.page_key import IMPORT, WELCOME
from app.coding.pages import Fact, FactGrid, Page, Part, Prose, Row, Section, Table
from app.coding.series import SERIES
from app.coding.words import NOTICE
from app.desktop.status import edition_name


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
    for series in SERIES.values():
        if not series.adds:
            continue
        found = [item for item in editions if item.source == series.name]
        state = ", ".join(map(edition_name, found)) if found else "not imported"
        rows.append(Row((series.title, series.adds, state), (), IMPORT))
    return Table(("CMS files", "What they add", "On the shelf"), tuple(rows))
