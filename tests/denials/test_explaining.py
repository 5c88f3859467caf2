"""What a denial means for a claim: where it leads, what bars an appeal, and what our own check says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from app.coding.claim import Claim, Documentation, Line
from app.coding.denials import Correction, DenialTable, Explanation
from app.coding.facts import Facts
from app.coding.findings import Edit, Flag, Review
from app.coding.official import PairEdit
from app.coding.reasons import Cause, Gap, NotChecked
from app.coding.sources import Citation
from app.denials.deadlines import deadlines, filing_deadline
from app.denials.explaining import MEDICARES_TABLES, NO_PAYER, NOT_APPEALABLE, OWN_CLOCKS, explain
from app.denials.pairs import NEVER, STATE_IT
from app.denials.reading import read_denials
from app.denials.settling import UNPROCESSABLE
from app.denials.wording import NOT_NAMED, sources_of, text_of
from app.rules.examples.carried import carried
from app.rules.examples.modifier_rows import modifier_facts
from build_scripts.reference.citing import Citer
from build_scripts.reference.denials import denial_table
from build_scripts.reference.knowledge import Knowledge

DAY = date(2026, 3, 10)
REMITTED = date(2026, 4, 1)
TODAY = date(2026, 5, 1)
CLAIM = Claim(schema=2, date_of_service=DAY, payer="medicare", lines=(Line(code="20610"), Line(code="77002")))
CLEAN = Review(schema=1, outcome="clean", flags=(), checked=("ptp-pair",), not_checked=(), editions=())
GAP = Gap(kind="missing", on=DAY, causes=(Cause(need="pairs", series="ncci-ptp", wanted="2026Q1"),))


@pytest.fixture(scope="module")
def table(knowledge: Knowledge) -> DenialTable:
    return denial_table(knowledge, Citer(knowledge))


def edit(indicator: str) -> Facts:
    pair = PairEdit("20610", "77002", indicator, date(2020, 1, 1), None, "x")  # type: ignore[arg-type]
    return Facts(
        on=DAY,
        pairs={("20610", "77002"): pair},
        modifiers={each: modifier_facts(each) for each in ("59", "XS")},
    )


def ask(
    table: DenialTable, text: str, facts: Facts, claim: Claim = CLAIM, today: date = TODAY, **more: object
) -> Explanation:
    (denial,) = read_denials(text, 2, REMITTED)
    denial = structs.replace(denial, **more)
    return explain(denial, claim, CLEAN, facts, table, today)


def said(claim: Claim, **documentation: bool) -> Claim:
    return structs.replace(claim, documentation=structs.replace(Documentation(), **documentation))


def test_an_edit_that_is_never_bypassed_ends_in_a_write_off(table: DenialTable) -> None:
    found = ask(table, "CO-236", edit("0"), said(CLAIM, separate_site=True))
    assert (found.action, found.barred, found.deadlines) == ("write-off", NEVER, ())
    assert "20610 / 77002" in found.because[0]


@pytest.mark.parametrize(
    ("documentation", "modifiers", "action"),
    [
        ({"separate_site": True}, (), "reopen"),
        ({"separate_encounter": True}, ("59",), "appeal"),
        ({"separate_site": False}, (), "write-off"),
        ({}, (), "unknown"),
    ],
)  # fmt: skip
def test_an_edit_with_indicator_1_depends_on_the_record_and_the_line(
    table: DenialTable, documentation: dict[str, bool], modifiers: tuple[str, ...], action: str
) -> None:
    lines = (CLAIM.lines[0], structs.replace(CLAIM.lines[1], modifiers=modifiers))
    claim = said(structs.replace(CLAIM, lines=lines), **documentation)
    assert ask(table, "CO-97 M15", edit("1"), claim).action == action


@pytest.mark.parametrize(
    ("documentation", "shown"),
    [
        ({"separate_site": True}, "a separate site;"),
        ({"separate_encounter": True, "separate_site": False}, "a separate encounter;"),
        ({"separate_encounter": True, "separate_site": True}, "a separate site and encounter;"),
    ],
)  # fmt: skip
def test_what_the_record_shows_is_said_as_stated(
    table: DenialTable, documentation: dict[str, bool], shown: str
) -> None:
    assert shown in ask(table, "CO-236", edit("1"), said(CLAIM, **documentation)).because[-1]


@pytest.mark.parametrize(
    ("documentation", "modifiers"),
    [
        ({"separate_site": True}, ("XS", "59")),
        ({"separate_encounter": True}, ("XE", "59")),
        ({"separate_site": False}, ()),
    ],
)  # fmt: skip
def test_a_reopening_asks_for_the_modifier_that_the_line_lacks(
    table: DenialTable, documentation: dict[str, bool], modifiers: tuple[str, ...]
) -> None:
    found = ask(table, "CO-236", edit("1"), said(CLAIM, **documentation))
    assert found.corrections == ((Correction(2, "77002", modifiers),) if modifiers else ())


def test_a_reopening_asks_for_the_edit_that_our_own_check_offers(table: DenialTable) -> None:
    number = next(each for each in table.codes if each.route == "correct" and each.rules)
    flag = Flag(
        rule=number.rules[0], id="ADD-101", severity="error", basis="cms-edit", line=2, field=None,
        message="Invented.", why="", remedy="", edit=Edit("Remove TC", 2, "modifiers", ()), citations=(),
    )  # fmt: skip
    review = structs.replace(CLEAN, outcome="issues", flags=(flag,))
    (denial,) = read_denials(number.number, 2, REMITTED)
    found = explain(denial, CLAIM, review, Facts(on=DAY), table, TODAY)
    assert found.corrections == (Correction(2, "77002", edit="Remove TC"),)


def test_what_would_decide_an_edit_with_indicator_1_is_asked_for(table: DenialTable) -> None:
    assert STATE_IT in ask(table, "CO-236", edit("1")).advice


def test_without_a_table_for_the_date_nothing_is_claimed(table: DenialTable) -> None:
    found = ask(table, "CO-236", Facts(on=DAY, missing={"pairs": GAP}))
    assert (found.action, found.gaps) == ("unknown", (GAP,))
    assert found.because == ("Whether a PTP edit denies 77002 was not checked.",)


def test_where_only_a_table_that_ended_was_read_no_edit_is_said_to_be_missing(table: DenialTable) -> None:
    found = ask(table, "CO-236", Facts(on=DAY, gaps_carried={"pairs": GAP}))
    assert (found.action, found.gaps) == ("unknown", (GAP,))


def test_where_no_edit_stands_the_denial_is_appealed(table: DenialTable) -> None:
    found = ask(table, "CO-236", Facts(on=DAY))
    assert found.action == "appeal"
    assert [each.last for each in found.deadlines] == [date(2026, 8, 4), date(2027, 4, 1)]


def test_an_add_on_is_held_to_its_list(table: DenialTable) -> None:
    listed = Facts(on=DAY, primaries={"77002": frozenset({"20610"})})
    assert ask(table, "CO-B15 N122", listed).action == "appeal"
    alone = structs.replace(CLAIM, lines=(Line(code="99213"), Line(code="77002")))
    assert ask(table, "CO-B15 N122", listed, alone).action == "correct"
    assert ask(table, "CO-B15 N122", Facts(on=DAY, missing={"add-ons": GAP})).action == "unknown"


@pytest.mark.parametrize("primary", ["20610", "99213"])
def test_no_primary_frees_an_add_on_that_an_edit_never_lets_go(table: DenialTable, primary: str) -> None:
    facts = structs.replace(edit("0"), primaries={"77002": frozenset({primary})})
    found = ask(table, "CO-236 N122", facts)
    assert (found.action, found.barred, found.deadlines) == ("write-off", NEVER, ())


def test_a_list_of_an_ended_edition_is_named_and_decides_nothing(table: DenialTable) -> None:
    listed = {"77002": frozenset({"20610"})}
    facts = Facts(on=DAY, primaries=listed, **carried("ncci-aoc", "add-ons", "77002"))  # type: ignore[arg-type]
    gap = facts.gaps_carried["add-ons"]
    found = ask(table, "N122", facts)
    assert (found.action, found.gaps, found.deadlines) == ("unknown", (gap,), ())
    assert "in Example 2024Q3 20610 was on it" in found.because[0]


def test_a_primary_answers_half_of_a_denial_for_an_edit_too(table: DenialTable) -> None:
    facts = Facts(on=DAY, primaries={"77002": frozenset({"20610"})}, missing={"pairs": GAP})
    assert ask(table, "CO-236 N122", facts).action == "unknown"
    assert ask(table, "N122", facts).action == "appeal"


def test_a_remittance_older_than_the_service_gives_no_last_day(table: DenialTable) -> None:
    found = ask(table, "CO-236", Facts(on=DAY), remitted=DAY - timedelta(days=900))
    assert found.action == "appeal"
    assert [each.last for each in found.deadlines] == [None, None]
    assert "older than the service" in found.advice[-1]


def test_a_remittance_of_the_future_is_said(table: DenialTable) -> None:
    found = ask(table, "CO-236", Facts(on=DAY), remitted=TODAY + timedelta(days=1))
    assert found.action == "appeal"
    assert "05/02/2026 is in the future" in found.advice[-1]


def test_what_was_never_a_claim_is_sent_anew_and_not_appealed(table: DenialTable) -> None:
    found = ask(table, "CO-16 MA130 N56", edit("0"))
    assert (found.action, found.barred) == ("new-claim", UNPROCESSABLE)


def test_a_decision_that_cannot_be_appealed_is_not(table: DenialTable) -> None:
    found = ask(table, "CO-50 N211", Facts(on=DAY))
    assert (found.action, found.barred) == ("reopen", NOT_APPEALABLE)


def test_an_appeal_ends_with_its_deadline_and_a_reopening_with_its_year(table: DenialTable) -> None:
    facts = Facts(on=DAY)
    last = REMITTED + timedelta(days=125)
    assert ask(table, "CO-236", facts, today=last).action == "appeal"
    late = ask(table, "CO-236", facts, today=last + timedelta(days=1))
    assert (late.action, late.barred) == ("reopen", "The time to appeal ended on 08/04/2026.")
    later = ask(table, "CO-236", facts, today=date(2027, 4, 2))
    assert later.action == "reopen"
    assert "until 04/01/2030" in later.advice[-1]
    assert ask(table, "CO-236", facts, today=date(2030, 4, 2)).action == "write-off"


def test_the_clocks_of_another_payer_are_its_own(table: DenialTable) -> None:
    found = ask(table, "CO-236", Facts(on=DAY), structs.replace(CLAIM, payer="aetna"))
    assert found.deadlines == ()
    assert found.advice[-1] == OWN_CLOCKS
    unstated = ask(table, "CO-236", Facts(on=DAY), structs.replace(CLAIM, payer=None))
    assert (unstated.deadlines, unstated.advice[-1]) == ((), NO_PAYER)


@pytest.mark.parametrize(
    ("payer", "numbers", "is_said"),
    [
        ("aetna", "CO-236", True),
        ("medicare", "CO-236", False),
        (None, "CO-236", False),
        ("aetna", "CO-45", False),
    ],
)
def test_edits_are_said_to_be_those_of_medicare_where_another_payer_decides(
    table: DenialTable, payer: str | None, numbers: str, is_said: bool
) -> None:
    found = ask(table, numbers, edit("0"), structs.replace(CLAIM, payer=payer))
    assert (MEDICARES_TABLES in found.advice) is is_said


def test_what_a_number_means_in_general_is_no_reason_against_the_decision(table: DenialTable) -> None:
    found = ask(table, "CO-50 N115", Facts(on=DAY))
    assert (found.action, found.because, found.authority) == ("appeal", (), ())
    assert found.advice
    assert found.citations


def test_only_what_decides_is_an_authority(table: DenialTable) -> None:
    listed = Facts(on=DAY, primaries={"77002": frozenset({"20610"})})
    sources = {each.source for each in ask(table, "N122", listed).authority}
    assert sources <= {"ncci-aoc"}


def test_what_clears_the_flags_that_say_the_same_is_said_once(table: DenialTable) -> None:
    flag = Flag(
        rule="guidance-included", id="INC-101", severity="error", basis="cms-edit", line=2, field=None,
        message="Invented.", why="", remedy="Remove the code.", edit=None, citations=(),
    )  # fmt: skip
    review = structs.replace(CLEAN, flags=(flag, structs.replace(flag, message="Another.")))
    (denial,) = read_denials("CO-97", 2)
    found = explain(denial, CLAIM, review, Facts(on=DAY), table, TODAY)
    assert found.remedies == ("Remove the code.",)
    assert "  To clear: Remove the code." in text_of(found, CLAIM, str)


def test_a_denial_for_lateness_is_wrong_within_the_year(table: DenialTable) -> None:
    within = ask(table, "CO-29", Facts(on=DAY))
    assert within.action == "reopen"
    assert within.because == (
        "Medicare accepts a claim for 03/10/2026 until 03/10/2027.",
        "The remittance of 04/01/2026 lies within that year, so the claim was filed in time.",
    )
    assert {each.source for each in within.authority} >= {"fcso-timely"}
    after = date(2027, 3, 11)
    assert ask(table, "CO-29", Facts(on=DAY), remitted=after, today=after).action == "write-off"
    assert ask(table, "CO-29", Facts(on=DAY), remitted=None).action == "write-off"
    other = ask(table, "CO-29", Facts(on=DAY), structs.replace(CLAIM, payer="aetna"))
    assert (other.action, other.because) == ("write-off", ())


def test_a_claim_that_was_never_one_is_sent_anew_within_the_year(table: DenialTable) -> None:
    found = ask(table, "CO-16 MA130", Facts(on=DAY))
    assert [(each.what, each.last) for each in found.deadlines] == [("new claim", date(2027, 3, 10))]
    late = ask(table, "CO-16 MA130", Facts(on=DAY), today=date(2027, 3, 11))
    assert (late.action, late.deadlines) == ("write-off", ())
    assert late.because[-1] == "The year in which Medicare accepts the claim ended on 03/10/2027."
    other = ask(table, "CO-16 MA130", Facts(on=DAY), structs.replace(CLAIM, payer="aetna"))
    assert (other.action, other.deadlines) == ("new-claim", ())


def test_a_last_day_on_a_weekend_is_named_as_one(table: DenialTable) -> None:
    sunday = date(2026, 11, 30)
    found = ask(table, "CO-50", Facts(on=DAY), remitted=sunday, today=sunday)
    assert "Last day for a redetermination: 04/04/2027, a Sunday" in text_of(found, CLAIM, str)


def test_the_sources_of_the_last_days_are_named_too(table: DenialTable) -> None:
    found = ask(table, "CO-50", Facts(on=DAY))
    named = {each.source for each in sources_of(found)}
    assert named >= {"openemr-reasons", "cms-redetermination", "cfr-405-980"}


def test_a_date_that_cannot_be_right_is_not_called_missing(table: DenialTable) -> None:
    found = ask(table, "CO-50", Facts(on=DAY), remitted=DAY - timedelta(days=9))
    assert "Last day for a redetermination: not known of that date" in text_of(found, CLAIM, str)


def test_who_bears_an_amount_is_said_beside_its_group(table: DenialTable) -> None:
    found = ask(table, "PR-96", Facts(on=DAY))
    assert "PR: Patient responsibility. The patient may be billed for it." in text_of(found, CLAIM, str)


def test_without_the_date_of_the_remittance_no_day_is_named(table: DenialTable) -> None:
    found = ask(table, "CO-236", Facts(on=DAY), remitted=None)
    assert [each.last for each in found.deadlines] == [None, None]


def test_a_number_that_is_not_in_the_book_is_named_as_unknown(table: DenialTable) -> None:
    found = ask(table, "CO-9", Facts(on=DAY))
    assert (found.unknown, found.action, found.agreement) == (("9",), "unknown", "not-checked")


def test_our_check_says_the_same_or_finds_nothing_or_could_not_look(table: DenialTable) -> None:
    facts = edit("0")
    assert ask(table, "CO-236", facts).agreement == "none"
    missed = structs.replace(CLEAN, not_checked=(NotChecked("ptp-pair", "x"),))
    (denial,) = read_denials("CO-236", 2)
    assert explain(denial, CLAIM, missed, facts, table, TODAY).agreement == "not-checked"


def flag_of(rule: str, line: int, locator: str) -> Flag:
    return Flag(
        rule=rule, id="X", severity="error", basis="cms-edit", line=line, field=None, message="", why="",
        remedy="Remove it.", edit=None, citations=(Citation("x", "", locator, "", ""),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("flag", "agreement"),
    [
        (flag_of("some-rule", 2, "20610 / 77002"), "same"),  # of any rule: it cites the edit that denies
        (flag_of("some-rule", 2, "20610 / 76942"), "none"),
        (flag_of("guidance-stacked", 1, "G 3"), "same"),  # it asks to change the other line of the edit
        (flag_of("wrong-guidance-family", 3, "20610 / 77001"), "same"),  # the root is the same procedure
        (flag_of("wrong-guidance-family", 3, "64493 / 77001"), "none"),
    ],
)
def test_a_denial_and_a_flag_of_the_same_edit_never_contradict_each_other(
    table: DenialTable, flag: Flag, agreement: str
) -> None:
    (denial,) = read_denials("CO-236", 2)
    for indicator in ("0", "1"):
        review = structs.replace(CLEAN, flags=(flag,))
        found = explain(denial, CLAIM, review, edit(indicator), table, TODAY)
        assert found.agreement == agreement


def test_an_edit_that_the_claim_opens_is_said_to_be_open(table: DenialTable) -> None:
    """Our check is silent then, and the denial says why."""
    lines = (structs.replace(CLAIM.lines[0], modifiers=("59",)), CLAIM.lines[1])
    found = ask(table, "CO-236", edit("1"), structs.replace(CLAIM, lines=lines))
    assert found.because[-1].startswith("Modifiers or sides on the claim open it already.")
    site = said(structs.replace(CLAIM, lines=lines), separate_site=True)
    assert ask(table, "CO-236", edit("1"), site).action == "appeal"


@given(
    text=st.sampled_from(["CO-236", "CO-97", "CO-97 M15", "CO-234 N20", "CO-236 N211", "CO-50"]),
    days=st.integers(0, 2000),
    site=st.sampled_from([None, True, False]),
    modifiers=st.sampled_from([(), ("59",), ("XS",)]),
    indicator=st.sampled_from(["0", "1"]),
)
def test_no_appeal_is_ever_offered_against_an_edit_that_is_never_bypassed_or_after_its_day(
    table: DenialTable, text: str, days: int, site: bool | None, modifiers: tuple[str, ...], indicator: str
) -> None:
    lines = (CLAIM.lines[0], structs.replace(CLAIM.lines[1], modifiers=modifiers))
    claim = structs.replace(CLAIM, lines=lines, documentation=Documentation(separate_site=site))
    found = ask(table, text, edit(indicator), claim, today=REMITTED + timedelta(days=days))
    if found.action == "appeal":
        assert days <= 125
        assert "CO-50" in text or indicator == "1"
        assert "CO-234" not in text
        assert "N211" not in text


def test_a_number_that_leaves_its_reason_open_is_related_to_what_our_check_finds(table: DenialTable) -> None:
    review = structs.replace(CLEAN, flags=(flag_of("reason-not-documented", 2, "x"),))
    (denial,) = read_denials("CO-50", 2)
    found = explain(denial, CLAIM, review, Facts(on=DAY), table, TODAY)
    assert found.agreement == "related"
    text = text_of(found, CLAIM, str)
    assert "Our check finds what may be related: Reason for guidance not documented" in text
    assert "finds the same" not in text
    assert NOT_NAMED in text


def test_the_last_day_of_an_appeal_says_how_it_is_counted(table: DenialTable) -> None:
    """120 days from receipt, presumed 5 days after the notice of 04/01/2026."""
    found = ask(table, "CO-50", Facts(on=DAY))
    appeal = found.deadlines[0]
    assert appeal.counted.startswith("Received on 04/06/2026, as presumed 5 days after the notice")
    assert appeal.counted.endswith("120 days from then.")
    assert f"  {appeal.counted}" in text_of(found, CLAIM, str)
    assert ask(table, "CO-50", Facts(on=DAY), remitted=None).deadlines[0].counted == ""


def test_no_policy_of_a_private_payer_stands_on_a_number_of_every_remittance(
    table: DenialTable, knowledge: Knowledge
) -> None:
    private = {row.value.id for row in knowledge.sources if row.value.basis == "payer-policy"}
    assert not {cited.source for code in table.codes for cited in code.citations} & private


def test_the_example_of_a_contractor_ends_on_its_day(table: DenialTable) -> None:
    appeal, _ = deadlines(table, date(2026, 5, 15))
    assert (appeal.what, appeal.last) == ("redetermination", date(2026, 9, 17))


def test_years_count_by_the_calendar_and_not_by_days(table: DenialTable) -> None:
    _, reopening = deadlines(table, date(2028, 2, 29))
    assert (reopening.last, reopening.with_cause) == (date(2029, 2, 28), date(2032, 2, 29))
    assert filing_deadline(table, date(2027, 3, 1)).last == date(2028, 3, 1)
