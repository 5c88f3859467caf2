"""Medically unlikely edits (MUE) of codes whose unit is not the encounter."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.ncci import warning_unless_ncci
from app.rules.lookups.partners import NumberedLine
from app.rules.lookups.surplus import named_side
from app.rules.lookups.words import line_field, listed


@rule(
    id="EDT-102",
    slug="mue-exceeded",
    title="Units exceed the MUE",
    severity="error",
    basis="cms-edit",
    direction="over",
    why="The MUE is the most units of a code that CMS allows for one patient and date by one provider.",
    remedy="Correct the units, or be ready to show why more were needed.",
    citations=(Cite("ncci-mue", "MUE", of_code=True),),
    needs=("units",),
    traits=("units_to_count", "units_in_doubt"),
)
def mue_exceeded(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes with more units than their MUE: of the line for MAI 1, of the day for MAI 2 and 3."""
    counted_lines = [
        (number, line, facts.units.get(line.code))
        for number, line in enumerate(claim.lines, 1)
        if line.code and line.code not in facts.guidance.encounter_unit
    ]
    unknown = [line.code for _, line, limit in counted_lines if limit is None]
    if unknown:
        yield _limits_unknown(unknown, facts)
    totals: dict[str, int] = {}
    for number, line, limit in counted_lines:
        if limit is None:
            continue
        before = 0 if limit.adjudication == "1" else totals.get(line.code, 0)
        totals[line.code] = units = before + line.units
        if units <= limit.value or before > limit.value:
            continue
        counted = (
            [(number, line)] if limit.adjudication == "1" else _lines_with_code(claim, line.code, number)
        )
        span = "claim line" if limit.adjudication == "1" else "date of service"
        appeal = "cannot be appealed" if limit.adjudication == "2" else "can be appealed with the record"
        yield Finding(
            f"{line.code} has {_units_and_lines(counted, units)}; MUE {limit.value}, "
            f"MAI {limit.adjudication} (per {span}).",
            line=number,
            field=line_field(number, "units"),
            severity=warning_unless_ncci(facts),
            remedy=f"{_correction(counted)} A denial under this MUE {appeal}.",
            carried=facts.carried.get(("ncci-mue", line.code)),
        )


def _limits_unknown(codes: list[str], facts: Facts) -> Unchecked:
    """That the MUE values of codes whose unit is not the encounter were not all looked up."""
    gap = facts.partial.get("units") or facts.gaps_carried.get("units")
    why = "" if gap else " CMS does not publish every MUE."
    return Unchecked(f"No MUE value was found for {listed(dict.fromkeys(codes))}.{why}", gap=gap)


def _lines_with_code(claim: Claim, code: str, upto: int) -> list[NumberedLine]:
    """The lines with a code as far as one of them, numbered from 1."""
    return [(at, line) for at, line in enumerate(claim.lines[:upto], 1) if line.code == code]


def _units_and_lines(lines: list[NumberedLine], units: int) -> str:
    """Where units stand, for a sentence."""
    if len(lines) == 1:
        return f"{units} units on line {lines[0][0]}"
    return f"{units} units together on lines {listed(str(number) for number, _ in lines)}"


def _correction(lines: list[NumberedLine]) -> str:
    """What to correct: one unit for each side is reported on one line, of codes that take 50."""
    if [line.units for _, line in lines] == [1, 1] and {named_side(line) for _, line in lines} == {
        "RT",
        "LT",
    }:
        return "If the code takes 50, report both sides on one line with 50 and 1 unit."
    return "Correct the units."
