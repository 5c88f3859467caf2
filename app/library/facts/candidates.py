"""Procedures that fit the documented technique and target, for a guidance code that lacks its primary."""

from collections.abc import Callable, Iterable

from app.coding.facts import CodeFacts

_MOST = 3


def rank_candidates(
    look_up: Callable[[str], CodeFacts | None], listed: Iterable[str], technique: str, target: str
) -> tuple[CodeFacts, ...]:
    """Those of the `listed` codes that fit technique and target, best first, at most three.

    `look_up` gives what is known of a code; `target` is in lower case.
    """
    scored: list[tuple[int, str, CodeFacts]] = []
    for code in listed:
        facts = look_up(code)
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
