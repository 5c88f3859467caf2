"""What part of a worklist leaves it, in words, so that some claims are not taken for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from app.claims.identifiers import looks_like_identifier
from app.claims.worklist.listing import Choice, Found
from app.coding.payers import payer_label
from app.coding.sentences import count_of
from app.coding.words import SEVERITIES

_FOUND: dict[Found, str] = {"none": "no flags", "not-checked": "not reviewed"}
_NOT_STATED = "not stated"


class Part(Struct, frozen=True):
    """`count` claims of the `total`; `choice` is the filter that chose them, None where the user did."""

    count: int
    total: int
    choice: Choice | None


def part_words(
    part: Part, payers: Mapping[str, str], places: Mapping[str, str], title_of: Callable[[str], str]
) -> str:
    """As in "4 of 40 claims, chosen by the filter (payer: Medicare)"; the mappings give words for ids."""
    words = f"{part.count:,} of {count_of(part.total, 'claim')}"
    if part.choice is None:
        return f"{words}, selected one by one"
    choice = part.choice
    place = f"{choice.place} {places.get(choice.place, '')}".strip() if choice.place else choice.place
    named = (
        ("rule", choice.rule and title_of(choice.rule)),
        ("flags", choice.found and _found_words(choice.found)),
        ("payer", payer_label(choice.payer, payers) if choice.payer else choice.payer),
        ("place", place),
        ("practitioner", choice.practitioner),
        ("drawn for a sample", choice.sample and count_of(len(choice.sample), "claim")),
        ("text", _typed(choice.text.strip()) or None),
    )
    values = "; ".join(f"{name}: {value or _NOT_STATED}" for name, value in named if value is not None)
    return f"{words}, chosen by the filter ({values})"


def _found_words(found: Found) -> str:
    return _FOUND[found] if found == "none" or found == "not-checked" else SEVERITIES[found].lower()


def _typed(text: str) -> str:
    """What was typed into the filter; not where it looks as if it named a person."""
    return "words that are not repeated here" if looks_like_identifier(text) else text
