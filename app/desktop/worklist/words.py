"""What the table of a worklist says of a claim, in words. No Qt here."""

from __future__ import annotations

from collections.abc import Callable

from app.claims.worklist.listing import Group
from app.claims.worklist.row import OF_FILE, Row
from app.coding.dates import show_date
from app.coding.sentences import count_of
from app.coding.words import SEVERITIES, SEVERITY_NOUNS

STATES = {"waiting": "Not reviewed yet", "outside": "No needle code", "left": "Not checked"}
_WITHOUT: dict[str, str] = {**STATES, "file": OF_FILE}


def state_words(row: Row) -> str:
    """How far a claim is: "2 of 3 open", "Done", "No flags", "Not reviewed yet"; changed ones say so.

    "Done, 1 fixed" by a change; "Done, 1 still found" where a flag was only marked fixed.
    """
    if row.of_file:
        return "Not a claim"
    still = [f"{row.fixed} still found"] if row.fixed else []
    fixed = [f"{len(row.gone)} fixed"] if row.gone else ["changed"] if row.changed else []
    return ", ".join((_state(row), *fixed, *still))


def codes_words(row: Row) -> str:
    """The codes; of what has none, because it could not be read, why."""
    return ", ".join(row.codes) or row.left.removesuffix(".")


def group_words(group: Group, title_of: Callable[[str], str]) -> str:
    """The head of a group: the rule of the worst flag, or how far claims without a flag are, and how many."""
    words = title_of(group.rule) if group.rule else _WITHOUT.get(group.standing, "No flags")
    return f"{words} · {count_of(group.count, 'claim')}"


def shape_of(row: Row) -> str:
    """The state whose shape stands before a row: the worst flag, a tick only where every rule was checked."""
    if row.worst is not None:
        return row.worst
    return "ok" if row.stage == "reviewed" and not row.not_checked else "none"


def spoken(row: Row, payer: str) -> str:
    """The row as a screen reader says it."""
    found = [
        count_of(row.count(severity), *nouns)
        for severity, nouns in SEVERITY_NOUNS.items()
        if row.count(severity)
    ]
    missed = [f"{row.not_checked} not checked"] if row.not_checked else []
    worst = [f"worst {SEVERITIES[row.worst].lower()}"] if row.worst else []
    day = [show_date(row.day)] if row.day else []
    places = [f"place {', '.join(row.places)}"] if row.places else []
    parts = (
        row.reference,
        *day,
        codes_words(row),
        payer,
        *places,
        *worst,
        *found,
        *missed,
        state_words(row),
    )
    return ", ".join(filter(None, parts))


def _state(row: Row) -> str:
    if row.stage != "reviewed" and not row.flags:
        return "Not read" if row.stage == "left" and row.day is None else STATES[row.stage]
    if not row.flags:
        return "Done" if row.gone else "No flags"
    if not row.open:
        return "Done"
    some = f"{len(row.open)} of {len(row.flags)}" if len(row.open) < len(row.flags) else str(len(row.open))
    return f"{some} open"
