"""A rule that could not run."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule


@rule(
    id="ENG-101",
    slug="rule-failed",
    title="A rule could not run",
    severity="error",
    basis="advice",
    why="A rule stopped with an error of its own. What it looks for was not checked.",
    remedy="Check this point by hand and report the fault, with the claim and without patient data.",
    citations=(Cite("needlepoint", "ENG-101"),),
)
def rule_failed(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find nothing: the engine makes this flag when another rule stops."""
    return iter(())
