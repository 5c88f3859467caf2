"""Guidance reported more than once in an encounter."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.ncci import warning_unless_ncci
from app.rules.lookups.surplus import (
    REPEAT_OR_DISTINCT,
    encounter_unit_lines,
    is_included_or_stacked,
    no_separate_needle,
    repeated_guidance,
)
from app.rules.lookups.words import line_field


@rule(
    id="UNI-101",
    slug="unit-is-encounter",
    title="Guidance is one unit per encounter",
    severity="error",
    basis="cms-policy",
    direction="over",
    why=(
        "The unit of needle guidance is the encounter, whatever the number of needles, lesions, "
        "joints or sides."
    ),
    remedy="Report one unit for the encounter.",
    citations=(Cite("ncci-manual-ch9", "G 3"), Cite("ncci-mue", of_code=True)),
    traits=("guidance", "several_guidance_units"),
)
def unit_is_encounter(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance with more than one unit, or on more than one line."""
    for number, line in encounter_unit_lines(claim, facts):
        if line.units > 1 and not is_included_or_stacked(claim, facts, number, line):
            yield Finding(
                f"{line.code} on line {number} has {line.units} units; guidance is one unit per encounter.",
                line=number,
                field=line_field(number, "units"),
                severity=warning_unless_ncci(facts),
                edit=Edit("Set units to 1", number, "units", 1),
            )
    for number, line, first, separate in repeated_guidance(claim, facts):
        yield (
            _separate_encounters(claim, number, line, first)
            if separate
            else _repeated_in_encounter(facts, number, line, first)
        )


def _separate_encounters(claim: Claim, number: int, line: Line, first: int) -> Finding:
    shown = claim.documentation.separate_encounter
    keep = (
        "The record shows two encounters." if shown else "Keep both only if the record shows two encounters."
    )
    return Finding(
        f"{line.code} is on lines {first} and {number}. The MUE is 1 per date of service, so expect a "
        "denial.",
        line=number,
        field=line_field(number, "code"),
        severity="warning",
        remedy=f"{keep} A denial can be appealed with it.",
    )


def _repeated_in_encounter(facts: Facts, number: int, line: Line, first: int) -> Finding:
    return Finding(
        f"{line.code} is already on line {first} for this encounter.",
        line=number,
        field=line_field(number, "code"),
        why=no_separate_needle(line),
        severity=warning_unless_ncci(facts),
        edit=Edit(f"Remove line {number}", number, "line")
        if REPEAT_OR_DISTINCT.isdisjoint(line.modifiers)
        else None,
    )
