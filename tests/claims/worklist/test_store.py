"""A worklist with a file: what could not be written is owed, and the next write takes it along."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.claims.worklist.file import open_worklist
from app.claims.worklist.item import Item
from app.claims.worklist.store import Worklist
from tests.claims.worklist.made import decided, item, reason_of


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
