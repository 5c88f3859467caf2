"""The page of a code of the book as of a day: composed sections and authored ones in one order."""

from collections.abc import Iterable

from app.coding.pages import Page, Section
from app.library.book.book import CodeEntry
from app.library.facts.day import Day
from app.library.pages.code_articles import articles
from app.library.pages.code_facts import facts_section, short_facts
from app.library.pages.code_fees import fee_sets, payment
from app.library.pages.code_lists import add_to, leave_off
from app.library.pages.code_tables import (
    contains,
    denials,
    disagreements,
    guidance_codes,
    which,
    with_guidance,
)
from app.library.pages.pair_rows import pair_edits

_ORDER = (
    "facts", "with", "add-to", "which", "leave-off", "summary", "covers", "covers-not", "instead", "add-on",
    "units", "contains", "pair-edits", "modifiers", "payment", "documentation", "payers", "payers-inferred",
    "articles", "edits", "sites", "clinical", "history", "unavailable", "denials", "diagnoses", "disagree",
)  # fmt: skip
_KINDS = {"primary": "primary", "imaging": "imaging", "evaluation": "visit", "anesthesia": "anesthesia"}


def code_page(day: Day, code: str, authored: Page | None) -> Page:
    """The page of a code that the book holds. Raises KeyError for one that it does not."""
    entry = day.book.code(code)
    if entry is None:
        raise KeyError(code)
    return _guidance_page(day, code, authored) if authored else _other_page(day, code, entry)


def _guidance_page(day: Day, code: str, authored: Page) -> Page:
    sets = fee_sets(day, code)
    composed = (
        facts_section(day, code, authored, sets),
        add_to(day, code),
        which(day, code),
        leave_off(day, code),
        payment(day, code, sets),
        articles(day, code),
        denials(day),
    )
    return Page(
        key=code, kind="guidance", code=code, label=authored.label, summary=authored.summary, as_of=day.on,
        sections=_merge(composed, authored.sections), summary_citations=authored.summary_citations,
    )  # fmt: skip


def _other_page(day: Day, code: str, entry: CodeEntry) -> Page:
    """The page of any other code; where sources disagree, the ruling leads and their positions follow."""
    ruling = _ruling(day, code)
    sets = fee_sets(day, code)
    composed = (
        with_guidance(day, code),
        short_facts(day, code, entry, sets),
        add_to(day, code),
        leave_off(day, code) if entry.facts.kind == "guidance" else None,
        contains(day, code),
        pair_edits(day, code, [guidance for guidance in guidance_codes(day.book) if guidance != code]),
        payment(day, code, sets),
        articles(day, code),
        disagreements(day, code),
    )
    return Page(
        key=code, kind=_kind(day, entry), code=code, label=entry.facts.label,
        summary=f"{ruling} {_summary(entry)}".strip(), as_of=day.on,
        sections=_merge(composed, (), first="disagree" if ruling else ""),
        summary_citations=entry.facts.citations,
    )  # fmt: skip


def _kind(day: Day, entry: CodeEntry) -> str:
    """What the head of the page calls the code: a procedure that is an add-on on the day is no primary."""
    known = day.code(entry.facts.code)
    if entry.facts.kind == "primary" and known and known.add_on:
        return "add-on"
    return _KINDS.get(entry.facts.kind, "code")


def _ruling(day: Day, code: str) -> str:
    """What to do where authorities disagree on guidance inside the code on the day; "" where none do."""
    register = day.book.conflicts()
    disputed = [register.get(row.conflict or "") for row in day.about(code).inclusions]
    disputed += [
        each for each in register.values() if any(edit.startswith(f"{code} /") for edit in each.edits)
    ]
    return next((each.advice for each in disputed if each), "")


def _summary(entry: CodeEntry) -> str:
    family = f"{entry.family}." if entry.family else ""
    return f"{family} {entry.note}".strip()


def _merge(
    composed: Iterable[Section | None], authored: Iterable[Section], first: str = ""
) -> tuple[Section, ...]:
    """Sections in the order of the page; of one id the composed parts come first, then the authored ones.

    `first`: the section that comes before all others.
    """
    merged: dict[str, Section] = {}
    for section in (*composed, *authored):
        if section is None or not section.parts:
            continue
        before = merged.get(section.id)
        merged[section.id] = _joined(before, section) if before else section
    known = {item: place for place, item in enumerate(_ORDER)} | {first: -1}
    return tuple(sorted(merged.values(), key=lambda section: known.get(section.id, len(known) - 3)))


def _joined(first: Section, second: Section) -> Section:
    citations = first.citations or second.citations
    return Section(first.id, first.title, (*first.parts, *second.parts), citations)
