"""Several numbers on one line: the strictest answer holds, in whatever order and group they stand."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from msgspec import structs

from app.coding.claim import Claim, Documentation, Line
from app.coding.denials import DenialTable, Explanation
from app.coding.facts import Facts, Ground, Inclusion
from app.coding.findings import Flag, Review
from app.coding.official import PairEdit
from app.coding.reasons import Cause, Gap, NotChecked
from app.coding.series_record import Need
from app.coding.sources import Source
from app.denials.explaining import explain_all
from app.denials.pairs import NEVER, OTHER_CLAIMS
from app.denials.reading import read_denials
from app.denials.settling import BEARS_IT, NO_LINES, STRICTEST
from app.rules.examples.carried import carried, list_of_later_edition
from build_scripts.reference.citing import Citer
from build_scripts.reference.denials import denial_table
from build_scripts.reference.knowledge import Knowledge

DAY = date(2026, 3, 10)
REMITTED = date(2026, 4, 1)
CLAIM = Claim(schema=2, date_of_service=DAY, payer="medicare", lines=(Line(code="20610"), Line(code="77002")))
CLEAN = Review(schema=1, outcome="clean", flags=(), checked=("ptp-pair",), not_checked=(), editions=())
NEVER_BYPASSED = Facts(
    on=DAY, pairs={("20610", "77002"): PairEdit("20610", "77002", "0", date(2020, 1, 1), None, "x")}
)
LISTED = structs.replace(NEVER_BYPASSED, pairs={}, primaries={"77002": frozenset({"20610"})})


def gap(need: Need) -> Gap:
    return Gap(kind="missing", on=DAY, causes=(Cause(need=need, series="ncci-mue", wanted="2026Q1"),))


@pytest.fixture(scope="module")
def table(knowledge: Knowledge) -> DenialTable:
    return denial_table(knowledge, Citer(knowledge))


def ask(
    table: DenialTable, text: str, facts: Facts, claim: Claim = CLAIM, review: Review = CLEAN
) -> tuple[Explanation, ...]:
    return explain_all(read_denials(text, 2, REMITTED), claim, review, facts, table, REMITTED)


@pytest.mark.parametrize(
    ("numbers", "facts", "action"),
    [
        (("CO-50", "CO-236"), NEVER_BYPASSED, "write-off"),
        (("CO-4", "CO-236"), NEVER_BYPASSED, "write-off"),
        (("CO-4", "CO-50", "CO-236"), NEVER_BYPASSED, "write-off"),
        (("CO-50", "CO-252"), LISTED, "records"),
        (("CO-50", "CO-4"), LISTED, "reopen"),
        (("CO-50", "CO-B15", "N122"), LISTED, "appeal"),
        (("CO-50", "CO-16", "N122"), LISTED, "correct"),
        (("CO-50", "CO-236", "MA130"), NEVER_BYPASSED, "new-claim"),
        (("CO-50", "CO-999"), LISTED, "unknown"),
        (("CO-234", "N20"), LISTED, "write-off"),
        (("CO-45", "CO-50"), LISTED, "appeal"),
    ],
)  # fmt: skip
def test_the_strictest_answer_holds_in_every_order(
    table: DenialTable, numbers: tuple[str, ...], facts: Facts, action: str
) -> None:
    for ordered in permutations(numbers):
        assert [each.action for each in ask(table, " ".join(ordered), facts)] == [action]


def test_each_answer_is_said_where_they_differ(table: DenialTable) -> None:
    (found,) = ask(table, "CO-50 CO-236", NEVER_BYPASSED)
    assert found.advice[-3:] == (
        "CO-50 by itself: Appeal, where the record supports it.",
        "CO-236 by itself: Write it off.",
        STRICTEST,
    )
    assert (found.barred, found.deadlines) == (NEVER, ())
    (alike,) = ask(table, "CO-97 M15", NEVER_BYPASSED)
    assert STRICTEST not in alike.advice


@pytest.mark.parametrize("text", ["CO-236 PR-1", "PR-1 CO-236", "CO-50 CO-236 PR-1"])
def test_the_share_of_the_patient_overrules_no_other_group(table: DenialTable, text: str) -> None:
    found = {each.denial.group: each for each in ask(table, text, NEVER_BYPASSED)}
    assert (found["CO"].action, found["PR"].action) == ("write-off", "patient")
    assert [code.number for code in found["PR"].codes] == ["PR", "1"]


def test_a_remark_is_of_the_group_that_denies(table: DenialTable) -> None:
    found = {each.denial.group: each.action for each in ask(table, "PR-1 CO-236 N122", NEVER_BYPASSED)}
    assert found == {"CO": "write-off", "PR": "patient"}
    (alone,) = ask(table, "CO-45 N122", LISTED)
    assert alone.action == "appeal"


@pytest.mark.parametrize("text", ["OA-50 CO-236", "CO-236 OA-50", "PR-50 CO-236"])
def test_what_one_group_bars_no_other_group_of_the_line_asks_for(table: DenialTable, text: str) -> None:
    assert {each.action for each in ask(table, text, NEVER_BYPASSED)} == {"write-off"}


def test_what_is_barred_on_one_line_may_be_asked_for_on_another(table: DenialTable) -> None:
    first, second = read_denials("OA-50", 1), read_denials("CO-236", 2)
    found = explain_all((*first, *second), CLAIM, CLEAN, NEVER_BYPASSED, table, REMITTED)
    assert [each.action for each in found] == ["appeal", "write-off"]


def test_what_the_provider_bears_is_never_billed_to_the_patient(table: DenialTable) -> None:
    (found,) = ask(table, "CO-1", LISTED)
    assert (found.action, found.advice) == ("write-off", (BEARS_IT.format(number="1"),))


def test_of_a_claim_without_lines_nothing_is_said(table: DenialTable) -> None:
    empty = structs.replace(CLAIM, lines=())
    (found,) = explain_all(read_denials("CO-236"), empty, CLEAN, LISTED, table, REMITTED)
    assert (found.action, found.because, found.advice[0]) == ("unknown", (), NO_LINES)


@pytest.mark.parametrize("text", ["CO-151", "CO-96 N362"])
def test_units_are_put_right_only_where_a_table_was_read(table: DenialTable, text: str) -> None:
    (found,) = ask(table, text, LISTED)
    assert found.action == "reopen"
    missing = structs.replace(LISTED, missing={"units": gap("units")})
    (unread,) = ask(table, text, missing)
    assert (unread.action, unread.gaps) == ("unknown", (gap("units"),))
    assert unread.because == ("Whether the units of 77002 exceed an MUE was not checked.",)


def test_units_that_our_own_check_counts_need_no_table(table: DenialTable) -> None:
    flag = Flag(
        rule="unit-is-encounter", id="UNT-101", severity="error", basis="cms-policy", line=2, field=None,
        message="Invented.", why="", remedy="", edit=None, citations=(),
    )  # fmt: skip
    review = structs.replace(CLEAN, flags=(flag,), not_checked=(NotChecked("mue-exceeded", "x"),))
    missing = structs.replace(LISTED, missing={"units": gap("units")})
    (found,) = ask(table, "CO-96 N362", missing, review=review)
    assert (found.action, found.agreement) == ("reopen", "same")


def test_where_nothing_answers_for_the_date_our_check_says_neither(table: DenialTable) -> None:
    missing = structs.replace(
        LISTED, primaries={}, missing={"pairs": gap("pairs"), "add-ons": gap("add-ons")}
    )
    (pair,) = ask(table, "CO-236", missing)
    assert (pair.action, pair.agreement) == ("unknown", "not-checked")
    flag = Flag(
        rule="addon-without-primary", id="ADD-101", severity="warning", basis="cms-edit", line=2, field=None,
        message="Invented.", why="", remedy="", edit=None, citations=(),
    )  # fmt: skip
    carried = structs.replace(CLEAN, flags=(flag,), not_checked=(NotChecked("addon-without-primary", "x"),))
    (primary,) = ask(table, "CO-B15", missing, review=carried)
    assert (primary.action, primary.agreement, primary.agreeing) == ("unknown", "not-checked", ())


@pytest.mark.parametrize(("first", "said"), [(date(2026, 4, 1), True), (date(2026, 1, 1), False)])
@pytest.mark.parametrize("primary", ["20610", "99213"])
def test_a_list_of_a_later_edition_is_named_with_why_it_answers(
    table: DenialTable, first: date, said: bool, primary: str
) -> None:
    source = Source(
        id="aoc", basis="cms-edit", publisher="x", title="x", edition="X", short="Add-on code edits X",
        url="", license="", confidence="high", read=first, series="ncci-aoc", first=first,
    )  # fmt: skip
    facts = structs.replace(LISTED, primaries={"77002": frozenset({primary})}, sources={"ncci-aoc": source})
    (found,) = ask(table, "CO-B15", facts)
    assert (
        any(
            each.startswith("The list is that of Add-on code edits X, from 04/01/2026: each row")
            for each in found.because
        )
        is said
    )


@pytest.mark.parametrize(("primary", "action"), [("20610", "appeal"), ("99213", "unknown")])
def test_a_row_that_a_later_list_lacks_decides_nothing(table: DenialTable, primary: str, action: str) -> None:
    later = list_of_later_edition()
    facts = structs.replace(LISTED, primaries={"77002": frozenset({primary})}, add_ons={}, **later)
    (found,) = ask(table, "CO-B15", facts)
    assert (found.action, bool(found.gaps)) == (action, action == "unknown")


@pytest.mark.parametrize(("ground", "action"), [("cpt-instruction", "write-off"), ("pair-edit", "unknown")])
def test_what_an_ended_edition_says_of_a_content_is_named_and_decides_nothing_alone(
    table: DenialTable, ground: Ground, action: str
) -> None:
    row = Inclusion(
        code="20610",
        guidance="77002",
        ground=ground,
        first=None,
        last=None,
        note="",
        citations=(),
        pair_edit=True,
    )
    past = carried("ncci-ptp", "pairs", "20610 / 77002")
    facts = structs.replace(NEVER_BYPASSED, inclusions={"20610": (row,)}, **past)
    (found,) = ask(table, "CO-236", facts)
    assert (found.action, found.gaps) == (action, (facts.gaps_carried["pairs"],))
    said = {
        "write-off": "A PTP edit says so too: 2024Q3, ended 09/30/2024.",
        "unknown": "An ended table, Example 2024Q3, has the edit 20610 / 77002, indicator 0.",
    }
    assert said[action] in (*found.because, *found.advice)
    assert "not on the shelf" not in " ".join((*found.because, *found.advice))  # the gap alone says it


@pytest.mark.parametrize(
    ("site", "modifiers", "action"),
    [
        (None, (), "unknown"),
        (False, (), "write-off"),
        (True, (), "reopen"),
        (True, ("XS",), "appeal"),
    ],
)
@pytest.mark.parametrize("number", ["CO-97", "CO-236", "N122"])
def test_guidance_that_another_procedure_may_have_needed_is_not_written_off_unasked(
    table: DenialTable, number: str, site: bool | None, modifiers: tuple[str, ...], action: str
) -> None:
    row = Inclusion(
        code="20611",
        guidance="77002",
        ground="cpt-instruction",
        first=None,
        last=None,
        note="",
        citations=(),
        pair_edit=True,
    )
    pairs = {("20611", "77002"): PairEdit("20611", "77002", "1", date(2020, 1, 1), None, "x")}
    facts = structs.replace(LISTED, pairs=pairs, inclusions={"20611": (row,)})
    lines = (Line(code="20611"), Line(code="77002", modifiers=modifiers), Line(code="20610"))
    claim = structs.replace(CLAIM, lines=lines, documentation=Documentation(separate_site=site))
    (found,) = ask(table, number, facts, claim)
    assert found.action == action
    assert any(each.startswith("20610 on line 3 does not") for each in found.because)
    alone = structs.replace(claim, lines=lines[:2])
    (written_off,) = ask(table, number, facts, alone)
    assert written_off.action == "write-off"


def test_where_no_edit_is_found_other_claims_of_the_day_are_named(table: DenialTable) -> None:
    (found,) = ask(table, "CO-236", LISTED)
    assert found.action == "appeal"
    assert OTHER_CLAIMS in found.advice
