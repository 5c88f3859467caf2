"""What Needlepoint can answer now: the page of a first start, with the CPT notice at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coding.editions import Edition
from app.coding.excerpts import say_excerpt
from app.coding.page_key import COMPARE, EXAMPLE, IMPORT, MAIN_CODE, WELCOME, page_key
from app.coding.pages import Fact, Page, Prose, Section, Way, Ways
from app.coding.sentences import count_of
from app.coding.series import SERIES, SeriesName
from app.coding.sources import Source
from app.coding.words import NOTICE
from app.desktop.status import edition_names

WAYS = Ways(
    (
        Way(f"Look up {MAIN_CODE}", MAIN_CODE),
        Way("Check an example claim", EXAMPLE),
        Way("Import CMS files…", IMPORT),
    )
)
TIPS = Ways(
    (
        Way("20610 77002", page_key("search", "20610 77002")),
        Way("fluoro needle", page_key("search", "fluoro needle")),
        Way("mod 26", page_key("search", "mod 26")),
        Way("POS 22", page_key("search", "POS 22")),
        Way("Compare guidance codes", COMPARE),
    ),
    label="Try",
    quiet=True,
)
LINES: tuple[tuple[str, tuple[SeriesName, ...]], ...] = (
    ("NCCI edits", ("ncci-ptp", "ncci-mue", "ncci-aoc")),
    ("Fee schedules", ("pfs-rvu", "opps-b")),
    ("Payment", ("pfs-gpci", "pfs-zip", "asc-aa", "asc-bb")),
    ("Code sets", ("hcpcs", "icd10cm")),
    ("Coverage", ("mcd-article", "mcd-lcd", "mcd-ncd")),
)
"""What can be imported, a line for each kind, and the series of it."""


def welcome_page(
    editions: Sequence[Edition], excerpts: Sequence[Source], on: date, *, with_notice: bool
) -> Page:
    """The page for the editions at hand; `excerpts` are the official tables of which the book has rows.

    `with_notice` puts the full CPT notice at its foot.
    """
    shelf = _shelf(editions, excerpts, on)
    sections = [Section("ways", "", (WAYS, TIPS)), Section("shelf", "On the shelf", (shelf,))]
    if with_notice:
        parts = tuple(Prose((Fact(label="", value=text),)) for text in NOTICE.split("\n\n"))
        sections.append(Section("notice", "CPT and the American Medical Association", parts))
    return Page(
        key=WELCOME,
        kind="start",
        code="What Needlepoint can answer now",
        label="",
        summary="Type a code, two codes or words at the left. Nothing leaves this machine.",
        as_of=on,
        sections=tuple(sections),
    )


def _shelf(editions: Sequence[Edition], excerpts: Sequence[Source], on: date) -> Prose:
    inside = "; ".join(say_excerpt(each, on) for each in excerpts)
    books = (
        Fact(
            label="Book",
            value=f"{item.edition}, {count_of(item.rows, 'row')}: guidance codes and what goes with them",
            note=f"Its excerpts are of {inside}." if inside else "",
        )
        for item in editions
        if item.source == "book"
    )
    return Prose((*books, *(_line(title, names, editions) for title, names in LINES)))


def _line(title: str, names: Sequence[SeriesName], editions: Sequence[Edition]) -> Fact:
    """The editions of some series; for those that are not there, what they would add."""
    held = ", ".join(edition_names(item for item in editions if item.source in names))
    lacking = [SERIES[name].adds for name in names if all(item.source != name for item in editions)]
    adds = f"{'; '.join(lacking)}." if lacking else ""
    if held:
        return Fact(label=title, value=held, note=f"Not imported: {adds}" if adds else "")
    return Fact(label=title, value=f"Not imported. Would add {adds}", state="missing")
