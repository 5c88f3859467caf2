"""Totals of a run: each flag counted once in each group, whatever order the claims come in."""

from __future__ import annotations

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from app.batch.neighbors import find_neighbors
from app.batch.stream import review_claims
from app.batch.totals import RunTotals, Totals, leaning_of
from app.claims.answers import PayerAnswer
from app.claims.record import Entry
from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.library.library import Library
from app.rules import ACROSS_RULES, ALL_RULES


def entry(name: str, lines: str, **stated: object) -> Entry:
    plain = Claim(schema=2, date_of_service=date(2026, 9, 15), lines=parse_lines(lines), payer="medicare")
    return Entry(name, msgspec.structs.replace(plain, **stated))


def totals_of(entries: list[Entry], library: Library) -> Totals:
    tally = RunTotals()
    neighbors = find_neighbors(lambda: entries, library.covered_codes)
    for found in review_claims(entries, library, library.covered_codes, neighbors):
        tally.add(found)
    return tally.totals()


def test_claims_are_counted_by_what_became_of_them(small_library: Library) -> None:
    totals = totals_of(
        [
            entry("a", "77002"),
            entry("b", "99213"),
            Entry("c", None, "It is wrong."),
            Entry("d", None, answer=PayerAnswer(status="1")),
            Entry("", None, notes=("A note.",)),
        ],
        small_library,
    )
    assert (totals.claims, totals.outside, totals.unreadable, totals.answers) == (2, 1, 1, 1)
    assert totals.outcomes == {"issues": 1, "incomplete": 0, "clean": 0}
    assert totals.looked_at_alone == {"patient": 2}


def test_flags_are_counted_by_rule_with_the_way_they_lean(small_library: Library) -> None:
    totals = totals_of([entry("a", "77002"), entry("b", "77002"), entry("c", "20610, 77002")], small_library)
    rules = {each.rule: each for each in totals.rules}
    lone = rules["addon-without-primary"]
    assert (lone.id, lone.direction, lone.claims, lone.severities["error"]) == ("ADD-101", "over", 2, 2)
    assert rules["image-not-documented"].not_checked == 3
    assert rules["image-not-documented"].claims == 0
    assert totals.all.directions["over"] >= 2
    assert totals.all.with_flags == 2
    assert [each.id for each in totals.rules] == sorted(each.id for each in totals.rules)


def test_payers_places_and_practitioners_have_their_own(small_library: Library) -> None:
    totals = totals_of(
        [
            entry("a", "77002", place_of_service="22", practitioner="p9"),
            entry("b", "99213", payer=None, practitioner="p4"),
            entry("c", "77002", payer="aetna", place_of_service="11"),
            msgspec.structs.replace(entry("d", "77002", practitioner="p9"), tokens="another file"),
        ],
        small_library,
    )
    assert {name: found.claims for name, found in totals.payers.items()} == {
        "aetna": 1,
        "medicare": 2,
        "not stated": 1,
    }
    assert list(totals.places) == ["11", "22", "not stated"]
    assert {name: found.claims for name, found in totals.practitioners.items()} == {
        "1": 1,
        "2": 1,
        "not stated": 1,
        "3": 1,
    }


def test_what_a_rule_leans_to_is_the_rules_own() -> None:
    assert (leaning_of("ptp-pair"), leaning_of("guidance-not-on-claim")) == ("over", "under")
    assert (leaning_of("modifier-order"), leaning_of("a-rule-of-another-version")) == ("neither", "neither")
    ways = {rule.direction for rule in (*ALL_RULES, *ACROSS_RULES)}
    assert ways == {"over", "under", None}


LINES = ["77002", "20610, 77002", "99213", "77002-26", "20610-76", "20611, 77002"]
DRAWN = st.tuples(
    st.sampled_from(LINES),
    st.sampled_from(["medicare", "aetna", None]),
    st.sampled_from(["m1", "m2", None]),
    st.sampled_from(["p1", "p2", None]),
)


@given(
    st.lists(DRAWN, min_size=1, max_size=7).flatmap(
        lambda claims: st.tuples(st.just(claims), st.permutations(range(len(claims))))
    )
)
def test_the_order_of_the_claims_changes_nothing_but_the_ranks(
    small_library: Library, drawn: tuple[list[tuple[str, str | None, str | None, str | None]], list[int]]
) -> None:
    claims, order = drawn
    entries = [
        entry(f"c{at}", lines, payer=payer, patient=patient, practitioner=who)
        for at, (lines, payer, patient, who) in enumerate(claims)
    ]
    before = totals_of(entries, small_library)
    after = totals_of([entries[at] for at in order], small_library)

    def ranked(totals: Totals) -> list[bytes]:
        return sorted(map(msgspec.json.encode, totals.practitioners.values()))

    assert ranked(after) == ranked(before)
    assert msgspec.structs.replace(after, practitioners={}) == msgspec.structs.replace(
        before, practitioners={}
    )
    groups = (before.payers, before.places, before.practitioners)
    assert all(sum(found.claims for found in group.values()) == before.claims for group in groups)
    for severity, count in before.all.severities.items():
        assert sum(rule.severities[severity] for rule in before.rules) == count
        assert all(sum(found.severities[severity] for found in group.values()) == count for group in groups)
