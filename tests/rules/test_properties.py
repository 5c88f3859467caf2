"""What holds for every claim, not only for those that somebody thought of."""

import re
from collections import Counter
from datetime import date
from random import Random

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.claims.edits import apply_edit
from app.coding.claim import Claim, Line, record_of
from app.coding.findings import Flag
from app.rules import CHECKS, run
from app.rules.examples.book import facts_for
from app.rules.lookups.sides import MODIFIER_OF
from tests.rules.strategies import claims

SLUGS = sorted(rule.slug for rule in CHECKS)
STATED = (
    "needle_guided",
    "needle_position",
    "permanent_image",
    "interpretation",
    "reason_for_guidance",
    "signed",
)
# These speak once for several lines, so without the named line they speak of the next one; or they stay
# silent while another flag names the root, and speak when the root has gone.
MOVES = {
    "candidate-primary",
    "mue-exceeded",
    "unit-is-encounter",
    "modifier-repeat-without-first",
    "modifier-59-unsupported",
    "component-26-missing",
    "guidance-included-arthrography",
    "target-of-another-code",
    "target-implausible",
    "guidance-not-on-claim",
    "payer-em-report",
}


def told(flag: Flag) -> tuple[str, str]:
    """The rule and what it says, without the numbers of lines: they move when a line goes."""
    return flag.rule, re.sub(r"lines? \d+(?: and \d+)?", "line", flag.message, flags=re.IGNORECASE)


def flags_of(claim: Claim) -> tuple[Flag, ...]:
    return run(claim, facts_for(claim))[0]


def errors(flags: tuple[Flag, ...]) -> Counter[str]:
    return Counter(flag.rule for flag in flags if flag.severity == "error")


def named(flags: tuple[Flag, ...]) -> Counter[tuple[str, str]]:
    return Counter((flag.rule, flag.message) for flag in flags)


@given(claims)
def test_reviewing_is_pure_deterministic_and_complete(claim: Claim) -> None:
    before = msgspec.json.encode(claim)
    flags, checked, not_checked = run(claim, facts_for(claim))
    assert (flags, checked, not_checked) == run(claim, facts_for(claim))
    assert msgspec.json.encode(claim) == before
    assert sorted((*checked, *(each.rule for each in not_checked))) == SLUGS
    assert not any(flag.rule == "rule-failed" for flag in flags)
    assert all(flag.citations and flag.why and flag.remedy for flag in flags)


