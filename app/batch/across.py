"""The review of a claim among those of its run: at what was looked besides it, and what stands there."""

import functools
from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from app.batch.neighbors import Because, Beside, Neighbor
from app.coding.claim import Claim, coded_lines
from app.coding.elsewhere import Elsewhere, LineElsewhere
from app.coding.facts import Facts
from app.coding.findings import Review
from app.coding.library import FactSource
from app.review import review_facts
from app.rules.lookups.elsewhere import first_elsewhere, primary_elsewhere, repeat_of
from app.rules.lookups.joined import pair_elsewhere, same_guidance_elsewhere
from app.rules.lookups.partners import is_procedure

Role = Literal["primary", "first", "same-guidance", "column-1"]


class FoundElsewhere(Struct, frozen=True, gc=False):
    """What a line has on another claim of the day.

    `line` and `code` are those of the claim reviewed; `claim`, `at` and `other` name the other claim, its
    line and the code there. `role`: what that one is to this: its primary, the first service of a repeat,
    the same guidance once more, or column 1 of a PTP edit.
    """

    line: int
    code: str
    role: Role
    claim: str | int
    at: int
    other: str


class Across(Struct, frozen=True, gc=False):
    """Whether a claim was looked at among those of its run, or alone, and then why.

    `claims` counts the other claims of the patient's day. `found` is what bears on this one.
    """

    looked_at: Literal["run", "claim"]
    because: Because | None = None
    claims: int = 0
    found: tuple[FoundElsewhere, ...] = ()


def across_of(beside: Beside) -> Across:
    """Of a claim beside which nothing was found, or that was looked at alone. One record for the same."""
    return _alone(beside) if isinstance(beside, str) else _in_run(len(beside))


@functools.cache
def _alone(because: Because) -> Across:
    return Across("claim", because)


@functools.lru_cache(maxsize=64)
def _in_run(others: int) -> Across:
    return Across("run", None, others)


def review_across(claim: Claim, others: tuple[Neighbor, ...], library: FactSource) -> tuple[Review, Across]:
    """The review of a claim beside the other claims of its patient's day."""
    elsewhere = gather(claim, others, library)
    facts = msgspec.structs.replace(library.facts_for(claim), elsewhere=elsewhere)
    found = tuple(_find(claim, facts))
    return review_facts(claim, facts), Across("run", None, len(others), found)


def gather(claim: Claim, others: tuple[Neighbor, ...], library: FactSource) -> Elsewhere:
    """The lines of the other claims, with the look-ups that need the codes of both."""
    lines = tuple(line for each in others for line in each.lines)
    there = {each.line.code: each.line for each in lines}
    facts = library.facts_for(msgspec.structs.replace(claim, lines=(*claim.lines, *there.values())))
    own = {line.code for line in coded_lines(claim)}
    pairs = {pair: edit for pair, edit in facts.pairs.items() if pair[0] in there and pair[1] in own}
    known = facts.codes
    return Elsewhere(
        lines=lines,
        pairs=pairs,
        ended={pair: source for pair in pairs if (source := facts.carried_pair(*pair))},
        gap=facts.partial.get("pairs"),
        procedures=frozenset(code for code in there if is_procedure(code, facts)),
        visits=frozenset(code for code in there if code in known and known[code].kind == "evaluation"),
    )


def _find(claim: Claim, facts: Facts) -> Iterator[FoundElsewhere]:
    codes = [line.code for line in claim.lines]
    for number, line in enumerate(claim.lines, 1):
        roles: dict[Role, LineElsewhere | None] = {}
        if facts.primaries.get(line.code, frozenset()).isdisjoint(codes):
            roles["primary"] = primary_elsewhere(claim, facts, line)
        if repeat := repeat_of(line):
            roles["first"] = first_elsewhere(claim, facts, line, repeat)
        else:
            roles["same-guidance"] = same_guidance_elsewhere(claim, facts, line)
        joined = pair_elsewhere(claim, facts, line)
        roles["column-1"] = joined[1] if joined else None
        for role, found in roles.items():
            if found:
                yield FoundElsewhere(number, line.code, role, found.claim, found.number, found.line.code)
