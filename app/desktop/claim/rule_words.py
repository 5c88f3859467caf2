"""What the panel says of a rule beyond its flag: its title, and what would let it look."""

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from app.coding.facts import Need
from app.coding.findings import Flag, NotChecked, Review
from app.desktop.claim.fields import LABELS

if TYPE_CHECKING:
    from app.rules.engine.rule import Rule

# Needs that official files answer; the others are in the bundled book.
IMPORTABLE: dict[Need, str] = {
    "pairs": "NCCI pairs",
    "units": "MUE",
    "add-ons": "NCCI add-ons",
    "fees": "fee schedule",
    "diagnoses": "ICD-10-CM",
}


def rule_title(slug: str) -> str:
    """The short title of a rule, or the slug where this version has no such rule."""
    rule = _rules().get(slug)
    return rule.title if rule else slug


def flag_title(flag: Flag) -> str:
    """The short title of a flag, or the slug where this version has no such rule."""
    from app.rules import title_of

    return title_of(flag) if flag.rule in _rules() else flag.rule


def can_import(missed: NotChecked) -> bool:
    """Whether an official file would let the rule look: its reason then says which to import."""
    return missed.rule in _rules() and "; import the " in missed.reason


def unstated_field(missed: NotChecked) -> str:
    """The path of the form field that the rule waits for, "" when it waits for none."""
    from app.rules.lookups.words import field_label

    for path in LABELS:
        with suppress(KeyError):  # no rule asks for this field
            if f"{field_label(path)} is not stated" in missed.reason:
                return path
    return ""


def missing_editions(review: Review) -> tuple[str, ...]:
    """The kinds of official files that a review wanted and the shelf does not have, for the status bar."""
    needs = {
        need for missed in review.not_checked if can_import(missed) for need in _rules()[missed.rule].needs
    }
    return tuple(name for need, name in IMPORTABLE.items() if need in needs)


@cache
def _rules() -> "dict[str, Rule]":
    from app.rules import ALL_RULES  # the rule book loads with the first review, not with the window

    return {rule.slug: rule for rule in ALL_RULES}