@given(claims, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_change_what_is_found(claim: Claim, random: Random) -> None:
    shuffled = list(claim.lines)
    random.shuffle(shuffled)
    again = msgspec.structs.replace(claim, lines=tuple(shuffled))
    assert {(flag.rule, flag.severity) for flag in flags_of(claim)} == {
        (flag.rule, flag.severity) for flag in flags_of(again)
    }


@given(claims)
def test_removing_the_flagged_line_removes_its_flag(claim: Claim) -> None:
    flags = flags_of(claim)
    before = Counter(told(flag) for flag in flags)
    for flag in flags:
        if flag.line is None or flag.rule in MOVES:
            continue
        lines = claim.lines[: flag.line - 1] + claim.lines[flag.line :]
        left = flags_of(msgspec.structs.replace(claim, lines=lines))
        assert Counter(told(each) for each in left)[told(flag)] < before[told(flag)]


@given(claims)
def test_an_offered_edit_clears_its_flag_and_adds_no_error(claim: Claim) -> None:
    flags = flags_of(claim)
    for flag in flags:
        if flag.edit is None:
            continue
        after = flags_of(apply_edit(claim, flag.edit))
        fewer = sum(each.rule == flag.rule for each in after) < sum(each.rule == flag.rule for each in flags)
        assert fewer or named(after)[flag.rule, flag.message] < named(flags)[flag.rule, flag.message]
        assert not errors(after) - errors(flags), flag


@given(claims)
def test_no_edit_adds_a_modifier_but_26_and_the_side_on_record(claim: Claim) -> None:
    side = claim.documentation.laterality
    allowed = {"26", MODIFIER_OF[side]} if side else {"26"}
    for flag in flags_of(claim):
        if flag.edit is not None and isinstance(flag.edit.value, tuple):
            assert set(flag.edit.value) - set(claim.lines[flag.edit.line - 1].modifiers) <= allowed


@given(claims, st.sampled_from(STATED))
def test_stating_a_required_element_adds_no_flag_but_that_documented_guidance_is_not_billed(
    claim: Claim, field: str
) -> None:
    assume(getattr(claim.documentation, field) is not True)
    assume(record_of(claim) == "reviewed")  # the first word of a record opens the questions about it
    stated = msgspec.structs.replace(claim.documentation, **{field: True})
    after = flags_of(msgspec.structs.replace(claim, documentation=stated))
    before = Counter(flag.rule for flag in flags_of(claim))
    added = Counter(flag.rule for flag in after) - before
    assert set(added) <= {"guidance-not-on-claim"}


@given(claims)
def test_null_documentation_is_never_an_error_of_documentation(claim: Claim) -> None:
    silent = msgspec.structs.replace(claim, documentation=type(claim.documentation)())
    assert not [flag for flag in flags_of(silent) if flag.severity == "error" and flag.id.startswith("DOC")]


def test_on_the_empty_claim_no_rule_looks() -> None:
    empty = Claim(schema=1, date_of_service=date(2026, 9, 15), lines=())
    flags, checked, not_checked = run(empty, facts_for(empty))
    assert flags == ()
    assert checked == ()
    assert sorted(each.rule for each in not_checked) == SLUGS
    assert {each.reason for each in not_checked} == {"The claim has no lines."}


@given(claims, st.sampled_from(("11", "22", "97")))
def test_a_place_on_each_line_is_as_good_as_one_on_the_claim(claim: Claim, other: str) -> None:
    place = claim.place_of_service
    assume(place is not None and claim.lines)
    lines = tuple(replace(line, place_of_service=place) for line in claim.lines)
    moved = replace(claim, schema=2, lines=lines, place_of_service=other)
    one, two = run(claim, facts_for(claim)), run(moved, facts_for(moved))
    apart = {"place-unknown"}  # it speaks of each place where it stands
    assert [flag for flag in one[0] if flag.rule not in apart] == [
        flag for flag in two[0] if flag.rule not in apart
    ]
    assert set(one[1]) - apart == set(two[1]) - apart


@given(claims, st.integers(0, 5))
def test_lines_with_a_revenue_code_alone_change_no_review(claim: Claim, where: int) -> None:
    claim = replace(claim, claim_form="institutional")
    assume(claim.lines)
    facts = facts_for(claim)
    revenue = Line(revenue_code="0250", units=99)
    after = replace(claim, schema=2, lines=(*claim.lines, revenue, revenue))
    assert facts_for(after) == facts
    assert run(after, facts) == run(claim, facts)
    inside = replace(claim, schema=2, lines=(*claim.lines[:where], revenue, *claim.lines[where:]))
    before, moved = run(claim, facts), run(inside, facts)
    assert Counter(map(told, before[0])) == Counter(map(told, moved[0]))
    assert before[1] == moved[1]


def test_a_claim_that_cancels_another_or_has_no_code_is_not_checked() -> None:
    line = Line("77002", revenue_code="0361")
    claim = Claim(schema=2, date_of_service=date(2026, 9, 15), lines=(line,), claim_form="institutional")
    for nothing in (replace(claim, frequency="8"), replace(claim, lines=(Line(revenue_code="0250"),))):
        flags, checked, left = run(nothing, facts_for(nothing))
        assert (flags, checked) == ((), ())
        assert sorted(each.rule for each in left) == SLUGS
    assert run(replace(claim, frequency="7"), facts_for(claim))[1]
