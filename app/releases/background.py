"""An import in a process of its own: the window stays responsive, and canceling is ending the process.

Ending it at any moment is safe (see `installation`); what it leaves has a temporary name and is cleared here.
"""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from msgspec import Struct

from app.coding.errors import InputError
from app.releases import lock, writer
from app.releases.found import Found
from app.releases.installation import install_found
from app.releases.job import Outcome, Step
from app.releases.pairs.workers import STOPPED
from app.releases.recognition import recognize_all


class Recognized(Struct, frozen=True):
    """The first message: what was found, in the order to which `Step.index` refers."""

    found: tuple[Found, ...]


class Finished(Struct, frozen=True):
    """The last message of an import that ran to its end."""

    outcomes: tuple[Outcome, ...]


class Failed(Struct, frozen=True):
    """The last message of an import that could not run: one sentence."""

    sentence: str


Message = Recognized | Step | Finished | Failed


class ImportProcess:
    """A running import. Ask `messages` now and then; after `Finished` or `Failed` nothing more comes.

    When the program ends first, the import is canceled. The process is no daemon, because it starts workers.
    """

    def __init__(self, paths: Sequence[Path], folder: Path) -> None:
        """Start it at once."""
        context = multiprocessing.get_context("spawn")
        self._receiver, sender = context.Pipe(duplex=False)
        self._folder = folder
        self._process = context.Process(target=_run, args=(tuple(paths), folder, sender), daemon=False)
        self._process.start()
        atexit.register(self.cancel)
        sender.close()
        self._ended = False

    @property
    def running(self) -> bool:
        """Whether more messages may come."""
        return not self._ended

    def messages(self) -> list[Message]:
        """What came since the last call, without waiting."""
        came: list[Message] = []
        # Asked before the pipe is read: what a process sent before it ended is all there. Its end must be
        # asked for: on Windows a process that dies while it starts leaves the other end of its pipe with us.
        alive = self._process.is_alive()
        try:
            while not self._ended and self._receiver.poll():
                came.append(self._receiver.recv())
                self._ended = isinstance(came[-1], Finished | Failed)
        except (EOFError, OSError):
            alive = False
        if not alive and not self._ended:
            came.append(Failed(STOPPED))
            self._ended = True
        if self._ended:
            self._process.join()
            atexit.unregister(self.cancel)
        return came

    def cancel(self) -> None:
        """End the import now and clear what it was writing. Editions that it had installed stay."""
        self._ended = True
        atexit.unregister(self.cancel)
        self._process.kill()
        self._process.join()
        self._receiver.close()
        with suppress(InputError), lock.hold(self._folder):
            writer.clear_leftovers(self._folder)


def start(paths: Sequence[Path], folder: Path) -> ImportProcess:
    """Import `paths` into the shelf folder `folder` in a process of its own."""
    return ImportProcess(paths, folder)


def _run(paths: tuple[Path, ...], folder: Path, sender: Connection) -> None:
    """The body of the process. When the window is gone there is nobody to tell, and it ends."""
    with suppress(BrokenPipeError, KeyboardInterrupt):
        try:
            found = recognize_all(paths)
            sender.send(Recognized(found))
            sender.send(Finished(install_found(found, folder, sender.send)))
        except InputError as error:
            sender.send(Failed(str(error)))
