"""A reading beside a visit without its report, for a payer whose policy asks for it."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.payers import PayerPolicy
from app.coding.reasons import Unchecked
from app.coding.words import Severity
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.payers import why_policies_unknown
from app.rules.lookups.places import is_facility
from app.rules.lookups.radiology import is_radiology
from app.rules.lookups.surplus import is_surplus

_NOT_CHECKED = "whether it wants the report attached with an E/M service was not checked"
_UNPAID = "a radiology service with an E/M service by the same provider unless the report is attached."


@rule(
    id="PAY-101",
    slug="payer-em-report",
    title="Radiology report with an E/M service",
    severity="error",
    basis="payer-policy",
    why=f"Some payers do not pay {_UNPAID}",
    remedy="Attach the radiology report to the claim.",
    citations=(Cite("uhc-em", "bulletin of January 2026"), Cite("uhc-pctc", "visit on the same date")),
    traits=("visit", "report_policy"),
)
def payer_em_report(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find readings beside a visit without the report, for a payer whose policy asks for it."""
    if claim.documentation.report_attached or claim.claim_form == "institutional":
        return
    if unknown := why_policies_unknown(claim, facts, _NOT_CHECKED):
        yield unknown
    policies = facts.payer.policies if facts.payer is not None else ()
    policy = next((each for each in policies if each.slug == "payer-em-report"), None)
    if facts.payer is None or policy is None:
        return
    severity: Severity = "error" if claim.documentation.report_attached is False else "warning"
    says = "Its report is not attached." if severity == "error" else "Is its report attached?"
    for number, line in enumerate(claim.lines, 1):
        if not is_radiology(line, facts) or not _is_reading(line, claim, facts, policy):
            continue
        if not is_surplus(claim, facts, number, line):
            yield Finding(
                f"{line.code} on line {number} is reported with an E/M service. {says}",
                line=number,
                field="documentation.report_attached",
                why=f"{facts.payer.label} does not pay {_UNPAID}",
                severity=severity,
                citations=policy.citations,
            )


def _is_reading(line: Line, claim: Claim, facts: Facts, policy: PayerPolicy) -> bool:
    """Whether the policy covers the line: a reading, as in any facility; later the whole service too."""
    if "26" in line.modifiers or "TC" in line.modifiers:
        return "26" in line.modifiers
    whole = policy.whole_service_from
    return (whole is not None and whole <= claim.date_of_service) or is_facility(facts, line)
