"""The body of a process that does chunks of work: they come by one pipe, answers go by another, in order."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, TypeVar

from app.coding.process import collect_seldom, forbid_core_dumps

Chunk = TypeVar("Chunk")
Answer = TypeVar("Answer")
Work = Callable[[Chunk], Answer]


class Raised:
    """What a chunk raised in place of an answer."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def run_worker(get_ready: Callable[[], None], chunks: Connection, answers: Connection) -> None:
    """Answer each chunk, until no more can come. When nobody is there for an answer, the process ends.

    How to make the work comes first by the pipe of the chunks; until then there is time to `get_ready`. The
    work is made with the first chunk: what making it raises is then an answer. Ctrl+C is left to the process
    that started this one, and claims are kept out of reports of crashes.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    forbid_core_dumps()
    given: SimpleQueue[tuple[Any] | None] = SimpleQueue()
    threading.Thread(target=_take_in, args=(chunks, given), daemon=True).start()
    get_ready()
    first = given.get()
    if first is None:
        return
    make: Callable[[], Work[Any, Any]] = first[0]
    made: list[Work[Any, Any]] = []
    with suppress(OSError):
        while (chunk := given.get()) is not None:
            answers.send(_answer(make, made, chunk[0]))


def _take_in(chunks: Connection, given: SimpleQueue[tuple[Any] | None]) -> None:
    """Take chunks out of the pipe as they come, so that whoever sends them never waits for an answer sent."""
    with suppress(EOFError, OSError):
        while True:
            given.put((chunks.recv(),))
    given.put(None)


def _answer(make: Callable[[], Work[Any, Any]], made: list[Work[Any, Any]], chunk: Any) -> Any:  # noqa: ANN401
    try:
        if not made:
            made.append(make())
            collect_seldom()
        return made[0](chunk)
    except Exception as error:  # noqa: BLE001  whatever it is, the process that asked raises it
        return Raised(error)
