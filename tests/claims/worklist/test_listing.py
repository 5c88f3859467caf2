"""What of a worklist is shown, in which order, and what is still open."""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from app.claims.worklist.file import open_worklist
from app.claims.worklist.item import Item
from app.claims.worklist.listing import Choice, Listing
from app.claims.worklist.row import Reviewed, Shared, brief, make_row, with_review
from app.claims.worklist.store import Worklist
from app.coding.dispositions import Disposition
from app.coding.findings import Flag, Review
from app.coding.reasons import Unchecked, not_checked
from app.coding.words import Severity
from tests.claims.worklist.made import decided, item


def flag(rule: str, severity: Severity = "error", line: int = 1) -> Flag:
    return Flag(
        rule=rule, id="X-1", severity=severity, basis="cms-edit", line=line, field=None, message="Two codes.",
        why="Long.", remedy="Do it.", edit=None, citations=(),
    )  # fmt: skip


def review(*flags: Flag, missed: int = 0) -> Review:
    unchecked = tuple(not_checked(f"other-{at}", (Unchecked("No edition."),)) for at in range(missed))
    return Review(
        schema=1,
        outcome="issues" if flags else "clean",
        flags=flags,
        checked=(),
        not_checked=unchecked,
        editions=(),
    )


def worklist(*reviews: Review | None) -> Worklist:
    made = Worklist("a.837")
    made.add([item(number) for number in range(1, len(reviews) + 1)])
    made.take_reviews(
        (number, made.lines[number - 1], brief(Reviewed(found)))
        for number, found in enumerate(reviews, 1)
        if found is not None
    )
    return made


FOUND = (
    review(flag("b", "info")),
    review(flag("a"), flag("b", "warning")),
    None,
    review(),
    review(flag("a"), flag("a", line=2), flag("c", "info")),
    review(flag("b", "warning"), missed=2),
)


def test_the_worst_stand_first_and_what_waits_before_what_nothing_was_found_in() -> None:
    listing = worklist(*FOUND).listing
    assert listing.shown() == [5, 2, 6, 1, 3, 4]
    assert [listing.place_of(number) for number in listing.shown()] == list(range(6))
    assert listing.row(6).not_checked == 2
    listing.sort("reference", descending=True)
    assert listing.shown() == [6, 5, 4, 3, 2, 1]
    assert listing.place_of(6) == 0


def test_claims_are_named_by_number_in_their_natural_order() -> None:
    made = Worklist("a")
    made.add([item(number) for number in range(1, 13)])
    made.listing.sort("reference")
    assert made.listing.shown() == list(range(1, 13))


@pytest.mark.parametrize(
    ("choice", "shown"),
    [
        (Choice(rule="a"), [5, 2]),
        (Choice(found="warning"), [2, 6]),
        (Choice(found="none"), [4]),
        (Choice(found="not-checked"), [3]),
        (Choice(text="CASE 5 20610"), [5]),
        (Choice(payer=""), [5, 2, 6, 1, 3, 4]),
        (Choice(payer="aetna"), []),
        (Choice(rule="b", found="error"), [2]),
    ],
)
def test_a_filter_leaves_what_it_names(choice: Choice, shown: list[int]) -> None:
    listing = worklist(*FOUND).listing
    listing.choose(choice)
    assert listing.shown() == shown
    assert listing.place_of(4) == (shown.index(4) if 4 in shown else -1)


def test_totals_count_claims_by_rule_under_the_rest_of_the_filter() -> None:
    listing = worklist(*FOUND).listing
    assert listing.totals() == [("b", 3), ("a", 2), ("c", 1)]
    listing.choose(Choice(rule="a"))
    assert listing.totals() == [("b", 3), ("a", 2), ("c", 1)]
    listing.choose(Choice(found="info", rule="a"))
    assert listing.totals() == [("a", 1), ("b", 1), ("c", 1)]


def test_rows_that_come_one_by_one_stand_as_if_they_had_come_at_once() -> None:
    draws = random.Random(3)
    rules = "abcdef"
    severities: tuple[Severity, ...] = ("error", "warning", "info")
    reviews = [
        review(
            *(flag(draws.choice(rules), severities[draws.randrange(3)]) for _ in range(draws.randrange(3)))
        )
        for _ in range(200)
    ]
    made = worklist(*[None] * 200)
    made.listing.choose(Choice(found="error"))
    for number in draws.sample(range(1, 201), 200):
        made.take_reviews([(number, made.lines[number - 1], brief(Reviewed(reviews[number - 1])))])
    once = worklist(*reviews).listing
    once.choose(Choice(found="error"))
    assert made.listing.shown() == once.shown()
    assert made.listing.totals() == once.totals()
    assert Counter(dict(once.totals())) == Counter(
        rule for row in once.rows if once.choice.takes(row) for rule in {each.rule for each in row.flags}
    )


def test_a_decision_takes_a_flag_out_of_the_open_ones_and_moves_no_row(tmp_path: Path) -> None:
    made = worklist(*FOUND)
    made.save(tmp_path / "a.npw")
    before = made.listing.shown()
    for number, rule in ((2, "a"), (2, "b")):
        claim = made.item(number).claim
        assert claim is not None
        given = Disposition(rule=rule, line=1, code="20610", state="accepted", reason="Seen.")
        made.change(
            number, msgspec.structs.replace(claim, schema=2, dispositions=(*claim.dispositions, given))
        )
    row = made.listing.row(2)
    assert (row.is_open, row.worst, row.changed) == (False, "error", False)
    assert made.listing.shown() == before
    assert made.is_kept
    made.close()
    file, items = open_worklist(tmp_path / "a.npw")
    file.close()
    assert len(items[1].claim.dispositions if items[1].claim else ()) == 2


