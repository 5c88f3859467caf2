"""Work spread over processes: the same answers in the same order as one process gives.

Processes are started anew and never forked, as on Windows and in the packaged program. What they get and give
goes through pipes alone, so nothing of a claim comes to disk. A process that is killed, whoever did it, ends
its pool; the chunks that were not answered go to a new one.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from app.coding.errors import InputError, InstallationError
from app.coding.process import forbid_core_dumps

Chunk = TypeVar("Chunk")
Answer = TypeVar("Answer")
Work = Callable[[Chunk], Answer]

MOST_JOBS = 61
"""As many processes as Windows lets one wait for."""
_AHEAD = 3  # chunks for each process that are read before their turn
_TRIES = 3
_KILLED = (
    "A process that checks claims was ended from outside, three times at the same claims. Run again with "
    "--jobs 1, which shows at which claim."
)


def in_order(chunks: Iterable[Chunk], make: Callable[[], Work[Chunk, Answer]], jobs: int) -> Iterator[Answer]:
    """The answer to each chunk in the order of the chunks, by `jobs` processes.

    `make` gives the work; each process calls it once. It, the chunks and the answers can be pickled. What a
    chunk raises is raised in its turn, and so is what reading the chunks raises, behind the answers to those
    that were read. Raises InstallationError where a process is killed again and again.
    """
    source = _Source(chunks)
    ahead = min(jobs, MOST_JOBS) * _AHEAD
    tasks: deque[tuple[Chunk, Future[Answer]]] = deque()
    pool = _open_pool(jobs)
    tries = 0
    try:
        while True:
            while len(tasks) < ahead and (given := source.next()):
                tasks.append((given[0], _submit(pool, make, given[0])))
            if not tasks:
                break
            try:
                answer = tasks[0][1].result()
            except BrokenProcessPool:
                tries += 1
                if tries == _TRIES:
                    raise InstallationError(_KILLED) from None
                pool.shutdown(wait=True, cancel_futures=True)
                pool = _open_pool(jobs)
                tasks = deque((chunk, _submit(pool, make, chunk)) for chunk, _ in tasks)
                continue
            tries = 0
            tasks.popleft()
            yield answer
        source.complain()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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


def _open_pool(jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(min(jobs, MOST_JOBS), mp_context=context, initializer=_prepare)


def _submit(
    pool: ProcessPoolExecutor, make: Callable[[], Work[Chunk, Answer]], chunk: Chunk
) -> Future[Answer]:
    try:
        return pool.submit(_answer, make, chunk)
    except BrokenProcessPool as error:  # a process was killed before this
        broken: Future[Answer] = Future()
        broken.set_exception(error)
        return broken


_made: list[Work[Any, Any]] = []
"""The work of this process, made with its first chunk: what making it raises is then an answer."""


def _prepare() -> None:
    """Leave Ctrl+C to the process that started this one, and claims out of reports of crashes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    forbid_core_dumps()


def _answer(make: Callable[[], Work[Chunk, Answer]], chunk: Chunk) -> Answer:
    if not _made:
        _made.append(make())
    answer: Answer = _made[0](chunk)
    return answer
