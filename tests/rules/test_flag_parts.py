"""What every flag of every example carries besides its words: its field, and an edit that works."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from app.claims.edits import apply_edit
from app.coding.claim import Claim, Documentation
from app.coding.facts import Facts
from app.coding.findings import Finding, Flag
from app.coding.reasons import Unchecked
from app.coding.sources import Citation
from app.rules import ALL_RULES, Example, Rule, rule_by_slug, run
from app.rules.examples.book import facts_for
from app.rules.examples.example import example

LINE_FIELD = re.compile(r"lines\[(\d+)\]\.(code|modifiers|units|diagnoses|place_of_service)")


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
    "slug",
    [
        "guidance-included",
        "modifier-wrong-claim-form",
        "sources-conflict",
        "wrong-guidance-family",
    ],
)
def test_a_finding_that_rests_on_a_row_of_the_book_cites_it(slug: str) -> None:
    flags = [flag for _, _, _, flag in flags_of((rule_by_slug(slug),))]
    assert {citation.source for flag in flags for citation in flag.citations} == {"example"}
    assert all(flag.citations for flag in flags)


def test_a_payer_policy_is_cited_as_the_policy_itself_is() -> None:
    for _, _, facts, flag in flags_of((rule_by_slug("payer-policy"),)):
        assert facts.payer is not None
        assert flag.citations
        assert flag.citations in {policy.citations for policy in facts.payer.policies}


def test_an_arthrogram_that_is_billed_is_cited_by_its_row() -> None:
    flags = [flag for _, _, _, flag in flags_of((rule_by_slug("guidance-included-arthrography"),))]
    billed = [
        flag for flag in flags if "already includes" in flag.message or "reports a full" in flag.message
    ]
    assert len({flag.message[:40] for flag in billed}) > 1
    assert {citation.source for flag in billed for citation in flag.citations} == {"example"}


@pytest.mark.parametrize(
    ("lines", "why", "sources"),
    [
        (
            "20610-26",
            "PC/TC indicator 0: 20610 does not split",
            {("pfs-rvu", "20610, component indicator")},
        ),
        ("99213-59", "59 and the X{EPSU} modifiers are not for E/M codes.", {("example", "row")}),
        ("20610-59-XS", "59 and XS are each for a case of their own", {("example", "row")}),
        ("20610-RT-RT", "A modifier counts once on a line", {("ncci-manual-ch1-2026", "section E")}),
        (
            "20610-RT-LT",
            "A line with a side reports that side alone.",
            {("ncci-manual-ch1-2026", "section E")},
        ),
        ("20610-RT-50", "50 reports both sides", {("ncci-manual-ch1-2026", "section E")}),
        ("20610-74", "74 is for a service that was stopped once anesthesia had begun.", {("hia-2026", "74")}),
    ],
)
def test_each_way_of_not_fitting_has_its_own_reason_and_authority(
    lines: str, why: str, sources: set[tuple[str, str]]
) -> None:
    case = example("", lines, form="institutional" if "74" in lines else "professional", anesthesia=False)
    (flag,), _, _ = run(*case.make(), (rule_by_slug("modifier-not-for-code"),))
    assert flag.why.startswith(why)
    assert {(each.source, each.locator) for each in flag.citations} == sources


@pytest.mark.parametrize(
    ("slug", "case", "cited"),
    [
        (
            "component-26-missing",
            example("", "77012", pos="22"),
            ["payment conditions", "77012, facility NA"],
        ),
        ("component-26-missing", example("", "77012", owner="other"), ["payment conditions"]),
        (
            "component-26-own-equipment",
            example("", "77012-26"),
            ["payment conditions", "personal supervision"],
        ),
        ("component-26-own-equipment", example("", "73040-26"), ["payment conditions"]),
        ("unit-is-encounter", example("", "76942 x2", modality="ultrasound"), ["G 3", "76942"]),
    ],
)
def test_a_component_and_a_unit_are_cited_by_what_bears_on_the_code(
    slug: str, case: Example, cited: list[str]
) -> None:
    (flag,), _, _ = run(*case.make(), (rule_by_slug(slug),))
    assert [each.locator for each in flag.citations] == cited


@pytest.mark.parametrize(
    ("slug", "case"),
    [
        ("code-deleted", example("", "27370", on="2019-01-01")),
        ("code-not-yet-effective", example("", "27369", on="2018-12-31")),
        ("imaging-required-by-primary", example("", "20611")),
    ],
)
def test_a_finding_that_rests_on_what_the_book_says_of_a_code_cites_that(slug: str, case: Example) -> None:
    claim, facts = case.make()
    cited = (Citation("book", "2026", "row of the code", "Book", ""),)
    codes = {code: msgspec.structs.replace(known, citations=cited) for code, known in facts.codes.items()}
    (flag,), _, _ = run(claim, msgspec.structs.replace(facts, codes=codes), (rule_by_slug(slug),))
    assert flag.citations[:1] == cited


def test_a_code_without_imaging_is_named_where_a_source_names_it() -> None:
    remedies = {
        lines: flag.remedy
        for lines in ("20611", "27096")
        for flag in run(
            *example("", lines, modality="landmark").make(), (rule_by_slug("imaging-required-by-primary"),)
        )[0]
    }
    assert remedies == {
        "20611": "Report 20610 for the procedure without this imaging.",
        "27096": "Report 20552 for the procedure without this imaging.",
    }


@pytest.mark.parametrize(
    ("slug", "case", "words"),
    [
        ("addon-without-primary", example("", "77003"), "with 62267 or 64520, by"),
        ("addon-without-primary", example("", "77003", on="2019-01-01"), "62267 or 62270 or 64520, by"),
        ("addon-without-primary", example("", "77002"), "one of 16 listed procedures, by"),
        ("primary-not-listed", example("", "64640, 77003", on="2019-01-01"), "62267 or 62270 or 64520."),
        ("primary-not-listed", example("", "64640, 77002"), "not among the 16 primaries listed for 77002."),
    ],
)
def test_three_primaries_are_named_and_more_are_counted(slug: str, case: Example, words: str) -> None:
    (flag,), _, _ = run(*case.make(), (rule_by_slug(slug),))
    assert words in flag.message


def test_59_is_said_to_change_nothing_only_where_the_guidance_can_be_for_nothing_else() -> None:
    rule = rule_by_slug("guidance-included")
    alone, beside = (
        run(*example("", lines).make(), (rule,))[0][0].why
        for lines in ("64447, 77002-59", "64447, 20610, 77002-59")
    )
    assert "Modifier 59 does not change this" in alone
    assert "59" not in beside


def test_what_a_rule_says_of_one_line_stands_in_the_order_of_its_fields() -> None:
    def check(_claim: Claim, _facts: Facts) -> Iterator[Finding | Unchecked]:
        yield Finding("Fewer.", line=1, field="lines[0].units")
        yield Finding("Other.", line=1, field="lines[0].code")
        yield Finding("Another.", line=1, field="lines[0].units")

    rule = msgspec.structs.replace(rule_by_slug("code-unknown"), check=check, traits=())
    flags, _, _ = run(*example("", "20610").make(), (rule,))
    assert [flag.message for flag in flags] == ["Other.", "Another.", "Fewer."]


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
