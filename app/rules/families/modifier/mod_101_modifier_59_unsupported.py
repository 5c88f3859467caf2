"""Modifiers for a distinct service that the record does not support."""

from collections.abc import Iterator

from msgspec.structs import replace

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Gap, Unchecked
from app.coding.sources import Source
from app.coding.words import Severity
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.documentation import NO_RECORD, is_without_record
from app.rules.lookups.ncci import INJECTION_MODIFIERS, guided_arthrogram_injection
from app.rules.lookups.partners import (
    DISTINCT,
    alternatives,
    eligible_primaries,
    guidance_lines,
    has_bypass_modifier,
    has_different_sites,
    inclusions,
    is_visit,
)
from app.rules.lookups.surplus import SIDES, is_surplus, named_side
from app.rules.lookups.words import line_field


@rule(
    id="MOD-101",
    slug="modifier-59-unsupported",
    title="Separate service not supported",
    severity="error",
    basis="cms-policy",
    direction="over",
    why=(
        "59 and the X{EPSU} modifiers report a separate site or encounter. Another diagnosis or another "
        "procedure is not enough."
    ),
    remedy="Show the separate site or encounter in the record, or remove the modifier.",
    citations=(Cite("ncci-manual-ch1-2026", "section E"),),
    modifiers=tuple(sorted(DISTINCT)),
)
def modifier_59_unsupported(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 59, XE, XP, XS and XU whose separate service the record denies or does not state.

    Beside needle guidance on any line; else on a line for which it bypasses a PTP edit.
    """
    guided = bool(guidance_lines(claim, facts))
    for number, line in enumerate(claim.lines, 1):
        if not line.modifiers:
            continue
        distinct = [modifier for modifier in line.modifiers if modifier in DISTINCT]
        if not distinct or _is_explained_elsewhere(claim, facts, number, line):
            continue
        stated = _documented_as_separate(claim, distinct[0])
        if stated or (distinct[0] in INJECTION_MODIFIERS and _marks_arthrogram_injection(claim, facts, line)):
            continue
        others = [] if guided else _lines_it_may_bypass(claim, facts, line)
        partner = _bypassed_code(facts, line, others)
        if (guided or partner) and stated is None and is_without_record(claim):
            yield NO_RECORD
        elif guided or partner:
            unsupported = _unsupported(number, distinct[0], partner, stated)
            yield unsupported if guided else replace(unsupported, carried=_read_in(facts, line.code, partner))
        elif others and (unread := _unread_pairs(facts)):
            yield Unchecked(
                f"Whether {distinct[0]} on line {number} bypasses a PTP edit was not checked.", gap=unread
            )


def _unread_pairs(facts: Facts) -> Gap | None:
    """What keeps the PTP edits of the date from being looked up, all or in part."""
    return facts.missing.get("pairs") or facts.partial.get("pairs") or facts.gaps_carried.get("pairs")


def _read_in(facts: Facts, code: str, other: str) -> Source | None:
    """The ended edition in which the edit of two codes was read, or None."""
    return facts.carried_pair(code, other) or facts.carried_pair(other, code)


def _documented_as_separate(claim: Claim, modifier: str) -> bool | None:
    """What the record says of the service being separate: True, False or None (not stated)."""
    site, encounter = claim.documentation.separate_site, claim.documentation.separate_encounter
    if modifier == "XS":
        return site
    if modifier == "XE":
        return encounter
    if site or encounter:
        return True
    return None if site is None or encounter is None else False


def _marks_arthrogram_injection(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether a modifier only tells the guidance of an arthrogram's injection from the CT or MR exam."""
    for other in claim.lines:
        pair = facts.pairs.get((other.code, line.code)) or facts.pairs.get((line.code, other.code))
        if pair is not None and guided_arthrogram_injection(claim, facts, line.code, other.code):
            return True
    return False


def _unsupported(number: int, modifier: str, partner: str, stated: bool | None) -> Finding:
    """What the record lacks; `partner`: the code past whose PTP edit the modifier takes the line."""
    severity: Severity = "error" if stated is False else "warning"
    says = "says there was none" if stated is False else "does not say so"
    past = f" and bypasses the PTP edit with {partner}" if partner else ""
    return Finding(
        f"{modifier} on line {number} claims a separate service{past}; the record {says}.",
        line=number,
        field=line_field(number, "modifiers"),
        severity=severity,
    )


def _lines_it_may_bypass(claim: Claim, facts: Facts, line: Line) -> list[Line]:
    """The lines whose PTP edit with a line nothing but its modifier for a separate service would open.

    A visit opens with modifiers of its own, and different sides or fingers on two lines show two sites.
    """
    if _is_part_of_procedure(claim, facts, line):
        return []
    return [
        other
        for other in claim.lines
        if other.code != line.code
        and not is_visit(other, facts)
        and not has_different_sites(facts, line, other)
        and not has_bypass_modifier(facts, line, other, excluding=DISTINCT)
        and not _is_part_of_procedure(claim, facts, other)
    ]


def _bypassed_code(facts: Facts, line: Line, others: list[Line]) -> str:
    """The first code of others past whose edit with indicator 1 a line gets, or nothing."""
    for other in others:
        edit = facts.pairs.get((other.code, line.code)) or facts.pairs.get((line.code, other.code))
        if edit is not None and edit.indicator == "1":
            return other.code
    return ""


def _is_part_of_procedure(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether inclusion or family names a line: fluoroscopy that no procedure but those leaves room for."""
    rows = (*inclusions(claim, facts, line.code), *alternatives(claim, facts, line.code))
    return bool(rows) and not eligible_primaries(claim, facts, line.code)


def _is_explained_elsewhere(claim: Claim, facts: Facts, number: int, line: Line) -> bool:
    """Whether another rule has it: 59 on a visit, guidance that has to go or is inside an arthrogram."""
    if is_visit(line, facts):
        return True
    if claim.documentation.radiographic_arthrogram and any(
        row.ground == "arthrography" for _, row in inclusions(claim, facts, line.code)
    ):
        return True
    return is_surplus(claim, facts, number, line) or _is_second_side(claim, facts, line)


def _is_second_side(claim: Claim, facts: Facts, line: Line) -> bool:
    """Whether guidance is there for the other side as well: the rule for sides says that 59 does not help."""
    sides = {named_side(other) for other in claim.lines if other.code == line.code}
    return line.code in facts.guidance.encounter_unit and sides.issuperset(SIDES)
