"""Local policy on a page: a section of its own, after all that the authorities say."""

from __future__ import annotations

from datetime import date

from msgspec import structs

from app.coding.dates import show_date
from app.coding.local import LocalItem, LocalPolicy
from app.coding.page_key import page_key, parse_key
from app.coding.pages import Answer, Fact, Page, Prose, Section

SECTION = "local-policy"
PAGE = page_key("rule", "local-policy")
"""The page of everything that the team laid down, which stands where a rule of the book has its page."""


_NONE = (Fact(label="", value="There is none."),)


def with_local(page: Page, local: LocalPolicy | None, on: date) -> Page:
    """The page with what the team laid down for its code or modifier and a date of service."""
    named = {parse_key(page.key).name, page.code}
    items = [
        item
        for item in (local.items if local else ())
        if item.in_force(on) and any(item.names(code) for code in named)
    ]
    if not items:
        return page
    facts = tuple(Fact(label="", value=_text(item), citations=(item.source.cite(item.id),)) for item in items)
    return structs.replace(page, sections=(*page.sections, Section(SECTION, "Local policy", (Prose(facts),))))


def local_page(local: LocalPolicy | None, on: date) -> Page:
    """The page of all local policy, of whatever dates, and of the files that are not used."""
    items = local.items if local else ()
    faults = local.faults if local else ()
    facts = (
        *(Fact(label="", value=_text(item), citations=(item.source.cite(item.id),)) for item in items),
        *(Fact(label="", value=fault) for fault in faults),
    )
    return Page(
        key=PAGE,
        kind="rule",
        code="Local policy",
        label="Rules and notes of your own organization",
        summary="Signed by a key that your administrator named. No authority stands behind it, and it "
        "changes nothing that an authority says.",
        as_of=on,
        sections=(Section(SECTION, "On the shared shelf", (Prose(facts or _NONE),)),),
    )


def with_local_facts(answer: Answer, local: LocalPolicy | None) -> Answer:
    """The answer about two codes with what the team laid down for one of them or for both together."""
    codes = {answer.code, answer.guidance}
    facts = tuple(
        Fact(label="Local policy", value=_text(item), citations=(item.source.cite(item.id),))
        for item in (local.items if local else ())
        if item.in_force(answer.date)
        and (codes.intersection(item.codes) or any(codes == set(pair) for pair in item.pairs))
    )
    return structs.replace(answer, facts=(*answer.facts, *facts)) if facts else answer


def _text(item: LocalItem) -> str:
    where = "; ".join(_where(item))
    return f"{item.source.publisher}: {item.text}" + (f" ({where})" if where else "")


def _where(item: LocalItem) -> list[str]:
    """Under what else it bears, for people."""
    pairs = [" with ".join(pair) for pair in item.pairs]
    listed = (("payer", item.payers), ("modifier", item.modifiers), ("pair", pairs))
    said = [f"{word} {', '.join(values)}" for word, values in listed if values]
    said += [f"from {show_date(item.first)}"] if item.first else []
    said += [f"to {show_date(item.last)}"] if item.last else []
    return said
