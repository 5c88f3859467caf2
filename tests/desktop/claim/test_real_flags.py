"""The flags of the real rule book in the form: each leads to a place, and each offered edit can be made."""

from collections.abc import Iterator

import pytest

from app.claims.draft import draft_of
from app.claims.edits import apply_edit
from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Review
from app.desktop.claim.workspace import ClaimWorkspace
from app.review import review
from app.rules import ALL_RULES
from app.rules.engine.rule import Example


class FactsOf:
    """A library that knows the facts of one example."""

    def __init__(self, example: Example) -> None:
        self._facts = example.facts

    def facts_for(self, _claim: Claim) -> Facts:
        return self._facts


def reviews() -> Iterator[tuple[str, Claim, Review]]:
    """Every example of every rule with its review."""
    for rule in ALL_RULES:
        for example in rule.examples:
            yield f"{rule.slug}: {example.name}", example.claim, review(example.claim, FactsOf(example))


@pytest.fixture(scope="module")
def reviewed() -> list[tuple[str, Claim, Review]]:
    return list(reviews())


def test_every_flag_of_the_rule_book_leads_to_a_place_in_the_form(
    workspace: ClaimWorkspace, reviewed: list[tuple[str, Claim, Review]]
) -> None:
    lost = set()
    for name, claim, found in reviewed:
        workspace.form.set_draft(draft_of(claim))
        for flag in found.flags:
            aimed = flag.line is not None or flag.field is not None
            if aimed and not workspace.form.go_to_flag(flag, focus=False):
                lost.add(f"{name}: {flag.field}, line {flag.line}")
    assert lost == set()
    assert any(found.flags for _, _, found in reviewed)


def test_every_offered_edit_of_the_rule_book_can_be_made_in_the_form(
    workspace: ClaimWorkspace, reviewed: list[tuple[str, Claim, Review]]
) -> None:
    made = 0
    for _, claim, found in reviewed:
        for flag in found.flags:
            if flag.edit is not None:
                workspace.form.set_draft(draft_of(claim))
                workspace.form.apply(flag.edit)
                assert workspace.form.claim() == apply_edit(claim, flag.edit)
                made += 1
    workspace.start_blank()
    assert made > 0


def test_gaps_that_wait_for_the_form_lead_to_its_fields(
    workspace: ClaimWorkspace, reviewed: list[tuple[str, Claim, Review]]
) -> None:
    led = {gap.field for _, _, found in reviewed for gap in found.not_checked if gap.field}
    blocks = (workspace.form.encounter, workspace.form.documentation)
    assert led <= {path for block in blocks for path in block.fields}
    assert {"place_of_service", "payer", "equipment_owner"} <= led
