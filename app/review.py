"""The one road from a claim to flags: gather facts, run the rules, state the outcome."""

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Flag, Review
from app.coding.library import FactSource
from app.coding.reasons import NotChecked, Unchecked, not_checked
from app.coding.words import Outcome
from app.rules import CHECKS, run


def review(claim: Claim, library: FactSource) -> Review:
    """Review one claim. Pure given the editions of `library`: the same claim gives the same review."""
    return review_facts(claim, library.facts_for(claim))


def review_facts(claim: Claim, facts: Facts) -> Review:
    """Review one claim by facts gathered before, to which those of other claims of the day may be added."""
    flags, checked, not_checked = run(claim, facts)
    return Review(
        schema=1,
        outcome=_outcome(claim, flags, not_checked),
        flags=flags,
        checked=checked,
        not_checked=not_checked,
        editions=facts.editions,
    )


def leave_unchecked(reason: str) -> Review:
    """The review of a claim that was read and is not checked: each rule says why."""
    left = tuple(not_checked(rule.slug, (Unchecked(reason),)) for rule in CHECKS)
    return Review(schema=1, outcome="incomplete", flags=(), checked=(), not_checked=left, editions=())


def _outcome(claim: Claim, flags: tuple[Flag, ...], not_checked: tuple[NotChecked, ...]) -> Outcome:
    """Issues when there is an error or a warning; else incomplete when something could not be checked.

    A claim whose file does not add up may lack lines, so it is never clean.
    """
    if flags and flags[0].severity != "info":
        return "issues"
    return "incomplete" if not_checked or claim.file_warnings else "clean"
