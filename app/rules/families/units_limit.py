"""Units limits (MUE) of codes whose unit is not the encounter."""

from collections.abc import Iterator, Mapping

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding, Unchecked
from app.coding.official import UnitsLimit
from app.rules.engine.rule import Cite, rule
from app.rules.examples.example import OWN_EDITS, example
from app.rules.lookups.ncci import milder_unless_ncci
from app.rules.lookups.partners import ENCOUNTER_UNIT, Numbered
from app.rules.lookups.surplus import side
from app.rules.lookups.words import line_field, listed

_LIMIT_ONE: Mapping[str, object] = {"units": {"20605": UnitsLimit("20605", 1, "2", "example")}}


@rule(
    id="EDT-102",
    slug="mue-exceeded",
    title="More units than the limit",
    severity="error",
    basis="cms-edit",
    why="CMS sets for each code the most units that it pays for one patient on one date.",
    remedy="Correct the units, or be ready to show why more were needed.",
    citations=(Cite("ncci-mue", "units limit", of_code=True),),
    needs=("units",),
    scope=("limited",),
    examples=(
        example("three joints, limit two", "20610 x3, 77002", "error line 1", facts=OWN_EDITS),
        example(
            "the limit over two lines of a day", "20610 x2, 20610, 77002", "error line 2", facts=OWN_EDITS
        ),
        example("a limit for each line", "10008 x3, 10008 x3", facts=OWN_EDITS),
        example("a limit for each line, passed", "10008 x5", "error line 1", facts=OWN_EDITS),
        example("a limit of policy", "20206 x4", "error line 1", facts=OWN_EDITS),
        example(
            "payer follows CPT only", "20610 x3", "warning line 1", payer="commercial-cpt", facts=OWN_EDITS
        ),
        example("at the limit", "20610 x2, 77002", facts=OWN_EDITS),
        example("guidance has a rule of its own", "20610, 77002 x2", facts=OWN_EDITS),
        example("guidance whose limit was not read", "20610, 77012", modality="ct", facts=OWN_EDITS),
        example(
            "the units limits are not on the shelf",
            "20610",
            "not checked",
            facts={"missing": {"units": "No."}},
        ),
        example("guidance alone, and no limits", "77002", facts={"missing": {"units": "No."}}),
        example("one unit for each side", "20610-RT, 20610-LT", facts=OWN_EDITS),
        example("one unit for each side, limit one", "20605-RT, 20605-LT", "error line 2", facts=_LIMIT_ONE),
        example(
            "one unit for each side and one more",
            "20605-RT, 20605-LT, 20605",
            "error line 2",
            facts=_LIMIT_ONE,
        ),
        example("one side twice", "20605-RT, 20605-RT", "error line 2", facts=_LIMIT_ONE),
        example("no limit known", "64520", "not checked", facts=OWN_EDITS),
        example(
            "no limit known, and then one passed",
            "64520, 20610 x3",
            "error line 2",
            "not checked",
            facts=OWN_EDITS,
        ),
        example("limits held in part", "64520", "not checked", facts={"partial": {"units": "Some."}}),
        example("a limit for one of two codes", "20610, 64520", "not checked", facts=OWN_EDITS),
        example("told once for each code", "20610 x3, 20610", "error line 1", facts=OWN_EDITS),
    ),
)
def mue_exceeded(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes with more units than their limit: of the line for indicator 1, of the day for 2 and 3."""
    if reason := _unread(claim, facts):
        yield Unchecked(reason)
    totals: dict[str, int] = {}
    for number, line in enumerate(claim.lines, 1):
        limit = facts.units.get(line.code)
        if limit is None or line.code in ENCOUNTER_UNIT:
            continue
        before = 0 if limit.adjudication == "1" else totals.get(line.code, 0)
        totals[line.code] = units = before + line.units
        if units <= limit.value or before > limit.value:
            continue
        counted = [(number, line)] if limit.adjudication == "1" else _lines_of(claim, line.code, number)
        span = "a line" if limit.adjudication == "1" else "a day"
        appeal = "cannot be appealed" if limit.adjudication == "2" else "can be appealed with the record"
        yield Finding(
            f"{line.code} has {_counted(counted, units)}; the limit is {limit.value} {span}.",
            line=number,
            field=line_field(number, "units"),
            severity=milder_unless_ncci(facts),
            remedy=f"{_step(counted)} A denial under this limit {appeal}.",
        )


def _unread(claim: Claim, facts: Facts) -> str:
    """Why the limits of codes whose unit is not the encounter were not all looked up, or nothing."""
    unknown = dict.fromkeys(
        line.code for line in claim.lines if line.code not in facts.units and line.code not in ENCOUNTER_UNIT
    )
    if not unknown:
        return ""
    reason = facts.partial.get("units", "CMS does not publish every limit.")
    return f"No units limit was read for {listed(unknown)}. {reason}"


def _lines_of(claim: Claim, code: str, upto: int) -> list[Numbered]:
    """The lines with a code as far as one of them, numbered from 1."""
    return [(at, line) for at, line in enumerate(claim.lines[:upto], 1) if line.code == code]


def _counted(lines: list[Numbered], units: int) -> str:
    """Where units stand, for a sentence."""
    if len(lines) == 1:
        return f"{units} units on line {lines[0][0]}"
    return f"{units} units together on lines {listed(str(number) for number, _ in lines)}"


def _step(lines: list[Numbered]) -> str:
    """What to correct: one unit for each side is reported on one line, of codes that take 50."""
    if [line.units for _, line in lines] == [1, 1] and {side(line) for _, line in lines} == {"RT", "LT"}:
        return "If the code takes 50, report both sides on one line with 50 and 1 unit."
    return "Correct the units."


RULES = (mue_exceeded,)
