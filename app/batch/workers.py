"""Work spread over processes: the same answers in the same order as one process gives.

Processes are started anew and never forked, as on Windows and in the packaged program. What they get and give
goes through pipes alone, so nothing of a claim comes to disk. Where a process is killed, whoever did it, the
chunks that it had not answered go to a new one.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from app.batch.worker import Raised, Work, run_worker
from app.coding.errors import InputError, InstallationError

Chunk = TypeVar("Chunk")
Answer = TypeVar("Answer")

MOST_JOBS = 30
"""As many processes as Windows lets one wait for: at most 63 pipes and ends, two of each process."""
_AHEAD = 3  # chunks for each process that are read before their turn
_AT_ONCE = 2  # of them in its hands, so that it need not wait for the next
_TRIES = 3
_WIDE = 1 << 20
_KILLED = (
    "A process that checks claims was ended from outside, three times at the same claims. Run again with "
    "--jobs 1, which shows at which claim."
)


def in_order(
    chunks: Iterable[Chunk],
    make: Callable[[], Work[Chunk, Answer]],
    jobs: int,
    crew: Crew | None = None,
) -> Iterator[Answer]:
    """The answer to each chunk in the order of the chunks, by `jobs` processes, those of a crew first.

    `make` gives the work; each process calls it once. It, the chunks and the answers can be pickled. What a
    chunk raises is raised in its turn, and so is what reading the chunks raises, behind the answers to those
    that were read. Raises InstallationError where a process is killed again and again.
    """
    source = _Source(chunks)
    workers: _Workers[Chunk, Answer] = _Workers(make, min(jobs, MOST_JOBS), crew)
    tasks: deque[_Task[Chunk]] = deque()
    answers: dict[int, Answer | Raised] = {}
    number = 0
    try:
        while True:
            while len(tasks) < workers.most * _AHEAD and (given := source.next()):
                tasks.append(_Task(number, given[0]))
                workers.take(tasks[-1])
                number += 1
            if not tasks:
                break
            while tasks[0].number not in answers:
                answers |= workers.receive()
            answer = answers.pop(tasks.popleft().number)
            if isinstance(answer, Raised):
                raise answer.error
            yield answer
        source.complain()
    finally:
        workers.end()


class _Source:
    """Chunks one after the other; a fault of their reader is kept until all before it are answered."""

    def __init__(self, chunks: Iterable[Any]) -> None:
        self._chunks = iter(chunks)
        self._fault: InputError | InstallationError | None = None

    def next(self) -> tuple[Any] | None:
        """The next chunk, None where there is no more."""
        if self._fault is not None:
            return None
        try:
            return (next(self._chunks),)
        except StopIteration:
            return None
        except (InputError, InstallationError) as error:
            self._fault = error
            return None

    def complain(self) -> None:
        """Raise the fault, if there was one."""
        if self._fault is not None:
            raise self._fault


class _Task(Generic[Chunk]):
    """A chunk by its place, and how often a process was killed at it."""

    def __init__(self, number: int, chunk: Chunk) -> None:
        self.number = number
        self.chunk = chunk
        self.killed = 0


def _nothing() -> None:
    """What there is to get ready for a process that begins at once."""


class _Worker(Generic[Chunk]):
    """A process, the pipes to and from it, and the tasks in its hands, which it answers in their order."""

    def __init__(self, get_ready: Callable[[], None] = _nothing) -> None:
        context = multiprocessing.get_context("spawn")
        its_chunks, self._chunks = context.Pipe(duplex=False)
        self.answers, its_answers = context.Pipe(duplex=False)
        self.process = context.Process(target=run_worker, args=(get_ready, its_chunks, its_answers))
        self.tasks: deque[_Task[Chunk]] = deque()
        _widen(its_answers)
        self.process.start()
        its_chunks.close()
        its_answers.close()

    def begin(self, make: Callable[[], Work[Chunk, Any]]) -> None:
        """Say how to make the work, before any task."""
        with suppress(OSError):
            self._chunks.send(make)

    def give(self, task: _Task[Chunk]) -> None:
        """Hand over a task. A process that is gone is met when its answer is waited for."""
        self.tasks.append(task)
        with suppress(OSError):
            self._chunks.send(task.chunk)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self._chunks.close()
        self.answers.close()


class Crew:
    """Processes started before their work is known, to load what it takes meanwhile; as a context."""

    def __init__(self, jobs: int, get_ready: Callable[[], None]) -> None:
        """`get_ready` is called in each process; it can be pickled."""
        self._idle: list[_Worker[Any]] = [_Worker(get_ready) for _ in range(min(jobs, MOST_JOBS))]

    def take(self) -> _Worker[Any] | None:
        """One of them, to be ended by who takes it; None where there is none left."""
        return self._idle.pop() if self._idle else None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        """End those that nobody took."""
        while worker := self.take():
            worker.end()


class _Workers(Generic[Chunk, Answer]):
    """At most so many processes, started as there is work for them, and the tasks that wait for one."""

    def __init__(self, make: Callable[[], Work[Chunk, Answer]], most: int, crew: Crew | None) -> None:
        self.most = most
        self._make = make
        self._crew = crew
        self._workers: list[_Worker[Chunk]] = []
        self._waiting: deque[_Task[Chunk]] = deque()

    def take(self, task: _Task[Chunk]) -> None:
        """Take a task over."""
        self._waiting.append(task)
        self._hand_out()

    def _hand_out(self) -> None:
        """Give waiting tasks to the processes that have least to do, or to a new one."""
        while self._waiting:
            idlest = min(self._workers, key=lambda each: len(each.tasks), default=None)
            if len(self._workers) < self.most and (idlest is None or idlest.tasks):
                idlest = (self._crew.take() if self._crew else None) or _Worker()
                idlest.begin(self._make)
                self._workers.append(idlest)
            if idlest is None or len(idlest.tasks) >= _AT_ONCE:
                return
            idlest.give(self._waiting.popleft())

    def receive(self) -> dict[int, Answer | Raised]:
        """What came in by the places of its chunks, once something did. Makes good what was killed.

        The end of a process is waited for as well as its pipe: on Windows one that dies as it starts never
        closes it.
        """
        wait([each.answers for each in self._workers] + [each.process.sentinel for each in self._workers])
        found: dict[int, Answer | Raised] = {}
        for worker in list(self._workers):
            ended = not worker.process.is_alive()
            answer = _answer_in(worker.answers)
            if answer is not None:
                found[worker.tasks.popleft().number] = answer[0]
            elif ended:
                self._make_good(worker)
        self._hand_out()
        return found

    def _make_good(self, worker: _Worker[Chunk]) -> None:
        """Let go of a process that was killed; what it had goes before all that waits."""
        self._workers.remove(worker)
        worker.end()
        if worker.tasks:
            worker.tasks[0].killed += 1
            if worker.tasks[0].killed == _TRIES:
                raise InstallationError(_KILLED)
        self._waiting.extendleft(reversed(worker.tasks))

    def end(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()


def _widen(pipe: Connection) -> None:
    """Let a pipe hold a whole answer, so that whoever gives it goes on at once. Linux alone can be asked."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # the system allows no more
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _WIDE)


def _answer_in(answers: Connection) -> tuple[Any] | None:
    """An answer that has come, None for none. At the end of a pipe `poll` says True, or raises on Windows."""
    try:
        return (answers.recv(),) if answers.poll() else None
    except (EOFError, OSError):
        return None
