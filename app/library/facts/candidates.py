"""Procedures that fit the documented technique and target, for a guidance code that lacks its primary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.coding.claim import Claim
from app.coding.facts import CodeFacts

if TYPE_CHECKING:
    from app.library.facts.day import Day

_MOST = 3


def find_candidates(day: Day, claim: Claim, known: Mapping[str, CodeFacts]) -> tuple[CodeFacts, ...]:
    """The listed primaries whose technique and target fit what is documented, best first, at most three."""
    technique, target = claim.documentation.technique, claim.documentation.target
    if technique is None or not target:
        return ()
    guidance = next(
        (code for code, facts in known.items() if facts.kind == "guidance" and facts.add_on_type), None
    )
    listed = day.primaries(guidance) if guidance else None
    return day.candidates(listed, technique, target.lower()) if listed else ()


def rank_candidates(day: Day, listed: frozenset[str], technique: str, target: str) -> tuple[CodeFacts, ...]:
    """Those of the `listed` codes that fit technique and target, best first, at most three."""
    scored: list[tuple[int, str, CodeFacts]] = []
    for code in listed:
        facts = day.code(code)
        if facts and technique in facts.techniques:
            score = max((_score(words, target) for words in facts.targets), default=0)
            if score:
                scored.append((-score, code, facts))
    return tuple(facts for _, _, facts in sorted(scored, key=lambda item: item[:2])[:_MOST])


def _score(words: str, target: str) -> int:
    """How much of a target phrase the documented target says: whole phrase, or all of its words."""
    phrase = words.lower()
    if phrase in target:
        return 10 + len(phrase)
    parts = phrase.split()
    return len(phrase) if len(parts) > 1 and all(part in target for part in parts) else 0
