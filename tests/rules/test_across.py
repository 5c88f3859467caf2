"""Rules on several claims of one patient's day: what they say, of whom, and where they are silent."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.coding.claim import Claim, Line
from app.coding.elsewhere import Elsewhere, LineElsewhere
from app.coding.findings import Flag
from app.coding.official import UnitsLimit
from app.coding.reasons import Cause, Gap, NotChecked
from app.coding.series import SERIES
from app.coding.words import Severity
from app.rules import ACROSS_RULES, CHECKS, Example, Rule, find_rule, run
from app.rules.examples.book import facts_for
from app.rules.examples.example import parse_example_lines, run_example
from app.rules.lookups.partners import is_procedure

SOURCES = Path(__file__).resolve().parents[2] / "data" / "sources.toml"
DAY = date(2026, 9, 15)
SLUGS = {rule.slug for rule in ACROSS_RULES}
Answer = tuple[tuple[Flag, ...], tuple[str, ...], tuple[NotChecked, ...]]


def claim_of(lines: str, payer: str | None = "medicare") -> Claim:
    return Claim(
        schema=2,
        date_of_service=DAY,
        claim_form="professional",
        place_of_service="11",
        payer=payer,
        lines=parse_example_lines(lines),
        practitioner="p1",
        patient="m1",
    )


def answer(
    lines: str, other: str, *, by: str = "p1", payer: str | None = "medicare", **facts: object
) -> Answer:
    """What all rules say of a claim beside another one of the day, `other`, by the practitioner `by`."""
    claim = claim_of(lines, payer)
    there = parse_example_lines(other)
    both = facts_for(msgspec.structs.replace(claim, lines=(*claim.lines, *there)))
    elsewhere = Elsewhere(
        tuple(LineElsewhere("B7", at, line, by) for at, line in enumerate(there, 1)),
        pairs=both.pairs,
        procedures=frozenset(line.code for line in there if is_procedure(line.code, both)),
        visits=frozenset(
            line.code
            for line in there
            if line.code in both.codes and both.codes[line.code].kind == "evaluation"
        ),
    )
    stated = {"modifiers": both.modifiers, **facts}
    own = msgspec.structs.replace(facts_for(claim), elsewhere=elsewhere, **stated)
    return run(claim, own)


def said(answer: Answer) -> list[tuple[str, Severity, int | None]]:
    """The flags on claims together and those on add-ons and repeats of a claim: rule, severity, line."""
    wanted = SLUGS | {"addon-without-primary", "primary-not-listed", "modifier-repeat-without-first"}
    return [(flag.rule, flag.severity, flag.line) for flag in answer[0] if flag.rule in wanted]


def test_a_primary_on_another_claim_is_information_and_no_error() -> None:
    found = answer("77002", "99213, 20610-RT")
    assert said(found) == [("primary-on-another-claim", "info", 1)]
    message = next(flag.message for flag in found[0] if flag.rule == "primary-on-another-claim")
    assert message == "77002 on line 1 goes with 20610 of the same practitioner on claim B7, line 2."
    assert "addon-without-primary" in found[1]


@pytest.mark.parametrize(
    ("lines", "other", "by"),
    [
        ("77002", "20610", "p2"),  # another practitioner
        ("77002", "64640", "p1"),  # not a listed primary
        ("77002", "99213", "p1"),
    ],
)
def test_what_is_no_primary_of_the_same_practitioner_leaves_the_error(
    lines: str, other: str, by: str
) -> None:
    assert said(answer(lines, other, by=by)) == [("addon-without-primary", "error", 1)]


def test_a_listed_primary_elsewhere_clears_a_procedure_here_that_is_not_listed() -> None:
    assert said(answer("64640, 77002", "20610")) == [("primary-on-another-claim", "info", 2)]
    assert said(answer("64640, 77002", "99213")) == [("primary-not-listed", "error", 2)]


def test_a_primary_on_the_claim_itself_needs_no_other() -> None:
    assert said(answer("20206, 77002", "20610")) == []


def test_of_an_add_on_whose_primaries_the_contractor_decides_it_is_not_checked() -> None:
    flags, _, left = answer("77001", "36556")
    assert [flag.rule for flag in flags if flag.rule == "addon-without-primary"] == []
    reasons = {each.rule: each.reason for each in left}
    assert reasons["primary-on-another-claim"].startswith("77001 is a type 2 add-on: the contractor decides")


def test_a_pair_across_claims_is_flagged_on_column_2_alone() -> None:
    found = answer("20610, 77002", "20611")
    assert ("ptp-pair-across-claims", "error", 2) in said(found)
    message = next(
        flag.message for flag in found[0] if flag.rule == "ptp-pair-across-claims" and flag.line == 2
    )
    assert message == (
        "77002 on line 2 is column 2 of a PTP edit with 20611 on claim B7, line 1. Modifier indicator 1."
    )
    assert [
        each for each in said(answer("20611", "20610, 77002")) if each[0] == "ptp-pair-across-claims"
    ] == [each for each in said(answer("20611", "20610")) if each[0] == "ptp-pair-across-claims"]


@pytest.mark.parametrize(
    ("lines", "other", "by"),
    [
        ("20610, 77002-59", "20611", "p1"),
        ("20610, 77002", "20611-XS", "p1"),
        ("20610, 77002-RT", "20611-LT", "p1"),
        ("20610, 77002", "20611", "p2"),
    ],
)
def test_a_modifier_a_side_or_another_practitioner_opens_the_pair(lines: str, other: str, by: str) -> None:
    assert "ptp-pair-across-claims" not in {
        rule for rule, _, line in said(answer(lines, other, by=by)) if line == 2
    }


def test_an_add_on_that_has_to_go_already_is_no_question_of_pairs() -> None:
    assert said(answer("77002", "20611")) == [("addon-without-primary", "error", 1)]


def test_a_payer_that_is_not_known_to_follow_ncci_gives_a_warning() -> None:
    found = said(answer("20610, 77002", "20611", payer="commercial-cpt"))
    assert ("ptp-pair-across-claims", "warning", 2) in found


def test_pairs_that_were_not_all_read_are_not_checked() -> None:
    gap = Gap(
        kind="partial", on=DAY, causes=(Cause(need="pairs", series="ncci-ptp", setting="practitioner"),)
    )
    claim = claim_of("20610")
    elsewhere = Elsewhere((LineElsewhere("B7", 1, Line("20605"), "p1"),), gap=gap)
    facts = msgspec.structs.replace(facts_for(claim), elsewhere=elsewhere)
    left = {each.rule: each for each in run(claim, facts)[2]}
    assert left["ptp-pair-across-claims"].series == "ncci-ptp"


def test_guidance_on_two_claims_is_flagged_on_both() -> None:
    assert said(answer("20610, 77002", "20206, 77002")) == [("repeated-across-claims", "error", 2)]
    assert said(answer("20206, 77002", "20610, 77002")) == [("repeated-across-claims", "error", 2)]


@pytest.mark.parametrize("other", ["20206, 77002-76", "20206, 77002-59"])
def test_of_two_the_marked_one_has_the_flag(other: str) -> None:
    assert "repeated-across-claims" not in {rule for rule, _, _ in said(answer("20610, 77002", other))}
    assert ("repeated-across-claims", "warning", 2) in said(answer(other, "20610, 77002"))


@pytest.mark.parametrize(
    ("lines", "other", "by"),
    [
        ("20610, 77002-26", "77002-TC", "p1"),  # one service in two components
        ("20610-RT, 77002-RT", "20610-LT, 77002-LT", "p1"),
        ("20610, 77002", "20206, 77002", "p2"),
        ("20610", "20610", "p1"),  # the MUE speaks of those
    ],
)
def test_parts_and_other_practitioners_are_no_second_unit(lines: str, other: str, by: str) -> None:
    assert "repeated-across-claims" not in {rule for rule, _, _ in said(answer(lines, other, by=by))}


def test_a_repeat_finds_its_first_service_on_another_claim() -> None:
    assert said(answer("20610-76", "20610")) == [("repeated-across-claims", "info", 1)]
    assert said(answer("20610-77", "20610", by="p2")) == [("repeated-across-claims", "info", 1)]
    assert said(answer("20610-76", "20610", by="p2")) == [("modifier-repeat-without-first", "warning", 1)]
    assert said(answer("20610-76", "20610-76")) == [("modifier-repeat-without-first", "warning", 1)]


@pytest.mark.parametrize(
    ("lines", "other", "mai", "flagged"),
    [
        ("20610", "20610", "3", True),
        ("20610, 20610", "20610", "3", False),  # this claim exceeds it by itself: another rule
        ("20610", "20610", "1", False),  # counted by line
        ("20610", "20206", "3", False),
    ],
)
def test_units_of_several_claims_are_counted_together(
    lines: str, other: str, mai: str, flagged: bool
) -> None:
    limit = UnitsLimit(code="20610", value=1, adjudication=mai, rationale="")  # type: ignore[arg-type]
    found = answer(lines, other, units={"20610": limit})
    assert (("mue-exceeded-across-claims", "error", 1) in said(found)) is flagged


def test_a_claim_by_itself_names_no_such_rule() -> None:
    claim = claim_of("77002")
    flags, checked, left = run(claim, facts_for(claim))
    named = {flag.rule for flag in flags} | set(checked) | {each.rule for each in left}
    assert named.isdisjoint(SLUGS)
    assert named == {rule.slug for rule in CHECKS}


def test_every_rule_is_named_once_where_there_are_other_claims() -> None:
    _, checked, left = answer("20610, 77002", "20206")
    names = [*checked, *(each.rule for each in left)]
    assert sorted(names) == sorted({rule.slug for rule in CHECKS} | SLUGS)


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in ACROSS_RULES for example in rule.examples],
    ids=lambda each: getattr(each, "slug", None) or each.name,
)
def test_a_rule_says_what_its_example_expects(rule: Rule, example: Example) -> None:
    assert run_example(rule, example) == example.expect


@pytest.mark.parametrize("rule", ACROSS_RULES, ids=lambda rule: rule.id)
def test_a_rule_is_named_by_its_module_and_found_by_its_slug(rule: Rule) -> None:
    name = f"{rule.id.lower().replace('-', '_')}_{rule.slug.replace('-', '_')}"
    assert rule.check.__module__ == f"app.rules.across.{name}"
    assert find_rule(rule.slug) is rule
    assert rule.title
    assert rule.why.endswith(".")
    assert rule.remedy.endswith(".")


@pytest.mark.parametrize("rule", ACROSS_RULES, ids=lambda rule: rule.id)
def test_every_citation_is_of_a_series_or_of_a_source_of_the_book(rule: Rule) -> None:
    sources = {each["id"] for each in tomllib.loads(SOURCES.read_text("utf-8"))["source"]}
    assert {cite.source for cite in rule.citations} <= sources | SERIES.keys()
