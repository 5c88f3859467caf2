"""What every flag of every example carries besides its words: its field, and an edit that works."""

import re
from collections.abc import Iterator

import pytest

from app.coding.claim import Claim, Documentation
from app.coding.edits import apply_edit
from app.coding.facts import Facts
from app.coding.findings import Flag
from app.rules import ALL_RULES, Rule, run
from app.rules.example_book import facts_for

LINE_FIELD = re.compile(r"lines\[(\d+)\]\.(code|modifiers|units|diagnoses)")


def flags_of_examples() -> Iterator[tuple[Rule, Claim, Facts, Flag]]:
    for rule in ALL_RULES:
        for each in rule.examples:
            claim, facts = each.make()
            for flag in run(claim, facts, (rule,))[0]:
                yield rule, claim, facts, flag


FLAGS = tuple(flags_of_examples())
EDITS = tuple(case for case in FLAGS if case[3].edit)


def name(case: tuple[Rule, Claim, Facts, Flag]) -> str:
    return f"{case[0].slug}: {case[3].message[:60]}"


def test_the_field_of_a_flag_is_on_its_line_or_on_the_claim() -> None:
    for case in FLAGS:
        claim, flag = case[1], case[3]
        assert flag.field, name(case)
        on_line = LINE_FIELD.fullmatch(flag.field)
        if on_line:
            assert int(on_line[1]) + 1 == flag.line, name(case)
        else:
            head, _, tail = flag.field.partition(".")
            assert hasattr(claim, head), name(case)
            assert not tail or tail in Documentation.__struct_fields__, name(case)


def test_a_flag_names_a_line_that_is_there() -> None:
    for case in FLAGS:
        line = case[3].line
        assert line is None or 1 <= line <= len(case[1].lines), name(case)


@pytest.mark.parametrize("case", EDITS, ids=name)
def test_an_offered_edit_clears_its_flag_and_makes_no_other_of_the_rule(
    case: tuple[Rule, Claim, Facts, Flag],
) -> None:
    rule, claim, facts, flag = case
    assert flag.edit
    after = apply_edit(claim, flag.edit)
    assert after != claim
    known = facts_for(after) if facts == facts_for(claim) else facts
    before = [each.message for each in run(claim, facts, (rule,))[0]]
    left = [each.message for each in run(after, known, (rule,))[0]]
    assert len(left) < len(before)


@pytest.mark.parametrize("slug", ["guidance-included", "wrong-guidance-family", "payer-policy"])
def test_a_finding_that_rests_on_a_row_of_the_book_cites_it(slug: str) -> None:
    flags = [flag for rule, _, _, flag in FLAGS if rule.slug == slug]
    assert {citation.source for flag in flags for citation in flag.citations} == {"example"}
    assert all(flag.citations for flag in flags)
