"""The frame and the draw: the same claims and seed give the same sample, in whatever order they come."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.batch.drawing import draw
from app.batch.frame import FrameRules, digest_of, read_frame
from app.claims.answers import PayerAnswer
from app.claims.record import Entry
from app.coding.claim import Claim, Line
from app.coding.dispositions import Disposition


def claim(reference: str, payer: str | None = "medicare", **more: object) -> Claim:
    record = {"schema": 2, "date_of_service": date(2026, 9, 15), "lines": (Line("20610"), Line("77002"))}
    return Claim(reference=reference, payer=payer, **{**record, **more})  # type: ignore[arg-type]


def entries(*claims: Claim) -> list[Entry]:
    return [Entry(number, each) for number, each in enumerate(claims, 1)]


MANY = [claim(f"c{number}", ["medicare", "aetna", None][number % 3]) for number in range(60)]


@given(st.permutations(range(60)), st.text(min_size=1, max_size=9))
def test_the_order_of_the_claims_changes_neither_digest_nor_draw(order: list[int], seed: str) -> None:
    rules = FrameRules(by="payer")
    shuffled = [MANY[place] for place in order]
    frame, other = read_frame(entries(*MANY), rules), read_frame(entries(*shuffled), rules)
    assert other.digest == frame.digest
    sizes = {"medicare": 4, "aetna": 3, "not stated": 2}
    drawn = {MANY[place].reference for place in draw(frame, seed, sizes)}
    assert {shuffled[place].reference for place in draw(other, seed, sizes)} == drawn


def test_each_stratum_gives_as_many_as_asked_for_and_places_are_sorted() -> None:
    frame = read_frame(entries(*MANY), FrameRules(by="payer"))
    places = draw(frame, "s", {"medicare": 4, "aetna": 0, "not stated": 20})
    assert list(places) == sorted(set(places))
    drawn = [frame.strata[place] for place in places]
    assert (drawn.count("medicare"), drawn.count("aetna"), drawn.count("not stated")) == (4, 0, 20)


def test_another_seed_and_another_frame_give_another_sample() -> None:
    frame = read_frame(entries(*MANY), FrameRules())
    less = read_frame(entries(*MANY[:-1]), FrameRules())
    drawn = draw(frame, "2026", {"": 10})
    assert drawn == draw(frame, "2026", {"": 10})
    assert drawn != draw(frame, "2027", {"": 10})
    assert less.digest != frame.digest
    assert draw(less, "2026", {"": 10}) != drawn


def test_the_draw_is_fixed_for_good() -> None:
    # A sample is drawn again years later: a change here makes every report on file a wrong one.
    frame = read_frame(entries(*MANY), FrameRules())
    assert frame.digest == "f84628352f68a01c500b9d04c01ba359dbb72f115a4f97ada7316486f7c4cfa4"
    assert draw(frame, "2026", {"": 5}) == (6, 20, 37, 49, 59)


def test_every_claim_is_drawn_about_as_often() -> None:
    frame = read_frame(entries(*MANY), FrameRules())
    counts = [0] * len(MANY)
    for seed in range(600):
        for place in draw(frame, str(seed), {"": 10}):
            counts[place] += 1
    # 600 draws of 10 in 60: 100 expected, standard deviation 9; five of them to each side.
    assert min(counts) > 54
    assert max(counts) < 146


def test_claims_that_are_the_same_are_drawn_as_claims_of_their_own() -> None:
    frame = read_frame(entries(*[claim("a")] * 6), FrameRules())
    assert draw(frame, "s", {"": 6}) == (0, 1, 2, 3, 4, 5)
    assert len(draw(frame, "s", {"": 3})) == 3


def test_tokens_and_decisions_change_no_digest_and_a_unit_does() -> None:
    plain = claim("a")
    told = claim(
        "a",
        patient="m7",
        practitioner="p2",
        lines=(Line("20610", practitioner="p9"), Line("77002")),
        dispositions=(Disposition(rule="modifier-order", line=1, code="20610", state="fixed"),),
    )
    assert digest_of(told) == digest_of(plain)
    assert digest_of(claim("a", lines=(Line("20610", units=2), Line("77002")))) != digest_of(plain)


def test_what_is_not_in_the_frame_is_counted_by_its_reason() -> None:
    read = [
        Entry(1, claim("a")),
        Entry(2, None, "line 2 is no claim."),
        Entry("", None, notes=("a note on the file",)),
        Entry(3, claim("b", frequency="8")),
        Entry(4, claim("c"), unchecked="4010 is not checked."),
        Entry(5, claim("d", lines=(Line("99213"),))),
        Entry(6, None, answer=PayerAnswer(status="1")),
        Entry(7, claim("e"), answer=PayerAnswer(status="1")),
    ]
    frame = read_frame(read, FrameRules(codes=frozenset({"77002"})))
    assert len(frame.digests) == 1
    assert frame.excluded == {"unreadable": 1, "answer": 2, "void": 1, "unchecked": 1, "other-codes": 1}


def test_strata_are_named_by_what_the_claim_states() -> None:
    one = claim("a", place_of_service="22", claim_form="professional")
    for by, name in [("payer", "medicare"), ("place", "22"), ("form", "professional"), ("month", "2026-09")]:
        assert read_frame([Entry(1, one)], FrameRules(by=by)).sizes == {name: 1}  # type: ignore[arg-type]
    assert read_frame([Entry(1, claim("a", None))], FrameRules(by="payer")).sizes == {"not stated": 1}
