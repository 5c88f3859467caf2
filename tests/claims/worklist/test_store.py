"""A worklist with a file: what could not be written is owed, and the next write takes it along."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from app.claims.worklist.file import open_worklist
from app.claims.worklist.item import Item
from app.claims.worklist.row import Reviewed, brief
from app.claims.worklist.store import Worklist
from app.coding.claim import Line
from tests.claims.worklist.made import decided, item, reason_of
from tests.claims.worklist.test_listing import flag, review


def full(_handle: int, _rest: memoryview) -> int:
    raise OSError(28, "No space left on device")


def decide(worklist: Worklist, number: int, reason: str) -> None:
    claim = decided(worklist.item(number), reason).claim
    assert claim is not None
    worklist.change(number, claim)


def reopened(path: Path) -> tuple[Item, ...]:
    file, items = open_worklist(path)
    file.close()
    return items


def test_what_could_not_be_written_is_written_with_the_next_decision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worklist = Worklist("a")
    worklist.add([item(number) for number in range(1, 5)])
    worklist.save(tmp_path / "a.npw")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        for number in (1, 2, 1):
            with pytest.raises(OSError, match="No space left"):
                decide(worklist, number, f"reason {number}{len(worklist.owed)}")
    assert worklist.owed == {1, 2}
    decide(worklist, 4, "later")
    assert worklist.is_kept
    worklist.close()
    assert [reason_of(each) for each in reopened(tmp_path / "a.npw")] == [
        "reason 12", "reason 21", "", "later",
    ]  # fmt: skip


def test_a_whole_write_that_fails_leaves_the_file_open_and_the_rest_owed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worklist = Worklist("a")
    worklist.add([item(1), item(2)])
    decide(worklist, 2, "in memory")
    assert worklist.owed == {2}
    worklist.save(tmp_path / "a.npw")
    assert worklist.is_kept
    with monkeypatch.context() as patch:
        patch.setattr("app.claims.worklist.store.save_worklist", lambda *_: full(0, memoryview(b"")))
        with pytest.raises(OSError, match="No space left"):
            worklist.save(tmp_path / "b.npw")
    decide(worklist, 1, "after")
    assert worklist.is_kept
    worklist.close()
    assert [reason_of(each) for each in reopened(tmp_path / "a.npw")] == ["after", "in memory"]


def corrected(worklist: Worklist, number: int, *codes: str) -> None:
    claim = worklist.item(number).claim
    assert claim is not None
    worklist.change(number, msgspec.structs.replace(claim, lines=tuple(map(Line, codes))))


def test_what_was_found_first_stays_known_when_a_change_fixes_it(tmp_path: Path) -> None:
    worklist = Worklist("a")
    worklist.add([item(1)])
    found = review(flag("ptp-pair", line=2), flag("b", line=1))
    worklist.take_reviews([(1, worklist.lines[0], brief(Reviewed(found)))])
    worklist.save(tmp_path / "a.npw")
    corrected(worklist, 1, "20610")
    worklist.take_review(1, review(flag("b", line=1)))
    row = worklist.listing.row(1)
    assert [each.rule for each in row.gone] == ["ptp-pair"]
    assert [each.rule for each in row.first] == ["ptp-pair", "b"]
    worklist.close()
    (kept,) = reopened(tmp_path / "a.npw")
    assert kept.original == item(1).claim
    assert kept.changed


def test_a_claim_that_is_as_it_was_read_again_is_not_changed() -> None:
    worklist = Worklist("a")
    worklist.add([item(1)])
    worklist.take_reviews([(1, worklist.lines[0], brief(Reviewed(review(flag("ptp-pair")))))])
    corrected(worklist, 1, "20610")
    worklist.take_review(1, review())
    assert worklist.listing.standing["done"] == 1
    corrected(worklist, 1, "20610", "77002")
    row = worklist.listing.row(1)
    assert ([each.rule for each in row.flags], row.first, row.gone) == (["ptp-pair"], (), ())
    assert worklist.item(1) == item(1)


def test_a_fix_moves_no_claim() -> None:
    worklist = Worklist("a")
    worklist.add([item(1), item(2), item(3)])
    worklist.take_reviews(
        [(number, worklist.lines[number - 1], brief(Reviewed(review(flag("a"))))) for number in (1, 2, 3)]
    )
    corrected(worklist, 1, "20610")
    worklist.take_review(1, review())
    assert worklist.listing.shown() == [1, 2, 3]
    assert worklist.listing.next_open(1) == 2
    assert worklist.listing.claim_place(2) == 1
