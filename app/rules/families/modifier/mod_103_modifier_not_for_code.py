"""Modifiers on codes that they are not defined for, and modifiers that exclude each other."""

from collections.abc import Iterator

from msgspec import Struct

from app.coding.claim import Claim, Line
from app.coding.facts import Facts, ModifierFacts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.coding.sources import Citation
from app.rules.engine.rule import Cite, cited, rule
from app.rules.families.modifier.misfits import misfit, why_not_compared
from app.rules.lookups.words import line_field, not_stated


@rule(
    id="MOD-103",
    slug="modifier-not-for-code",
    title="Modifier does not fit the code",
    severity="warning",
    basis="cms-policy",
    why="The modifier is defined for other services than this code.",
    remedy="Remove the modifier, or move it to the line it belongs to.",
    citations=(Cite("ncci-manual-ch1-2026", "section E"),),
    traits=("doubtful_modifier",),
)
def modifier_not_for_code(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find modifiers on codes that they are not defined for, and modifiers that exclude each other."""
    for number, line in enumerate(claim.lines, 1):
        if not line.modifiers:
            continue
        for modifier in dict.fromkeys(line.modifiers):
            known = facts.modifiers.get(modifier)
            if known is None or _is_for_other_claim_form(claim, known):
                continue
            if reason := why_not_compared(line, known, facts):
                yield Unchecked(f"{reason}, so {modifier} on line {number} was not compared.")
            if not (problem := misfit(claim, line, known, facts)):
                continue
            if problem.uncertain:
                yield problem.uncertain
            yield Finding(
                f"{modifier} on line {number}{problem.words or f' does not apply to {line.code}'}.",
                line=number,
                field=line_field(number, "modifiers"),
                severity=problem.severity,
                why=problem.why,
                remedy=problem.remedy,
                citations=problem.citations,
                carried=problem.read_in,
            )
        if len(line.modifiers) > 1 and (conflict := _conflicting_modifiers(claim, line, facts)):
            yield Finding(
                f"Line {number} carries {conflict.words}.",
                line=number,
                field=line_field(number, "modifiers"),
                why=conflict.why,
                remedy=conflict.remedy,
                citations=conflict.citations,
            )
        if "74" in line.modifiers and line.code not in facts.guidance.needle:
            yield from _after_anesthesia(claim, facts, number)


class ConflictingModifiers(Struct, frozen=True):
    """Modifiers of a line that exclude each other, why, what to do, and on whose word but the rule's."""

    words: str
    why: str
    remedy: str
    citations: tuple[Citation, ...] = ()


_DUPLICATE = ConflictingModifiers(
    "the same modifier twice",
    "A modifier counts once on a line; a second copy says nothing.",
    "Keep it once.",
)
_BOTH_SIDES = ConflictingModifiers(
    "RT and LT; use 50 or two lines",
    "A line with a side reports that side alone.",
    "Use 50, or one line for each side.",
)
_BILATERAL_AND_SIDE = ConflictingModifiers(
    "50 and a side; 50 already means both sides",
    "50 reports both sides, a side one of them.",
    "Keep 50 for both sides, or the side for one.",
)


def _is_for_other_claim_form(claim: Claim, known: ModifierFacts) -> bool:
    """Whether the claim states a form that does not take the modifier: that has a rule of its own."""
    return claim.claim_form is not None and claim.claim_form not in known.claim_forms


def _conflicting_modifiers(claim: Claim, line: Line, facts: Facts) -> ConflictingModifiers | None:
    """The modifiers of a line that exclude each other, or None."""
    carried = set(line.modifiers)
    if len(carried) < len(line.modifiers):
        return _DUPLICATE
    if pair := _mutually_exclusive(claim, line, facts):
        return pair
    if line.code in facts.guidance.needle or claim.documentation.laterality in ("right", "left"):
        return None  # there are rules for guidance on two sides, and for a side that the record does not have
    if {"RT", "LT"} <= carried:
        return _BOTH_SIDES
    return _BILATERAL_AND_SIDE if "50" in carried and carried & {"RT", "LT"} else None


def _mutually_exclusive(claim: Claim, line: Line, facts: Facts) -> ConflictingModifiers | None:
    """Two modifiers of a line that fit and yet do not go together; the others have rules of their own."""
    known = [facts.modifiers[modifier] for modifier in line.modifiers if modifier in facts.modifiers]
    candidates = [
        each
        for each in known
        if each.kind not in ("side", "component")
        and not _is_for_other_claim_form(claim, each)
        and not misfit(claim, line, each, facts)
    ]
    pairs = (
        ConflictingModifiers(
            f"{one.code} and {other.code}; a line takes one of the two",
            f"{one.code} and {other.code} are each for a case of their own, so one line does not take both.",
            "Keep the one that the record supports.",
            tuple(dict.fromkeys((*one.citations, *other.citations))),
        )
        for one in candidates
        for other in candidates
        if other.code in one.conflicts
    )
    return next(pairs, None)


def _after_anesthesia(claim: Claim, facts: Facts, number: int) -> Iterator[Finding | Unchecked]:
    if claim.documentation.anesthesia is None:
        yield not_stated("documentation.anesthesia", f"74 on line {number} was not checked")
    elif not claim.documentation.anesthesia:
        yield Finding(
            f"74 on line {number} means stopped after anesthesia; the record says it had not begun.",
            line=number,
            field=line_field(number, "modifiers"),
            severity="error",
            why="74 is for a service that was stopped once anesthesia had begun.",
            remedy="Use 73 before anesthesia, or 52 for a radiology service without it.",
            citations=cited((Cite("hia-2026", "74"),), facts.sources),
        )
