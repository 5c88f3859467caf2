"""Sourced payer rules, with their dates. Without a payer on the claim they say that they did not look."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding, Unchecked
from app.coding.words import Severity
from app.rules.examples import example
from app.rules.partners import NEEDLE_GUIDANCE
from app.rules.rule import Cite, rule

_WHOLE_SERVICE_TOO = date(2026, 4, 1)


@rule(
    id="PAY-101",
    slug="payer-em-report",
    title="Report missing beside a visit",
    severity="error",
    basis="payer-policy",
    why=(
        "UnitedHealthcare does not pay a radiology reading beside a visit of the same provider "
        "without the report."
    ),
    remedy="Attach the radiology report to the claim.",
    citations=(Cite("uhc-em", "bulletin of January 2026"), Cite("uhc-pctc", "visit on the same date")),
    scope=("visit",),
    examples=(
        example(
            "reading beside a visit",
            "99213-25, 20610, 77002-26",
            "error line 3",
            payer="unitedhealthcare",
            report_attached=False,
        ),
        example("report not stated", "99213-25, 20610, 77002-26", "warning line 3", payer="unitedhealthcare"),
        example(
            "report attached", "99213-25, 20610, 77002-26", payer="unitedhealthcare", report_attached=True
        ),
        example(
            "the day before the policy", "99213, 20610, 77002-26", payer="unitedhealthcare", on="2024-09-30"
        ),
        example(
            "whole service, the day before it was enlarged",
            "99213, 20610, 77002",
            payer="unitedhealthcare",
            on="2026-03-31",
        ),
        example(
            "whole service, from the day it was enlarged",
            "99213, 20610, 77002",
            "warning line 3",
            payer="unitedhealthcare",
            on="2026-04-01",
        ),
        example("only the technical part", "99213, 20610, 77002-TC", payer="unitedhealthcare"),
        example("no visit", "20610, 77002-26", payer="unitedhealthcare"),
        example("Medicare", "99213-25, 20610, 77002-26"),
        example("payer not stated, beside a visit", "99213-25, 20610, 77002-26", "not checked", payer=None),
        example("payer not stated, no visit", "20610, 77002-26", payer=None),
        example("hospital claim", "99213, 20610, 77002", payer="unitedhealthcare", form="institutional"),
        example("a code that the book does not know", "88888, 20610, 77002", payer="unitedhealthcare"),
        example("a payer that the book does not know", "99213, 20610, 77002", facts={"payer": None}),
        example(
            "in a facility, before it was enlarged",
            "99213, 20610, 77002",
            "warning line 3",
            payer="unitedhealthcare",
            pos="22",
            on="2026-03-31",
        ),
        example(
            "place not stated, before it was enlarged",
            "99213, 20610, 77002",
            payer="unitedhealthcare",
            pos=None,
            on="2026-03-31",
        ),
    ),
)
def payer_em_report(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find readings beside a visit without the report, for a payer whose policy asks for it."""
    if claim.documentation.report_attached or claim.claim_form == "institutional":
        return
    kinds = {facts.codes[line.code].kind for line in claim.lines if line.code in facts.codes}
    if "evaluation" not in kinds:
        return
    if claim.payer is None:
        yield Unchecked("The payer is not stated. Some payers want the report attached beside a visit.")
        return
    policies = facts.payer.policies if facts.payer is not None else ()
    if not any(policy.slug == "payer-em-report" for policy in policies):
        return
    severity: Severity = "error" if claim.documentation.report_attached is False else "warning"
    says = "is not attached" if severity == "error" else "is not stated to be attached"
    for number, line in enumerate(claim.lines, 1):
        if line.code in NEEDLE_GUIDANCE and _reading(line, claim, facts):
            yield Finding(
                f"{line.code} on line {number} stands beside a visit; its report {says}.",
                line=number,
                field="documentation.report_attached",
                severity=severity,
            )


def _reading(line: Line, claim: Claim, facts: Facts) -> bool:
    """Whether the policy covers the line: a reading, as in any facility; later the whole service too."""
    if "26" in line.modifiers or "TC" in line.modifiers:
        return "26" in line.modifiers
    return claim.date_of_service >= _WHOLE_SERVICE_TOO or (facts.place is not None and facts.place.facility)


class Trigger(Struct, frozen=True):
    """When a policy bears on a claim: guidance beside one of `codes`, on a line with `modifier` if given."""

    policy: str
    codes: tuple[str, ...]
    severity: Severity
    message: str
    modifier: str = ""
    unless_reason: bool = False


_ALL_TRIGGERS = (
    Trigger(
        "medicare-lcd-trigger",
        ("20552", "20553"),
        "warning",
        "{code} on line {number} has 50. Coverage documents for trigger points take no 50.",
        modifier="50",
    ),
    Trigger(
        "medicare-lcd-knee-ha",
        ("J7318", "J7320", "J7321", "J7322", "J7323", "J7324", "J7325", "J7326", "J7327", "J7328", "J7329"),
        "warning",
        "{code} on line {number} is hyaluronic acid. Its coverage document wants imaging guidance justified.",
        unless_reason=True,
    ),
    Trigger(
        "plan-trigger",
        ("20552", "20553"),
        "info",
        "{code} on line {number}: one plan calls imaging for trigger points investigational.",
    ),
)
_TRIGGERS = {trigger.policy: trigger for trigger in _ALL_TRIGGERS}


@rule(
    id="PAY-102",
    slug="payer-policy",
    title="Payer policy",
    severity="info",
    basis="payer-policy",
    why="A policy of this payer bears on the claim.",
    remedy="Read the policy before the claim goes out.",
    citations=(Cite("lcd-trigger-points", "frequency"), Cite("plan-tpi", "trigger points")),
    scope=("guidance",),
    needs=("payers",),
    asks=("payer",),
    examples=(
        example("trigger points on both sides", "20552-50, 77002", "warning line 1"),
        example("trigger points, Blue Cross", "20552, 77002", "info line 1", payer="bcbs"),
        example("trigger points, Medicare", "20552, 77002"),
        example(
            "hyaluronic acid without a reason",
            "J7325, 20610, 77002",
            "warning line 1",
            reason_for_guidance=None,
        ),
        example("hyaluronic acid with a reason", "J7325, 20610, 77002"),
        example("payer not stated", "20552, 77002", "not checked", payer=None),
        example("a payer that the book does not know", "20552, 77002", "not checked", facts={"payer": None}),
        example("no guidance on the claim", "20552", payer=None),
        example("a payer whose policies are about other things", "20552, 77002", payer="unitedhealthcare"),
    ),
)
def payer_policy(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Show the payer policies that bear on a procedure beside guidance."""
    if facts.payer is None:
        yield Unchecked("The book holds nothing about this payer.")
        return
    for policy in facts.payer.policies:
        trigger = _TRIGGERS.get(policy.id)
        if trigger is None or (trigger.unless_reason and claim.documentation.reason_for_guidance):
            continue
        for number, line in enumerate(claim.lines, 1):
            if line.code in trigger.codes and (not trigger.modifier or trigger.modifier in line.modifiers):
                yield Finding(
                    trigger.message.format(code=line.code, number=number),
                    line=number,
                    field=f"lines[{number - 1}].code",
                    why=policy.text,
                    severity=trigger.severity,
                    citations=policy.citations,
                )


RULES = (payer_em_report, payer_policy)
