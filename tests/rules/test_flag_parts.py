"""What every flag of every example carries besides its words: its field, and an edit that works."""

import re
from collections.abc import Iterator

import pytest

from app.coding.claim import Claim, Documentation
from app.coding.edits import apply_edit
from app.coding.facts import Facts
from app.coding.findings import Flag
from app.rules import ALL_RULES, Rule, rule_by_slug, run
from app.rules.example_book import facts_for

LINE_FIELD = re.compile(r"lines\[(\d+)\]\.(code|modifiers|units|diagnoses)")


Case = tuple[Rule, Claim, Facts, Flag]


def flags_of(rules: tuple[Rule, ...] = ALL_RULES) -> Iterator[Case]:
    for rule in rules:
        for each in rule.examples:
            claim, facts = each.make()
            for flag in run(claim, facts, (rule,))[0]:
                yield rule, claim, facts, flag


def name(case: Case) -> str:
    return f"{case[0].slug}: {case[3].message[:60]}"


def test_the_field_of_a_flag_is_on_its_line_or_on_the_claim() -> None:
    for case in flags_of():
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
    for case in flags_of():
        line = case[3].line
        assert line is None or 1 <= line <= len(case[1].lines), name(case)


def test_an_offered_edit_clears_its_flag_and_makes_no_other_of_the_rule() -> None:
    for case in flags_of():
        rule, claim, facts, flag = case
        if flag.edit is None:
            continue
        after = apply_edit(claim, flag.edit)
        assert after != claim, name(case)
        if flag.edit.label.startswith("Remove ") and flag.edit.field == "modifiers":
            named = set(re.findall(r"\b[0-9A-Z]{2}\b", flag.edit.label))
            had = claim.lines[flag.edit.line - 1].modifiers
            assert flag.edit.value == tuple(each for each in had if each not in named), name(case)
        known = facts_for(after) if facts == facts_for(claim) else facts
        before, left = run(claim, facts, (rule,))[0], run(after, known, (rule,))[0]
        assert len(left) < len(before), name(case)


@pytest.mark.parametrize(
    "slug", ["guidance-included", "wrong-guidance-family", "payer-policy", "sources-conflict"]
)
def test_a_finding_that_rests_on_a_row_of_the_book_cites_it(slug: str) -> None:
    flags = [flag for _, _, _, flag in flags_of((rule_by_slug(slug),))]
    assert {citation.source for flag in flags for citation in flag.citations} == {"example"}
    assert all(flag.citations for flag in flags)


def test_an_arthrogram_that_is_billed_is_cited_by_its_row() -> None:
    flags = [flag for _, _, _, flag in flags_of((rule_by_slug("guidance-included-arthrography"),))]
    billed = [
        flag for flag in flags if "already contains" in flag.message or "reports a full" in flag.message
    ]
    assert len({flag.message[:40] for flag in billed}) > 1
    assert {citation.source for flag in billed for citation in flag.citations} == {"example"}


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("component-26-missing", {"four modifiers already", "another line has TC", "no reading on record"}),
        ("guidance-included", {"two guidance codes inside one", "a second joint, no modifier"}),
    ],
)
def test_no_edit_is_offered_where_another_might_be_the_right_one(slug: str, names: set[str]) -> None:
    rule = rule_by_slug(slug)
    chosen = [each for each in rule.examples if each.name in names]
    assert {each.name for each in chosen} == names
    flags = [flag for each in chosen for flag in run(*each.make(), (rule,))[0]]
    assert flags
    assert all(flag.edit is None for flag in flags)
