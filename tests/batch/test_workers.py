"""Work spread over processes: answers in order, a killed process made good, faults in their turn."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.batch.workers import Crew, in_order
from app.coding.errors import InputError, InstallationError


def squares() -> Callable[[int], int]:
    return lambda number: number * number


def which_process() -> Callable[[int], tuple[int, int]]:
    return lambda number: (number, os.getpid())


def dies_once(mark: Path) -> Callable[[int], int]:
    """Ends its process without a word at the fifth chunk, as one that is killed, but only the first time."""

    def work(number: int) -> int:
        if number == 5 and not mark.exists():
            mark.touch()
            os._exit(9)
        return number

    return work


def always_dies() -> Callable[[int], int]:
    return lambda _number: os._exit(9)


def refuses_the_third() -> Callable[[int], int]:
    def work(number: int) -> int:
        if number == 3:
            raise InputError("The third is wrong.")
        return number

    return work


def cannot_begin() -> Callable[[int], int]:
    raise InstallationError("There is no book.")


def broken_off() -> Iterator[int]:
    yield from range(4)
    raise InputError("The file ends early.")


def test_answers_come_in_the_order_of_the_chunks() -> None:
    assert list(in_order(range(40), squares, jobs=2)) == [number * number for number in range(40)]


def test_several_processes_work_and_none_of_them_is_this_one() -> None:
    answers = list(in_order(range(200), which_process, jobs=2))
    assert [number for number, _ in answers] == list(range(200))
    assert os.getpid() not in {process for _, process in answers}


def test_what_a_killed_process_did_not_answer_is_done_again(tmp_path: Path) -> None:
    mark = tmp_path / "killed"
    assert list(in_order(range(30), functools.partial(dies_once, mark), jobs=2)) == list(range(30))
    assert mark.exists()


def test_processes_that_are_killed_again_and_again_end_in_one_sentence() -> None:
    with pytest.raises(InstallationError, match=r"three times at the same claims\. Run again with --jobs 1"):
        list(in_order(range(3), always_dies, jobs=2))


def test_a_fault_of_a_chunk_comes_in_its_turn() -> None:
    found: list[int] = []
    with pytest.raises(InputError, match=r"The third is wrong\."):
        found.extend(in_order(range(8), refuses_the_third, jobs=2))
    answers = in_order(range(8), refuses_the_third, jobs=2)
    assert [next(answers) for _ in range(3)] == [0, 1, 2]
    answers.close()  # type: ignore[attr-defined]  # it is a generator


def test_a_fault_of_the_reader_comes_behind_the_answers_to_what_was_read() -> None:
    answers = in_order(broken_off(), squares, jobs=2)
    assert [next(answers) for _ in range(4)] == [0, 1, 4, 9]
    with pytest.raises(InputError, match=r"The file ends early\."):
        next(answers)


def test_what_making_the_work_raises_is_raised_here() -> None:
    with pytest.raises(InstallationError, match=r"There is no book\."):
        list(in_order(range(3), cannot_begin, jobs=2))


def test_no_more_is_read_than_the_processes_need_soon() -> None:
    read: list[int] = []

    def chunks() -> Iterator[int]:
        for number in range(100):
            read.append(number)
            yield number

    answers = in_order(chunks(), squares, jobs=1)
    assert next(answers) == 0
    assert len(read) < 10
    answers.close()  # type: ignore[attr-defined]  # it is a generator


def test_without_chunks_there_are_no_answers() -> None:
    assert list(in_order([], squares, jobs=2)) == []


def mark_ready(mark: Path) -> None:
    mark.touch()


def was_ready(mark: Path) -> Callable[[int], tuple[bool, int]]:
    """Whether its process got ready before its work was made, and which it is."""
    ready = mark.exists()
    return lambda _number: (ready, os.getpid())


def test_processes_started_ahead_get_ready_and_then_do_the_work(tmp_path: Path) -> None:
    mark = tmp_path / "ready"
    with Crew(1, functools.partial(mark_ready, mark)) as crew:
        answers = list(in_order(range(5), functools.partial(was_ready, mark), jobs=1, crew=crew))
    assert len(set(answers)) == 1
    assert answers[0][0]
    assert answers[0][1] != os.getpid()


def test_a_killed_process_of_those_started_ahead_is_replaced(tmp_path: Path) -> None:
    ready = functools.partial(mark_ready, tmp_path / "ready")
    with Crew(2, ready) as crew:
        found = list(in_order(range(30), functools.partial(dies_once, tmp_path / "killed"), 2, crew))
    assert found == list(range(30))


def test_processes_started_ahead_end_where_there_is_no_work(tmp_path: Path) -> None:
    with Crew(2, functools.partial(mark_ready, tmp_path / "ready")) as crew:
        processes = [worker.process for worker in crew._idle]
        assert all(process.is_alive() for process in processes)
    assert not any(process.is_alive() for process in processes)
