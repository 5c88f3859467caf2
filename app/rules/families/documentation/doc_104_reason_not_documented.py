"""A reason for the guidance that the record does not give."""

import functools
from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.payers import MEDICARE, PayerPolicy, PolicyTrigger
from app.coding.reasons import Unchecked
from app.coding.sources import Citation
from app.rules.engine.rule import Cite, cited, rule
from app.rules.lookups.documentation import (
    NO_RECORD,
    guidance_codes,
    is_without_imaging,
    is_without_record,
)

_REASON = Cite("codingahead", "documentation")
_KNEE_REASON = Cite("lcd-l39529", "imaging guidance")


@rule(
    id="DOC-104",
    slug="reason-not-documented",
    title="Reason for guidance not documented",
    severity="warning",
    basis="advice",
    why="Payers pay for guidance where it was needed, not as a routine.",
    remedy="Find or ask for the reason, for example a deep joint or an earlier failed attempt.",
    citations=(_KNEE_REASON, _REASON),
    traits=("guidance", "reason_not_shown"),
)
def reason_not_documented(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance without a reason on record."""
    given = claim.documentation.reason_for_guidance
    codes = "" if is_without_imaging(claim) else guidance_codes(claim, facts)
    if not codes:
        return
    if is_without_record(claim):
        yield NO_RECORD
        return
    says = "gives no reason" if given is False else "does not state a reason"
    yield Finding(
        f"The record {says} for imaging with {codes}.",
        field="documentation.reason_for_guidance",
        citations=(*_asking_for_reason(claim, facts), *cited((_REASON,), facts.sources)),
    )


def _asking_for_reason(claim: Claim, facts: Facts) -> tuple[Citation, ...]:
    """Beside advice, the payer's policies that ask why imaging was needed; without a payer Medicare's."""
    payer = facts.payer or facts.payers.get(MEDICARE)
    asking = _triggers_asking(payer.policies) if payer else ()
    if not asking:
        return ()
    codes = {line.code for line in claim.lines}
    return tuple(
        citation
        for trigger, citations in asking
        if not codes.isdisjoint(trigger.codes)
        for citation in citations
    )


@functools.lru_cache(maxsize=256)
def _triggers_asking(
    policies: tuple[PayerPolicy, ...],
) -> tuple[tuple[PolicyTrigger, tuple[Citation, ...]], ...]:
    """The triggers of policies that a reason on record settles, with what their policies cite."""
    return tuple(
        (trigger, policy.citations)
        for policy in policies
        for trigger in policy.triggers
        if trigger.unless_documented == "reason_for_guidance"
    )
