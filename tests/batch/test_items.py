"""The items of a worklist reviewed by processes: what one process finds, and nothing of it on disk."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest
from msgspec import structs

from app.batch import items as module
from app.batch.items import ReviewedLine, review_by_processes
from app.batch.neighbors import Neighbors, find_neighbors
from app.claims.worklist.item import Item, entry_of, read_item, write_item
from app.claims.worklist.row import Brief
from app.coding.errors import InstallationError
from app.desktop.worklist.reviewing import RunReviewer
from app.library.library import Library
from app.review import review
from tests.claims.worklist.made import decided, item

KINDS: tuple[Callable[[int], Item], ...] = (
    lambda number: item(number, "77002"),
    lambda number: item(number, "99213"),
    lambda number: item(number, "20610", "77002"),
    lambda number: decided(item(number, "20610", "77002"), "seen"),
    lambda number: Item(number, f"claim {number}", None, "It is cut."),
    lambda number: structs.replace(item(number, "77002"), left="It is void."),
    lambda number: item(number, "77002", schema=2, patient=f"p{number // 9}", practitioner="d1"),
)


@pytest.fixture
def lines() -> list[tuple[int, bytes]]:
    """Items of every kind, three hundred."""
    return [(number, write_item(KINDS[number % len(KINDS)](number))) for number in range(1, 301)]


def around(lines: Sequence[tuple[int, bytes]], library: Library) -> Neighbors:
    return find_neighbors(lambda: (entry_of(read_item(line)) for _, line in lines), library.covered_codes)


def found(reviewed: Sequence[ReviewedLine]) -> dict[int, Brief]:
    return {number: brief for number, _, brief in reviewed}


def test_processes_find_what_one_process_finds(
    small_library: Library, lines: list[tuple[int, bytes]]
) -> None:
    neighbors, covered = around(lines, small_library), small_library.covered_codes
    both = list(review_by_processes(lines, neighbors, covered, small_library.reopening(), 2))
    alone = RunReviewer(functools.partial(review, library=small_library), small_library)
    alone.look_around(lambda: [line for _, line in lines])
    assert sorted(number for number, *_ in both) == list(range(1, 301))
    assert found(both) == found(list(alone.review_lines(lines)))
    assert any(brief.beside for brief in found(both).values())
    given = dict(lines)
    assert all(line is given[number] for number, line, _ in both)  # a worklist knows it by that


def test_many_items_that_need_no_review_come_before_the_end(
    small_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAITING", 10)
    outside = [(number, write_item(item(number, "99213"))) for number in range(1, 200)]
    reviewed = review_by_processes(
        outside, Neighbors({}), small_library.covered_codes, small_library.reopening(), 1
    )
    assert next(reviewed)[0] == 1
    assert isinstance(reviewed, Generator)
    reviewed.close()


def test_a_library_that_another_process_cannot_open_leaves_the_work_to_this_one(
    small_library: Library, lines: list[tuple[int, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.desktop.worklist.reviewing.MANY", 2)
    monkeypatch.setattr(Library, "reopening", lambda _self: _refuse)
    reviewer = RunReviewer(functools.partial(review, library=small_library), small_library)
    reviewer.jobs = 2
    assert sorted(number for number, *_ in reviewer.review_lines(lines)) == list(range(1, 301))


def _refuse() -> Library:
    raise InstallationError("It is gone.")


def test_a_library_opens_again_with_the_same_editions(small_library: Library) -> None:
    assert small_library.reopening()().editions == small_library.editions


def test_a_shelf_whose_file_is_gone_does_not_open_again(small_library: Library, tmp_path: Path) -> None:
    parts = structs.replace(small_library.shelf.parts(), files=((tmp_path / "none.npe", small_library.book),))
    with pytest.raises((InstallationError, OSError)):
        type(small_library.shelf).of_parts(parts)
