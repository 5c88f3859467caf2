"""The policies of a payer, each with its own triggers: one rule runs them all."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line, place_of
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.payers import PayerPolicy, PolicyTrigger
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.partners import guidance_lines
from app.rules.lookups.payers import why_policies_unknown
from app.rules.lookups.words import line_field, not_stated


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
    traits=("payer_policy",),
)
def payer_policy(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Show the payer policies that bear on a procedure, most of them beside guidance only."""
    if claim.payer is None and not _may_bear(claim, facts):
        return
    if unknown := why_policies_unknown(claim, facts, "no payer policy was looked up"):
        yield unknown
    guided = bool(guidance_lines(claim, facts))
    for policy in facts.payer.policies if facts.payer is not None else ():
        for trigger in policy.triggers:
            if (guided or not trigger.beside_guidance) and not _is_settled(claim, trigger):
                yield from _check_trigger(claim, policy, trigger)


def _may_bear(claim: Claim, facts: Facts) -> bool:
    """Whether a policy of some payer may bear on a claim: beside guidance, or on its codes alone."""
    codes = {line.code for line in claim.lines}
    policies = (policy for payer in facts.payers.values() for policy in payer.policies)
    alone = (each for policy in policies for each in policy.triggers if not each.beside_guidance)
    return bool(guidance_lines(claim, facts)) or any(not codes.isdisjoint(trigger.codes) for trigger in alone)


def _is_settled(claim: Claim, trigger: PolicyTrigger) -> bool:
    """Whether the documentation already holds what the policy asks for."""
    return bool(trigger.unless_documented and getattr(claim.documentation, trigger.unless_documented))


def _check_trigger(
    claim: Claim, policy: PayerPolicy, trigger: PolicyTrigger
) -> Iterator[Finding | Unchecked]:
    """The lines on which a trigger of a policy bears."""
    for number, line in enumerate(claim.lines, 1):
        if line.code not in trigger.codes:
            continue
        if trigger.modifiers and set(trigger.modifiers).isdisjoint(line.modifiers):
            continue
        if not set(trigger.unless_modifiers).isdisjoint(line.modifiers):
            continue
        if not _may_fit(claim, line, trigger):
            continue
        unstated = _unstated(claim, line, trigger)
        if unstated:
            yield not_stated(unstated, f"{line.code} on line {number} was not compared")
        else:
            yield Finding(
                trigger.message.format(code=line.code, line=number),
                line=number,
                field=line_field(number, "code"),
                why=policy.text,
                remedy=trigger.remedy,
                severity=trigger.severity,
                citations=policy.citations,
            )


def _unstated(claim: Claim, line: Line, trigger: PolicyTrigger) -> str:
    """The claim field that a trigger asks for and that is not stated, or nothing."""
    if trigger.claim_form and claim.claim_form is None:
        return "claim_form"
    return "place_of_service" if trigger.places and place_of(claim, line) is None else ""


def _may_fit(claim: Claim, line: Line, trigger: PolicyTrigger) -> bool:
    """Whether what the claim states of its form and place leaves room for the trigger."""
    may_be_form = trigger.claim_form is None or claim.claim_form in (None, trigger.claim_form)
    may_be_place = not trigger.places or place_of(claim, line) in (None, *trigger.places)
    return may_be_form and may_be_place