def test_the_next_open_claim_is_found_in_the_order_shown_and_around_its_end() -> None:
    listing = worklist(*FOUND).listing
    assert listing.next_open(None) == 5
    assert listing.next_open(5) == 2
    assert listing.next_open(1) == 5
    assert listing.next_open(5, -1) == 1
    assert listing.next_open(4) == 5
    listing.choose(Choice(rule="c"))
    assert listing.next_open(5) is None
    listing.choose(Choice(text="nowhere"))
    assert listing.next_open(5) is None


def test_a_claim_changed_in_the_form_says_so_and_an_older_review_of_it_is_left() -> None:
    made = worklist(None)
    line, claim = made.lines[0], made.item(1).claim
    assert claim is not None
    made.change(1, msgspec.structs.replace(claim, lines=claim.lines[:1]))
    assert made.listing.row(1).codes == ("20610",)
    assert made.listing.row(1).changed
    assert not made.is_kept
    made.take_reviews([(1, line, brief(Reviewed(review(flag("a")))))])
    assert made.listing.row(1).stage == "waiting"
    made.take_review(1, review(flag("b")))
    assert [each.rule for each in made.listing.row(1).flags] == ["b"]


def test_a_claim_that_could_not_be_read_and_one_outside_keep_their_rows() -> None:
    made = Worklist("a")
    made.add([Item(1, "claim 1", None, "It has no date."), item(2)])
    made.take_reviews([(2, made.lines[1], brief(Reviewed(review(), outside=True)))])
    made.listing.choose(Choice(found="not-checked"))
    assert [(made.listing.row(n).reference, made.listing.row(n).stage) for n in made.listing.shown()] == [
        ("claim 1", "left"),
        ("case 2", "outside"),
    ]


def test_a_reference_that_looks_like_a_person_is_not_shown() -> None:
    made = Worklist("a")
    made.add([item(1, reference="Smith, Anna")])
    assert made.listing.row(1).reference == "claim 1"
    assert "smith" not in made.listing.row(1).text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that is open")
def test_what_cannot_be_written_is_taken_and_told(tmp_path: Path) -> None:
    made = worklist(review(flag("a")))
    made.save(tmp_path / "a.npw")
    (tmp_path / "a.npw").rename(tmp_path / "b.npw")
    claim = made.item(1).claim
    assert claim is not None
    given = Disposition(rule="a", line=1, code="20610", state="fixed")
    with pytest.raises(OSError, match="moved"):
        made.change(1, msgspec.structs.replace(claim, schema=2, dispositions=(given,)))
    assert (made.listing.row(1).is_open, made.is_kept) == (False, False)
    made.save(tmp_path / "a.npw")
    assert (made.listing.row(1).is_open, made.is_kept) == (False, True)
    made.close()


def test_a_claim_whose_flags_are_gone_after_a_change_is_open_no_longer() -> None:
    before, shared = item(1), Shared()
    flagged = with_review(make_row(before, shared), before, brief(Reviewed(review(flag("a")))), shared)
    assert flagged.is_open
    mended = with_review(flagged, before, brief(Reviewed(review())), shared)
    assert (mended.flags, mended.open, mended.is_open, mended.fixed) == ((), (), False, 0)


def test_flags_that_were_decided_to_be_fixed_are_counted_apart() -> None:
    shared = Shared()
    for state, fixed in (("fixed", 1), ("accepted", 0)):
        given = decided(item(1), "because", state)  # type: ignore[arg-type]
        row = with_review(make_row(given, shared), given, brief(Reviewed(review(flag("ptp-pair")))), shared)
        assert (row.is_open, row.fixed) == (False, fixed)


def test_a_sample_is_shown_alone() -> None:
    listing = Listing()
    listing.add([make_row(item(number), Shared()) for number in (1, 2, 3)])
    listing.choose(Choice(sample=frozenset({1, 3})))
    assert listing.shown() == [1, 3]


@pytest.mark.parametrize("descending", [False, True])
def test_in_order_of_rules_rows_stand_in_groups_by_the_rule_of_their_worst_flag(descending: bool) -> None:
    listing = worklist(
        review(flag("b", "info")), review(flag("a")), None, review(), review(flag("a"), flag("b", "info")),
        review(flag("b")),
    ).listing  # fmt: skip
    assert listing.groups() == []
    listing.sort("rule", descending=descending)
    found = [(group.rule, group.standing, group.first, group.count) for group in listing.groups()]
    wanted = [
        ("a", "open", 0, 2), ("b", "open", 2, 1), ("b", "open", 3, 1), (None, "waiting", 4, 1),
        (None, "none", 5, 1),
    ]  # fmt: skip
    if descending:
        wanted = [(rule, standing, 6 - first - count, count) for rule, standing, first, count in wanted[::-1]]
    assert found == wanted
    shown = listing.shown()
    for group in listing.groups():
        rows = [listing.row(number) for number in shown[group.first : group.first + group.count]]
        assert {row.flags[0].rule if row.flags else None for row in rows} == {group.rule}
