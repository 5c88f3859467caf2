"""Procedures that fit the documented technique and target, for a guidance code that lacks its primary."""

from app.coding.dates import covers
from app.coding.facts import CodeFacts
from app.coding.words import Technique
from app.library.facts.day import Day

_MOST = 3


def find_candidates(day: Day, guidance: str, technique: Technique, target: str) -> tuple[CodeFacts, ...]:
    """The procedures on a dictated target that `guidance` may be added to, likeliest first, at most three.

    Each is a primary listed for the guidance on the day, valid then, and none that already contains the
    guidance, goes with another guidance code or needs a primary of its own.
    """
    named = (day.code(code) for code in day.book.anatomy().codes_for(target))
    fitting = (
        facts
        for facts in named
        if facts and technique in facts.techniques and _may_take(day, facts, guidance)
    )
    return tuple(fitting)[:_MOST]


def _may_take(day: Day, procedure: CodeFacts, guidance: str) -> bool:
    """Whether `guidance` may be added to a procedure on the day, as far as the shelf knows."""
    about = day.about(procedure.code)
    edit = day.pair(procedure.code, guidance)
    elsewhere = {row.guidance for row in about.inclusions} | {row.guidance for row in about.alternatives}
    return (
        procedure.code in (day.primaries(guidance) or ())
        and covers(procedure.first, procedure.last, day.on)
        and not procedure.add_on
        and edit is None
        and guidance not in elsewhere
    )
