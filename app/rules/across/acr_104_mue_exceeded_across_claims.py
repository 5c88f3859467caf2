"""Medically unlikely edits that only the claims of a day together exceed."""

from collections import Counter
from collections.abc import Iterator

from app.coding.claim import Claim, Line, coded_lines
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.elsewhere import lines_elsewhere
from app.rules.lookups.ncci import warning_unless_ncci
from app.rules.lookups.words import line_field

Service = tuple[str, str | None]
"""A code and who rendered it."""


@rule(
    id="ACR-104",
    slug="mue-exceeded-across-claims",
    title="Units of several claims exceed the MUE",
    severity="error",
    basis="cms-edit",
    direction="over",
    why="An MUE with MAI 2 or 3 counts the units of one patient and date by one practitioner, on all claims "
    "together.",
    remedy="Correct the units, or be ready to show why more were needed.",
    citations=(Cite("ncci-mue", "MUE", of_code=True),),
    needs=("units",),
)
def mue_exceeded_across_claims(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find codes within their MUE on this claim that exceed it with other claims of the practitioner."""
    own: Counter[Service] = Counter()
    for line in coded_lines(claim):
        own[_service(claim, line)] += line.units
    told: set[Service] = set()
    for number, line in enumerate(claim.lines, 1):
        limit = facts.units.get(line.code)
        if limit is None or limit.adjudication == "1" or line.code in facts.guidance.encounter_unit:
            continue
        others = [each for each in lines_elsewhere(claim, facts, line) if each.line.code == line.code]
        service = _service(claim, line)
        units = own[service] + sum(each.line.units for each in others)
        if not others or own[service] > limit.value or units <= limit.value or service in told:
            continue
        told.add(service)
        appeal = "cannot be appealed" if limit.adjudication == "2" else "can be appealed with the record"
        yield Finding(
            f"{line.code} has {units} units together with {others[0].place}; the MUE is {limit.value} per "
            f"date of service, MAI {limit.adjudication}.",
            line=number,
            field=line_field(number, "units"),
            severity=warning_unless_ncci(facts),
            remedy=f"Correct the units. A denial under this MUE {appeal}.",
            carried=facts.carried.get(("ncci-mue", line.code)),
        )


def _service(claim: Claim, line: Line) -> Service:
    return line.code, line.practitioner or claim.practitioner
