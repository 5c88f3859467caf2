"""Units limits (MUE) of codes whose unit is not the encounter."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding, Unchecked
from app.rules.examples import OWN_EDITS, example
from app.rules.ncci import milder_unless_ncci
from app.rules.partners import ENCOUNTER_UNIT
from app.rules.rule import Cite, rule
from app.rules.words import line_field, listed


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
    unknown = dict.fromkeys(
        line.code for line in claim.lines if line.code not in facts.units and line.code not in ENCOUNTER_UNIT
    )
    if unknown:
        reason = facts.partial.get("units", "CMS does not publish every limit.")
        yield Unchecked(f"No units limit was read for {listed(unknown)}. {reason}")
    totals: dict[str, int] = {}
    for number, line in enumerate(claim.lines, 1):
        limit = facts.units.get(line.code)
        if limit is None or line.code in ENCOUNTER_UNIT:
            continue
        before = 0 if limit.adjudication == "1" else totals.get(line.code, 0)
        totals[line.code] = units = before + line.units
        if units <= limit.value or before > limit.value:
            continue
        span = "a line" if limit.adjudication == "1" else "a day"
        appeal = "cannot be appealed" if limit.adjudication == "2" else "can be appealed with the record"
        yield Finding(
            f"{line.code} has {units} units; the limit is {limit.value} {span}.",
            line=number,
            field=line_field(number, "units"),
            severity=milder_unless_ncci(facts),
            remedy=f"Correct the units. A denial under this limit {appeal}.",
        )


RULES = (mue_exceeded,)
