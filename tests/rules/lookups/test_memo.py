"""What is kept: one look for one claim, however many rules ask."""

from threading import Barrier, Thread

import msgspec
import pytest

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.rules.examples.example import example
from app.rules.lookups.memo import cached_per_claim

CLAIM, FACTS = example("", "20610, 77002").make()
OTHER, OTHER_FACTS = example("", "27096, 77003").make()
asked: list[tuple[Claim, Facts, str]] = []


@cached_per_claim
def lines_with(claim: Claim, facts: Facts, code: str) -> tuple[int, ...]:
    """The lines with a code, and a note that somebody looked."""
    asked.append((claim, facts, code))
    return tuple(number for number, line in enumerate(claim.lines, 1) if line.code == code)


def looks() -> int:
    count = len(asked)
    asked.clear()
    return count


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Another claim has been in hand before."""
    lines_with(*example("", "20605").make(), "77002")
    looks()


def test_a_claim_is_looked_at_once_for_each_key() -> None:
    assert [lines_with(CLAIM, FACTS, code) for code in ("77002", "20610", "77002")] == [(2,), (1,), (2,)]
    assert looks() == 2


def test_another_claim_or_other_facts_are_looked_at_anew() -> None:
    same_words = msgspec.structs.replace(CLAIM)
    for claim, facts in (
        (CLAIM, FACTS),
        (same_words, FACTS),
        (same_words, OTHER_FACTS),
        (OTHER, OTHER_FACTS),
    ):
        lines_with(claim, facts, "77002")
    assert looks() == 4
    assert lines_with(OTHER, OTHER_FACTS, "77003") == (2,)


def test_nothing_found_is_kept_as_well() -> None:
    assert [lines_with(CLAIM, FACTS, "99999") for _ in range(3)] == [(), (), ()]
    assert looks() == 1


def test_two_threads_with_their_own_claims_get_their_own_answers() -> None:
    start = Barrier(2)
    wrong: list[tuple[int, ...]] = []

    def ask(claim: Claim, facts: Facts, code: str) -> None:
        start.wait()
        wrong.extend(found for _ in range(2000) if (found := lines_with(claim, facts, code)) != (2,))

    threads = [
        Thread(target=ask, args=each) for each in ((CLAIM, FACTS, "77002"), (OTHER, OTHER_FACTS, "77003"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
