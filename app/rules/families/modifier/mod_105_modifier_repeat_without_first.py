"""Modifiers for a repeat without a first service."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.elsewhere import first_elsewhere, repeat_of
from app.rules.lookups.surplus import named_side
from app.rules.lookups.words import line_field

_KEEP_76 = "Keep 76 if an earlier claim of the day reports the first service. Otherwise remove it."
_SECOND_SIDE = "Remove {}: the second side is no repeat. Keep it only if this side was done twice."
_KEEP_77 = "Keep 77 if another practitioner reported the first service. Otherwise remove it."


@rule(
    id="MOD-105",
    slug="modifier-repeat-without-first",
    title="Repeat without a first service",
    severity="warning",
    basis="cms-policy",
    why="76 and 77 mark a service that was repeated on the same day.",
    remedy="Look for the claim that reports the first service, or remove the modifier.",
    citations=(Cite("ncci-manual-ch1-2026", "section E"),),
    modifiers=("76", "77"),
)
def modifier_repeat_without_first(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 76 or 77 without a first service. It may stand on another claim, so the flag is a warning."""
    reported: set[tuple[str, str]] = set()
    for number, line in enumerate(claim.lines, 1):
        repeat = repeat_of(line)
        if (
            not repeat
            or (line.code, repeat) in reported
            or any(_is_first_service(line, other) for other in claim.lines)
            or first_elsewhere(claim, facts, line, repeat)
        ):
            continue
        if repeat == "77" and claim.documentation.separate_encounter:
            continue
        reported.add((line.code, repeat))
        other = _on_other_side(claim, line)
        yield Finding(
            f"{repeat} on line {number} says that {line.code} was repeated; "
            + (f"line {other} is of the other side." if other else "no line reports the first."),
            line=number,
            field=line_field(number, "modifiers"),
            remedy=_SECOND_SIDE.format(repeat) if other else _KEEP_76 if repeat == "76" else _KEEP_77,
        )


def _on_other_side(claim: Claim, line: Line) -> int:
    """The line that reports the code of a repeat on the other side, or 0."""
    for number, other in enumerate(claim.lines, 1):
        if other.code == line.code and not repeat_of(other):
            return number
    return 0


def _is_first_service(line: Line, other: Line) -> bool:
    """Whether a line may report what another repeats: the code, and not the other side in one encounter."""
    if other.code != line.code or repeat_of(other):
        return False
    return {named_side(line), named_side(other)} != {"RT", "LT"} or other.encounter != line.encounter
