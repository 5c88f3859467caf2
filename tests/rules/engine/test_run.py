"""The engine: what is in force, what could not look, what crashed, and the order of flags."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.payers import PayerFacts, PayerPolicy
from app.coding.reasons import NotChecked, Unchecked, not_checked
from app.coding.series import Need
from app.coding.sources import Citation, Source
from app.rules import CHECKS, Cite, Rule, run
from app.rules.engine.rule import Check, rule
from app.rules.examples.example import example
from app.rules.examples.rows import gap_of

CLAIM, FACTS = example("", "20610-RT, 77002", on="2020-06-15").make()
CITATION = Citation("own", "2020", "row 7", "Own", "")
SOURCE = Source(
    id="aoc-2020", basis="cms-edit", publisher="P", title="T", edition="2020Q1", short="S", url="u",
    license="l", confidence="high", read=date(2020, 1, 2), series="ncci-aoc",
)  # fmt: skip


def make(check: Check, **fields: object) -> Rule:
    """A rule around `check`, every other field plain unless given."""
    plain = rule(
        id="TST-101", slug="test-rule", title="Test", severity="warning", basis="advice", why="Why.",
        remedy="Do.", citations=(Cite("ncci-aoc", "77002"),),
    )(check)  # fmt: skip
    return msgspec.structs.replace(plain, **fields)


def finds(*found: Finding | Unchecked) -> Check:
    def check(_claim: Claim, _facts: Facts) -> Iterator[Finding | Unchecked]:
        yield from found

    return check


def lacks(slug: str, *needs: Need) -> NotChecked:
    return not_checked(slug, [Unchecked(gap=gap_of(need)) for need in needs])


def crashes(_claim: Claim, _facts: Facts) -> Iterator[Finding | Unchecked]:
    yield Finding("Before the crash.")
    raise ZeroDivisionError("secret")


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (None, None, ""),
        (date(2020, 6, 15), None, ""),
        (date(2020, 6, 16), None, "This rule is for dates of service from 06/16/2020."),
        (None, date(2020, 6, 15), ""),
        (None, date(2020, 6, 14), "This rule is for dates of service to 06/14/2020."),
        (
            date(2019, 1, 1),
            date(2019, 12, 31),
            "This rule is for dates of service from 01/01/2019 to 12/31/2019.",
        ),
    ],
)
def test_a_rule_outside_its_dates_is_not_checked_and_says_so(
    first: date | None, last: date | None, reason: str
) -> None:
    dated = make(finds(Finding("Found.")), first=first, last=last)
    flags, checked, left = run(CLAIM, FACTS, (dated,))
    assert dated.in_force(CLAIM.date_of_service) == (not reason)
    assert len(flags) == (not reason)
    assert checked == (() if reason else ("test-rule",))
    assert [each.reason for each in left] == ([reason] if reason else [])


def test_a_need_that_the_shelf_cannot_meet_gives_its_reason() -> None:
    facts = msgspec.structs.replace(FACTS, missing={need: gap_of(need) for need in ("pairs", "units")})
    needy = make(finds(Finding("Found.")), needs=("codes", "pairs", "units"))
    assert run(CLAIM, facts, (needy,)) == ((), (), (lacks("test-rule", "pairs", "units"),))
    easy = make(finds(), needs=("codes",))
    assert run(CLAIM, facts, (easy,)) == ((), ("test-rule",), ())


def test_a_field_that_is_not_stated_is_named() -> None:
    asking = make(finds(Finding("Found.")), required_fields=("claim_form", "documentation.technique"))
    assert run(CLAIM, FACTS, (asking,))[2] == (
        not_checked("test-rule", [Unchecked(field="documentation.technique")]),
    )
    stated = make(finds(), required_fields=("claim_form", "documentation.modality"))
    assert run(CLAIM, FACTS, (stated,))[1] == ("test-rule",)


def test_a_guidance_rule_passes_over_a_claim_without_guidance() -> None:
    claim, facts = example("", "20610, 99213", form=None).make()
    scoped = make(finds(Finding("Found.")), traits=("guidance",), required_fields=("claim_form",))
    assert run(claim, facts, (scoped,)) == ((), ("test-rule",), ())


def test_a_rule_that_lacks_facts_has_looked_where_the_claim_gives_it_nothing_to_look_up() -> None:
    facts = msgspec.structs.replace(FACTS, missing={"pairs": gap_of("pairs")})
    one = msgspec.structs.replace(CLAIM, lines=CLAIM.lines[:1])
    pairs = make(finds(Finding("Found.")), needs=("pairs",), traits=("two_codes",))
    assert run(one, facts, (pairs,)) == ((), ("test-rule",), ())
    assert run(CLAIM, facts, (pairs,)) == ((), (), (lacks("test-rule", "pairs"),))
    other = make(finds(), slug="other", needs=("pairs",))
    assert run(one, facts, (other, pairs)) == ((), ("test-rule",), (lacks("other", "pairs"),))


def test_a_rule_that_lacks_facts_is_open_where_the_claim_holds_just_what_it_speaks_of() -> None:
    claim, facts = example("", "20610, 20605", pos="22").make()
    facts = msgspec.structs.replace(facts, missing={"pairs": gap_of("pairs")})
    pairs = make(finds(), needs=("pairs",), traits=("two_codes",))
    assert run(claim, facts, (pairs,)) == ((), (), (lacks("test-rule", "pairs"),))


def test_a_rule_that_lacks_facts_does_not_take_a_look_up_for_nothing_to_look_up() -> None:
    facts = msgspec.structs.replace(FACTS, missing={"add-ons": gap_of("add-ons")})
    unpaired = make(finds(), needs=("add-ons",), traits=("add_on_without_primary",))
    assert run(CLAIM, facts, (unpaired,))[2] == (lacks("test-rule", "add-ons"),)


def test_a_rule_of_modifiers_that_lacks_facts_has_looked_where_no_line_carries_them() -> None:
    facts = msgspec.structs.replace(FACTS, missing={"add-ons": gap_of("add-ons")})
    for fields in ({"modifiers": ("51",)}, {"guidance_modifiers": ("RT",)}):
        rule = make(finds(), needs=("add-ons",), **fields)
        assert run(CLAIM, facts, (rule,))[1] == ("test-rule",)
    carried = make(finds(), needs=("add-ons",), modifiers=("RT",))
    assert run(CLAIM, facts, (carried,))[1] == ()


def test_a_row_of_a_code_is_cited_from_the_edition_it_was_read_in() -> None:
    newer = msgspec.structs.replace(SOURCE, id="rvu-new", series="pfs-rvu", edition="NEW")
    older = msgspec.structs.replace(newer, id="rvu-old", edition="OLD")
    carried = {("pfs-rvu", "20610"): older}
    facts = msgspec.structs.replace(FACTS, sources={"pfs-rvu": newer}, carried=carried)
    both = finds(Finding("First.", line=1), Finding("Second.", line=2))
    flags = run(CLAIM, facts, (make(both, citations=(Cite("pfs-rvu", "row", of_code=True),)),))[0]
    assert [flag.citations[0].edition for flag in flags] == ["OLD", "NEW"]


def test_a_crash_becomes_a_flag_and_the_rule_is_not_checked() -> None:
    after = make(finds(Finding("After.")), slug="after", id="TST-102")
    flags, checked, left = run(CLAIM, FACTS, (make(crashes), after))
    assert [flag.rule for flag in flags] == ["rule-failed", "after"]
    assert (flags[0].id, flags[0].severity) == ("ENG-101", "error")
    assert flags[0].message == (
        "Rule TST-101 (test-rule) stopped with an error: ZeroDivisionError. Check this point by hand."
    )
    assert flags[0].citations
    assert checked == ("after",)
    assert [each.rule for each in left] == ["test-rule"]


def test_a_rule_that_gives_something_else_has_failed() -> None:
    wrong = make(lambda _claim, _facts: iter(("a text",)))  # type: ignore[arg-type]  # what a wrong rule would give
    flags, checked, _ = run(CLAIM, FACTS, (wrong,))
    assert [flag.rule for flag in flags] == ["rule-failed"]
    assert "TypeError" in flags[0].message
    assert checked == ()


def test_a_crash_leaves_the_flags_of_other_rules_alone() -> None:
    before = make(finds(Finding("Before.", severity="info")), slug="before", id="TST-100")
    flags, checked, _ = run(CLAIM, FACTS, (before, make(crashes)))
    assert [flag.rule for flag in flags] == ["rule-failed", "before"]
    assert checked == ("before",)


def test_what_is_missing_and_what_a_rule_left_open_are_both_told() -> None:
    facts = msgspec.structs.replace(FACTS, missing={"pairs": gap_of("pairs")})
    needy = make(finds(), slug="needy", needs=("pairs",))
    opened = make(finds(Unchecked("One.")), slug="opened")
    told = (lacks("needy", "pairs"), NotChecked("opened", "One."))
    assert run(CLAIM, facts, (opened, needy)) == ((), (), told)


def test_a_rule_that_could_not_look_everywhere_is_in_flags_and_not_checked() -> None:
    partly = make(finds(Unchecked("One."), Finding("Found."), Unchecked("One."), Unchecked("Two.")))
    flags, checked, left = run(CLAIM, FACTS, (partly,))
    assert [flag.message for flag in flags] == ["Found."]
    assert checked == ()
    assert left == (NotChecked("test-rule", "One. Two."),)


def test_flags_are_sorted_worst_first_then_line_then_id_and_the_whole_claim_last() -> None:
    shuffled = make(
        finds(
            Finding("a", severity="info", line=1),
            Finding("b"),
            Finding("c", line=2),
            Finding("d", severity="error", line=12),
            Finding("e", line=1),
        ),
        id="TST-102",
    )
    earlier = make(finds(Finding("f", line=1)), slug="other")
    flags, _, _ = run(CLAIM, FACTS, (shuffled, earlier))
    assert [flag.message for flag in flags] == ["d", "f", "e", "c", "b", "a"]


def test_a_finding_falls_back_to_the_words_of_its_rule() -> None:
    edged = Finding(
        "Own.", line=1, why="W.", remedy="R.", severity="info", basis="cms-edit", citations=(CITATION,)
    )
    (flag,), _, _ = run(CLAIM, FACTS, (make(finds(edged)),))
    assert (flag.why, flag.remedy, flag.severity, flag.basis) == ("W.", "R.", "info", "cms-edit")
    assert flag.citations == (CITATION,)
    (plain,), _, _ = run(CLAIM, FACTS, (make(finds(Finding("Plain."))),))
    assert (plain.why, plain.remedy, plain.severity, plain.basis) == ("Why.", "Do.", "warning", "advice")


def test_a_series_is_cited_in_the_edition_in_force_and_a_payer_policy_is_added() -> None:
    policy = PayerPolicy(
        id="p", payer="aetna", slug="test-rule", text="T.", first=None, last=None, names_77002=False,
        citations=(CITATION,),
    )  # fmt: skip
    other = msgspec.structs.replace(policy, slug="another", citations=(Citation("x", "", "", "", ""),))
    payer = PayerFacts("aetna", "Aetna", None, (policy, other), ())
    facts = msgspec.structs.replace(FACTS, sources={"ncci-aoc": SOURCE}, payer=payer)
    (flag,), _, _ = run(CLAIM, facts, (make(finds(Finding("Found."))),))
    assert flag.citations == (SOURCE.cite("77002"), CITATION)
    row = Citation("own", "2020", "row 8", "Own", "")
    (flag,), _, _ = run(CLAIM, facts, (make(finds(Finding("Found.", citations=(row,)))),))
    assert flag.citations == (row,)
    own = (Citation("row", "2026", "77002", "Row", ""),)
    (flag,), _, _ = run(CLAIM, facts, (make(finds(Finding("Found.", citations=own))),))
    assert flag.citations == own


def test_each_rule_cites_its_own_sources_in_the_edition_that_the_facts_hold() -> None:
    rules = tuple(
        make(finds(Finding("Found.")), id=f"TST-10{at}", slug=slug, citations=(Cite("ncci-aoc", slug),))
        for at, slug in enumerate(("one", "other"))
    )
    later = msgspec.structs.replace(SOURCE, edition="2020Q2")
    for source in (SOURCE, later, SOURCE):
        facts = msgspec.structs.replace(FACTS, sources={"ncci-aoc": source})
        flags, _, _ = run(CLAIM, facts, rules)
        assert [flag.citations for flag in flags] == [(source.cite("one"),), (source.cite("other"),)]


def test_a_source_that_the_facts_do_not_hold_is_still_named() -> None:
    (flag,), _, _ = run(CLAIM, FACTS, (make(finds(Finding("Found."))),))
    assert flag.citations == (Citation("ncci-aoc", "", "77002", "", ""),)


def test_every_rule_is_checked_or_not_checked_exactly_once() -> None:
    _, checked, left = run(CLAIM, FACTS)
    assert sorted((*checked, *(each.rule for each in left))) == sorted(each.slug for each in CHECKS)


def test_what_is_said_of_a_crash_is_no_check_of_the_claim() -> None:
    _, checked, left = run(CLAIM, FACTS)
    _, nothing, blank = run(msgspec.structs.replace(CLAIM, lines=()), FACTS)
    assert checked
    assert (nothing, len(blank)) == ((), len(CHECKS))
    assert "rule-failed" not in (*checked, *(each.rule for each in (*left, *blank)))


def test_the_row_of_the_flagged_code_is_cited_and_a_series_without_an_edition_in_force_is_not() -> None:
    cites = (Cite("ncci-aoc", "type 1", of_code=True), Cite("ncci-mue", of_code=True))
    found = Finding("One.", line=1), Finding("Two.", line=2), Finding("Claim.")
    rule = make(finds(*found), citations=cites)
    held = msgspec.structs.replace(FACTS, sources={"ncci-aoc": SOURCE})
    flags, _, _ = run(CLAIM, held, (rule,))
    codes = [f"{line.code}, type 1" for line in CLAIM.lines]
    assert [flag.citations for flag in flags] == [(SOURCE.cite(each),) for each in (*codes, "type 1")]
    both = {"ncci-aoc": SOURCE, "ncci-mue": msgspec.structs.replace(SOURCE, id="mue")}
    flags, _, _ = run(CLAIM, msgspec.structs.replace(FACTS, sources=both), (rule,))
    assert [each.locator for each in flags[0].citations] == [codes[0], CLAIM.lines[0].code]
