"""Modifiers for a repeat and for a notice to the patient."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.examples.example import example
from app.rules.lookups.partners import guidance_lines, inclusions, without
from app.rules.lookups.primaries import has_listed_primary
from app.rules.lookups.words import line_field

_LIABILITY = frozenset({"GA", "GX", "GY", "GZ"})


@rule(
    id="MOD-105",
    slug="modifier-repeat-without-first",
    title="Repeat without a first service",
    severity="error",
    basis="cms-policy",
    why="76 and 77 mark a service that was repeated on the same day.",
    remedy="Report the first service as well, or remove the modifier.",
    citations=(Cite("ncci-manual-ch1-2026", "section E"),),
    modifiers=("76", "77"),
    examples=(
        example("76 alone", "20610, 77002-76", "error line 2"),
        example("77 alone", "20610-77", "warning line 1"),
        example("77, and the record has two encounters", "20610-77", separate_encounter=True),
        example("76 with a first service", "20610, 77002, 20610-76@2, 77002-76@2", separate_encounter=True),
        example("both lines repeat", "20610-76, 20610-76", "error line 1"),
        example("one repeats 76, one 77", "20610-76, 20610-77", "error line 1", "warning line 2"),
        example("no repeat", "20610, 77002"),
    ),
)
def modifier_repeat_without_first(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find 76 or 77 without a first service. For 77 it may lie on another practitioner's claim."""
    told: set[tuple[str, str]] = set()
    for number, line in enumerate(claim.lines, 1):
        repeat = "76" if "76" in line.modifiers else "77" if "77" in line.modifiers else ""
        if not repeat or (line.code, repeat) in told or any(_first(line, other) for other in claim.lines):
            continue
        if repeat == "77" and claim.documentation.separate_encounter:
            continue
        told.add((line.code, repeat))
        yield Finding(
            f"{repeat} on line {number} says that {line.code} was repeated; no line reports the first.",
            line=number,
            field=line_field(number, "modifiers"),
            severity=None if repeat == "76" else "warning",
            remedy=""
            if repeat == "76"
            else "Keep 77 if another practitioner reported the first service. Otherwise remove it.",
        )


def _first(line: Line, other: Line) -> bool:
    return other.code == line.code and "76" not in other.modifiers and "77" not in other.modifiers


@rule(
    id="MOD-106",
    slug="modifier-liability-on-ncci",
    title="Notice modifier on an NCCI denial",
    severity="error",
    basis="cms-policy",
    why="An NCCI denial stays with the provider. No notice moves it to the patient.",
    remedy="Remove the modifier, and correct the pair.",
    citations=(Cite("noridian-co236", "CO-236"),),
    needs=("add-ons", "inclusions"),
    on_guidance=tuple(sorted(_LIABILITY)),
    examples=(
        example("GA where guidance is inside the code", "27096, 77002-GA", "error line 2"),
        example("GZ on an add-on alone", "77002-GZ", "error line 1"),
        example("two notices", "77002-GZ-GA", "error line 1"),
        example("GA beside a listed primary", "20610, 77002-GA"),
        example("GA where CPT alone bars guidance, and no edit (K1)", "64447, 77002-GA"),
        example("GZ where CPT alone bars it, the day before", "64447, 77002-GZ", on="2022-12-31"),
        example("GA beside a listed primary and an included code", "20610, 27096, 77002-GA", "error line 3"),
        example("GA on the procedure", "27096-GA, 77002"),
        example(
            "GA on ultrasound guidance inside the code",
            "20611, 76942-GA",
            "error line 2",
            modality="ultrasound",
        ),
        example("GA on ultrasound guidance", "20206, 76942-GA", modality="ultrasound"),
        example("commercial payer", "27096, 77002-GA", payer="aetna"),
        example("payer not stated", "27096, 77002-GA", "error line 2", payer=None),
        example("no notice", "27096, 77002"),
        example("GA beside another modifier", "27096, 77002-26-GA", "error line 2"),
    ),
)
def modifier_liability_on_ncci(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find notice modifiers on guidance that NCCI denies, for Medicare: by a pair edit, or alone."""
    if claim.payer not in (None, "medicare"):
        return
    for number, line in guidance_lines(claim):
        notices = [modifier for modifier in line.modifiers if modifier in _LIABILITY]
        if not notices:
            continue
        paired = any(row.pair_edit for _, row in inclusions(claim, facts, line.code))
        alone = line.code in facts.primaries and not has_listed_primary(claim, facts, line.code)
        if paired or alone:
            yield Finding(
                f"{notices[0]} on line {number} does not move an NCCI denial of {line.code} to the patient.",
                line=number,
                field=line_field(number, "modifiers"),
                edit=Edit(f"Remove {notices[0]}", number, "modifiers", without(line, notices[0]))
                if len(notices) == 1
                else None,
                remedy=f"Remove the modifier. {line.code} needs a listed primary beside it."
                if not paired
                else "",
            )


RULES = (modifier_repeat_without_first, modifier_liability_on_ncci)
