"""Sourced payer rules, with their dates. Without a payer on the claim they say that they did not look."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from app.coding.claim import Claim, Line
from app.coding.facts import Facts, PayerPolicy
from app.coding.findings import Finding, Unchecked
from app.coding.words import ClaimForm, Severity
from app.rules.engine.rule import Cite, rule
from app.rules.examples.example import example
from app.rules.lookups.partners import NEEDLE_GUIDANCE, UNDER_POLICY
from app.rules.lookups.radiology import is_radiology
from app.rules.lookups.surplus import is_surplus
from app.rules.lookups.words import line_field, not_stated

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
        example(
            "reading of imaging", "99213-25, 23350, 73040-26", "warning line 3", payer="unitedhealthcare"
        ),
        example(
            "fluoroscopy alone", "99213-25, 76000-26", "warning line 2", payer="unitedhealthcare", pos="22"
        ),
        example("an imaging code that is not of radiology", "99213-25, 93970-26", payer="unitedhealthcare"),
        example(
            "guidance inside the procedure is the problem",
            "99213-25, 20611, 77002",
            payer="unitedhealthcare",
            modality="ultrasound",
        ),
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
            "a reading in an office, before it was enlarged",
            "99213, 20610, 77002-26",
            "warning line 3",
            payer="unitedhealthcare",
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
    says = "Its report is not attached." if severity == "error" else "Is its report attached?"
    for number, line in enumerate(claim.lines, 1):
        if not is_radiology(line, facts) or not _reading(line, claim, facts):
            continue
        if not is_surplus(claim, facts, number, line):
            yield Finding(
                f"{line.code} on line {number} stands beside a visit. {says}",
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
    """When a policy bears on a claim: one of `codes`, on a line with `modifier` if given.

    `beside_guidance`: only on a claim with a guidance code. `form`: only on claims of that form.
    """

    policy: str
    codes: tuple[str, ...]
    severity: Severity
    message: str
    modifier: str = ""
    unless_reason: bool = False
    beside_guidance: bool = True
    form: ClaimForm | None = None
    remedy: str = ""


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
        "info",  # that the reason is missing is a warning of documentation
        "{code} on line {number} is hyaluronic acid. Its coverage document asks why imaging was needed.",
        unless_reason=True,
    ),
    Trigger(
        "plan-trigger",
        ("20552", "20553"),
        "info",
        "{code} on line {number}: one plan calls imaging for trigger points investigational.",
    ),
    Trigger(
        "medicare-si-hospital",
        ("27096",),
        "error",
        "{code} on line {number} is the physician's code; on a hospital claim Medicare wants G0260.",
        beside_guidance=False,
        form="institutional",
        remedy="Report G0260 on the hospital claim, or G0259 for the arthrogram.",
    ),
)
_TRIGGERS = {trigger.policy: trigger for trigger in _ALL_TRIGGERS}
_ANYWHERE = frozenset(
    code for trigger in _ALL_TRIGGERS if not trigger.beside_guidance for code in trigger.codes
)


@rule(
    id="PAY-102",
    slug="payer-policy",
    title="Payer policy",
    severity="info",
    basis="payer-policy",
    why="A policy of this payer bears on the claim.",
    remedy="Read the policy before the claim goes out.",
    citations=(Cite("lcd-trigger-points", "frequency"), Cite("plan-tpi", "trigger points")),
    needs=("payers",),
    scope=("policy",),
    examples=(
        example("trigger points on both sides", "20552-50, 77002", "warning line 1"),
        example("trigger points behind a joint", "20610, 20552-50, 77002", "warning line 2"),
        example("trigger points, Blue Cross", "20552, 77002", "info line 1", payer="bcbs"),
        example("trigger points, Medicare", "20552, 77002"),
        example(
            "hyaluronic acid without a reason",
            "J7325, 20610, 77002",
            "info line 1",
            reason_for_guidance=None,
        ),
        example("hyaluronic acid with a reason", "J7325, 20610, 77002"),
        example("payer not stated", "20552, 77002", "not checked", payer=None),
        example("a payer that the book does not know", "20552, 77002", "not checked", facts={"payer": None}),
        example("no guidance on the claim", "20552", payer=None),
        example("a payer whose policies are about other things", "20552, 77002", payer="unitedhealthcare"),
        example("a procedure that no policy bears on", "20610, 77002"),
        example(
            "sacroiliac code on a hospital claim", "27096", "error line 1", form="institutional", pos=None
        ),
        example("sacroiliac code on a physician's claim", "27096"),
        example("sacroiliac code of the hospital", "G0260", form="institutional", pos=None),
        example("sacroiliac code, claim form not stated", "27096", "not checked", form=None),
        example(
            "sacroiliac code on a hospital claim of another payer",
            "27096",
            form="institutional",
            payer="aetna",
        ),
        example(
            "sacroiliac code, payer not stated", "27096", "not checked", form="institutional", payer=None
        ),
    ),
)
def payer_policy(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Show the payer policies that bear on a procedure, most of them beside guidance only."""
    codes = [line.code for line in claim.lines]
    if facts.payer is not None and UNDER_POLICY.isdisjoint(codes):
        return
    guided = not NEEDLE_GUIDANCE.isdisjoint(codes)
    if not guided and _ANYWHERE.isdisjoint(codes):
        return
    if claim.payer is None:
        yield not_stated("payer", "no payer policy was looked up")
        return
    if facts.payer is None:
        yield Unchecked("The book holds nothing about this payer.")
        return
    for policy in facts.payer.policies:
        trigger = _TRIGGERS.get(policy.id)
        if trigger is None or (trigger.unless_reason and claim.documentation.reason_for_guidance):
            continue
        if guided or not trigger.beside_guidance:
            yield from _pulled(claim, trigger, policy)


def _pulled(claim: Claim, trigger: Trigger, policy: PayerPolicy) -> Iterator[Finding | Unchecked]:
    """The lines on which a policy bears."""
    for number, line in enumerate(claim.lines, 1):
        if line.code not in trigger.codes or (trigger.modifier and trigger.modifier not in line.modifiers):
            continue
        if trigger.form and claim.claim_form is None:
            yield not_stated("claim_form", f"{line.code} on line {number} was not compared")
        elif trigger.form in (None, claim.claim_form):
            yield Finding(
                trigger.message.format(code=line.code, number=number),
                line=number,
                field=line_field(number, "code"),
                why=policy.text,
                remedy=trigger.remedy,
                severity=trigger.severity,
                citations=policy.citations,
            )


RULES = (payer_em_report, payer_policy)
