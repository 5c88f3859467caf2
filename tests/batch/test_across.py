"""Claims of one patient's day in a run: put together in whatever order they come, and never by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.batch import neighbors as module
from app.batch.across import Across, FoundElsewhere
from app.batch.across_words import say_unread
from app.batch.neighbors import BECAUSE, Because, Neighbors, find_neighbors
from app.batch.scope import OUTSIDE_REVIEW
from app.batch.stream import ReviewedClaim, review_claims
from app.claims.answers import PayerAnswer
from app.claims.corrections import Correction
from app.claims.record import Entry
from app.claims.shorthand import parse_lines
from app.coding.claim import Claim
from app.library.library import Library
from app.review import review

DAY = date(2026, 9, 15)


def entry(name: str, lines: str, **stated: object) -> Entry:
    plain = Claim(
        schema=2,
        date_of_service=DAY,
        lines=parse_lines(lines),
        payer="medicare",
        patient="m1",
        practitioner="p1",
    )
    return Entry(name, msgspec.structs.replace(plain, **stated))


def version(of: Entry, *, version: int = 0, replaces: bool = False) -> Entry:
    return msgspec.structs.replace(of, version=version, replaces=replaces)


def neighbors_of(entries: Iterable[Entry], library: Library) -> Neighbors:
    held = list(entries)
    return find_neighbors(lambda: held, library.covered_codes)


def reviewed(entries: list[Entry], library: Library) -> dict[str | int, ReviewedClaim]:
    found = review_claims(entries, library, library.covered_codes, neighbors_of(entries, library))
    return {each.entry.name: each for each in found}


def rules_of(found: ReviewedClaim) -> set[str]:
    assert found.review is not None
    return {flag.rule for flag in found.review.flags}


def test_the_review_says_where_the_primary_stands(small_library: Library) -> None:
    found = reviewed([entry("A", "77002"), entry("B", "20610-RT")], small_library)
    assert "addon-without-primary" not in rules_of(found["A"])
    assert "primary-on-another-claim" in rules_of(found["A"])
    assert found["A"].across == Across(
        "run", None, 1, (FoundElsewhere(1, "77002", "primary", "B", 1, "20610"),)
    )
    assert found["B"].across == Across("run", None, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"patient": "m2"},
        {"date_of_service": date(2026, 9, 16)},
        {"payer": "aetna"},
        {"claim_form": "institutional"},
    ],
)
def test_another_patient_day_payer_or_form_is_another_matter(
    small_library: Library, other: dict[str, object]
) -> None:
    found = reviewed([entry("A", "77002"), entry("B", "20610", **other)], small_library)
    assert "addon-without-primary" in rules_of(found["A"])
    assert found["A"].across == Across("run")


def test_tokens_of_two_files_are_two_people(small_library: Library) -> None:
    other = msgspec.structs.replace(entry("B", "20610"), tokens="b.json")
    assert reviewed([entry("A", "77002"), other], small_library)["A"].across == Across("run")


@pytest.mark.parametrize(
    ("because", "entries"),
    [
        ("patient", [entry("A", "77002", patient=None), entry("B", "20610")]),
        ("practitioner", [entry("A", "77002", practitioner=None), entry("B", "20610")]),
        ("frequency", [entry("A", "77002", frequency="7"), entry("B", "20610")]),
        ("frequency", [entry("A", "77002"), entry("B", "20610", frequency="8")]),
        ("reference", [entry("A", "77002", reference="c1"), entry("B", "20610", reference="c1")]),
        ("reference", [entry("A", "77002"), entry("A", "20610")]),
        ("reference", [version(entry(each, "77002"), version=7) for each in "AB"]),
        ("frequency", [entry("A", "77002"), version(entry("B", "77002"), replaces=True)]),
    ],
)
def test_where_claims_cannot_be_put_together_the_review_says_so(
    small_library: Library, because: Because, entries: list[Entry]
) -> None:
    (found, *_) = review_claims(
        entries, small_library, small_library.covered_codes, neighbors_of(entries, small_library)
    )
    assert found.across == Across("claim", because)
    assert found.review is not None
    assert found.entry.claim is not None
    assert found.review == review(found.entry.claim, small_library)
    assert because in BECAUSE


def test_answers_and_old_versions_are_looked_at_alone(small_library: Library) -> None:
    answer = msgspec.structs.replace(entry("A", "77002", patient=None), answer=PayerAnswer(status="1"))
    old = msgspec.structs.replace(entry("B", "20610"), unchecked="It is of version 4010.")
    found = reviewed([answer, old, entry("C", "77002")], small_library)
    assert [each.across for each in found.values()] == [
        Across("claim", "answer"),
        Across("claim", "unchecked"),
        Across("run"),
    ]


def test_a_claim_read_from_its_explanation_of_benefit_is_looked_at_among_the_others(
    small_library: Library,
) -> None:
    """Unlike a remittance it says whose claim it is, and stands for the claim itself."""
    answered = msgspec.structs.replace(entry("A", "77002"), answer=PayerAnswer(status=""))
    found = reviewed([answered, entry("B", "20610")], small_library)
    assert found["A"].across == Across(
        "run", None, 1, (FoundElsewhere(1, "77002", "primary", "B", 1, "20610"),)
    )


def test_what_is_known_to_replace_or_cancel_leaves_no_doubt(small_library: Library) -> None:
    replacing = msgspec.structs.replace(
        entry("B", "20610", frequency="7"), corrections=(Correction("supersedes", ("C",)),)
    )
    superseded = msgspec.structs.replace(entry("C", "20605"), unchecked="It is superseded.")
    found = reviewed([entry("A", "77002"), replacing, superseded], small_library)
    assert found["A"].across == Across(
        "run", None, 1, (FoundElsewhere(1, "77002", "primary", "B", 1, "20610"),)
    )
    canceling = msgspec.structs.replace(
        entry("B", "20610", frequency="8"), corrections=(Correction("cancels", ("C",)),)
    )
    found = reviewed([entry("A", "77002"), canceling, superseded], small_library)
    assert found["A"].across == Across("run")
    assert found["B"].across == Across("claim", "canceling")


def test_without_neighbors_nothing_is_said_of_them(small_library: Library) -> None:
    (found,) = review_claims([entry("A", "77002")], small_library)
    assert found.across is None


def test_a_claim_outside_is_reviewed_beside_one_that_concerns_us(small_library: Library) -> None:
    found = reviewed(
        [entry("A", "99213"), entry("B", "77002"), entry("C", "99213", patient="m2")], small_library
    )
    assert not found["A"].outside
    assert found["C"].review is OUTSIDE_REVIEW


def test_days_that_share_their_bits_by_chance_change_nothing(
    small_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        entry("A", "77002"),
        entry("B", "20610"),
        entry("C", "99213", patient="m2"),
        entry("D", "99214", patient="m2"),
        entry("E", "77002", patient="m3"),
    ]
    apart = reviewed(entries, small_library)
    monkeypatch.setattr(module, "_BITS", 8)  # all days share the few bits
    together = reviewed(entries, small_library)
    assert together == apart
    assert together["C"].outside


@pytest.mark.parametrize(("kept", "times"), [(100_000, 1), (1_000, 2), (0, 2)])
def test_only_days_with_several_claims_are_kept_whether_they_are_read_once_or_twice(
    small_library: Library, monkeypatch: pytest.MonkeyPatch, kept: int, times: int
) -> None:
    monkeypatch.setattr(module, "KEPT", kept)
    monkeypatch.setattr(module, "_BLOCK", 50)
    reads = 0

    def read() -> Iterable[Entry]:
        nonlocal reads
        reads += 1
        for number in range(300):
            yield entry(f"c{number}", "20610, 77002", patient=f"m{number}")
        yield entry("last", "20610", patient="m7")

    found = find_neighbors(read, small_library.covered_codes)
    assert reads == times
    assert [[each.name for each in day] for day in found.days()] == [["c7", "last"]]


def test_a_day_of_more_claims_than_a_patient_has_is_not_put_together(
    small_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    entries = [entry(f"c{number}", "77002") for number in range(5)]
    found = reviewed([*entries, entry("x", "20610")], small_library)
    assert {each.across for each in found.values()} == {Across("claim", "crowded")}
    outside_first = [entry(f"o{number}", "99213") for number in range(5)]
    found = reviewed([*outside_first, entry("x", "77002")], small_library)
    assert {each.across for each in found.values()} == {Across("claim", "crowded")}
    few = reviewed(entries[:3], small_library)["c0"].across
    assert few is not None
    assert (few.looked_at, few.claims) == ("run", 2)


CLAIMS = ["77002", "20610", "20610-76", "77002-26", "20611", "99213", "64640, 77002", "20610, 77002"]


@given(
    st.lists(
        st.tuples(st.sampled_from(CLAIMS), st.sampled_from(["m1", "m2"]), st.sampled_from(["p1", "p2"])),
        min_size=2,
        max_size=6,
    ).flatmap(lambda claims: st.tuples(st.just(claims), st.permutations(range(len(claims)))))
)
def test_the_order_of_the_claims_and_the_names_of_tokens_change_no_review(
    small_library: Library, drawn: tuple[list[tuple[str, str, str]], list[int]]
) -> None:
    claims, order = drawn
    entries = [
        entry(f"c{at}", lines, patient=patient, practitioner=who)
        for at, (lines, patient, who) in enumerate(claims)
    ]
    renamed: Callable[[str], str] = {"m1": "m9", "m2": "m1", "p1": "p7", "p2": "p1"}.__getitem__
    shuffled = [
        entry(f"c{at}", lines, patient=renamed(patient), practitioner=renamed(who))
        for at, (lines, patient, who) in ((at, claims[at]) for at in order)
    ]
    before, after = reviewed(entries, small_library), reviewed(shuffled, small_library)
    for name, found in before.items():
        assert (after[name].review, after[name].across, after[name].outside) == (
            found.review,
            found.across,
            found.outside,
        )


def test_claims_that_cannot_be_read_are_counted_where_others_are_put_together(small_library: Library) -> None:
    lost = [Entry("B", None, "B has no date."), Entry("", None, "The file is cut off.")]
    assert neighbors_of([entry("A", "77002"), *lost], small_library).unread == 1
    assert neighbors_of([entry("A", "77002", patient=None), *lost], small_library).unread == 0
    assert neighbors_of([entry("A", "77002")], small_library).unread == 0


@pytest.mark.parametrize(
    ("claims", "words"), [(0, ""), (1, "1 claim could not be read and was not"), (2, "2 claims could not")]
)
def test_what_could_not_be_read_is_said_of_the_others(claims: int, words: str) -> None:
    assert say_unread(claims).startswith(words)


def test_claims_for_the_same_services_to_two_payers_are_no_repeat(small_library: Library) -> None:
    first, again = entry("A", "20610-RT 77002"), entry("B", "20610-RT 77002")
    second = msgspec.structs.replace(again, rank="S")
    assert "repeated-across-claims" in rules_of(reviewed([first, again], small_library)["B"])
    assert "repeated-across-claims" not in rules_of(reviewed([first, second], small_library)["B"])
