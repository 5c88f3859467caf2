"""Framing, drawing and keeping a sample, off the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, QThreadPool, Signal

from app.audit.design import Plan, design_of, say_size
from app.audit.folder import read_record, read_worksheet, write_sample
from app.audit.worklist import (
    AuditSample,
    WorklistFrame,
    claims_of_sample,
    draw_sample,
    find_sample,
    frame_of,
)
from app.batch.frame import FrameRules
from app.batch.sample import Design
from app.batch.stream import ReviewedClaim
from app.claims.worklist.item import Item
from app.coding.claim import Claim
from app.coding.errors import InputError
from app.desktop.widgets.attempt import attempt

BROKEN = "It stopped with an error of its own. Nothing of the worklist is lost."


class Asked(Struct, frozen=True):
    """What a sample is to be: of which items, given as their lines, by which rules, and how large.

    `wanted` is the size, or what it follows of; None as long as that is not stated.
    """

    lines: Sequence[bytes]
    rules: FrameRules
    seed: str
    wanted: int | Plan | None


class Framed(Struct, frozen=True):
    """A frame with the design of what was asked for; `problem` says why there is none.

    `how` says how the size follows of what it was to reach.
    """

    found: WorklistFrame | None = None
    design: Design | None = None
    problem: str = ""
    how: str = ""


class Sampler(QObject):
    """One job at a time; a new one ends the last.

    Signals: `framed(Framed)`; `progressed(int)` with how many claims drawn were looked at;
    `drawn(AuditSample)`; `found(AuditSample)`, `written(Path)`; `failed(str)` with why what was asked for
    last was not done.
    """

    framed = Signal(object)
    progressed = Signal(object)
    drawn = Signal(object)
    found = Signal(object)
    written = Signal(object)
    failed = Signal(str)
    _came = Signal(int, object, object)

    def __init__(
        self,
        look: Callable[[Item], ReviewedClaim],
        checklist: Callable[[Claim], bytes],
        parent: QObject | None = None,
    ) -> None:
        """`look` reviews an item beside the others of its patient's day, `checklist` makes the PDF of one."""
        super().__init__(parent)
        self._look, self._checklist = look, checklist
        self._known: tuple[Sequence[bytes], FrameRules, WorklistFrame] | None = None
        self._turn = 0
        self._stop = threading.Event()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._came.connect(self._deliver)
        self._signals = {
            "framed": self.framed,
            "progressed": self.progressed,
            "drawn": self.drawn,
            "found": self.found,
            "written": self.written,
            "failed": self.failed,
        }

    def stop(self) -> None:
        """Drop what goes on, and wait for that."""
        self._turn += 1
        self._stop.set()
        self._pool.waitForDone()

    def frame(self, asked: Asked) -> None:
        """Read the frame of items, and design the sample of it."""
        self._run(lambda stop: iter((("framed", self._frame(asked, stop)),)))

    def draw(self, name: str, found: WorklistFrame, design: Design, lines: Sequence[bytes]) -> None:
        """Draw the sample of a design; `lines` are those of all items."""

        def job(_stop: threading.Event) -> Iterator[tuple[str, object]]:
            for each in draw_sample(name, found, design, lines, self._look):
                yield ("progressed" if isinstance(each, int) else "drawn"), each

        self._run(job)

    def write(self, path: Path, sample: AuditSample, lines: Sequence[bytes]) -> None:
        """Write the folder of a sample, with a checklist of each claim."""

        def job(_stop: threading.Event) -> Iterator[tuple[str, object]]:
            write_sample(path, sample.record, claims_of_sample(sample, lines), self._checklist)
            yield "written", path

        self._run(job)

    def find(self, folder: Path, lines: Sequence[bytes]) -> None:
        """Read a sample that was kept, and find its claims among those of the worklist."""

        def job(_stop: threading.Event) -> Iterator[tuple[str, object]]:
            record = read_record(folder)
            sample = find_sample(record, lines)
            sample.folder = folder
            sample.answers = read_worksheet(folder, record, whole=False)
            yield "found", sample

        self._run(job)

    def _frame(self, asked: Asked, stop: threading.Event) -> Framed:
        try:
            found = self._read(asked, stop)
            if asked.wanted is None or stop.is_set():
                return Framed(found)
            by, codes = asked.rules.by, tuple(sorted(asked.rules.codes))
            design = design_of(found.frame, asked.seed, asked.wanted, by=by, codes=codes)
            planned = asked.wanted if isinstance(asked.wanted, Plan) else None
            how = say_size(planned, design.size, len(found.numbers)) if planned else ()
            return Framed(found, design, how=" ".join(how))
        except InputError as error:
            return Framed(None, None, str(error))

    def _read(self, asked: Asked, stop: threading.Event) -> WorklistFrame:
        """The frame; the last one is kept, since size and seed change none."""
        if self._known is not None:
            lines, rules, found = self._known
            if lines is asked.lines and rules == asked.rules:
                return found
        found = frame_of((line for line in asked.lines if not stop.is_set()), asked.rules)
        if not stop.is_set():
            self._known = asked.lines, asked.rules, found
        return found

    def _run(self, job: Callable[[threading.Event], Iterator[tuple[str, object]]]) -> None:
        self.stop()
        self._stop = threading.Event()
        turn, stop = self._turn, self._stop
        self._pool.start(lambda: self._work(turn, stop, job))

    def _work(
        self,
        turn: int,
        stop: threading.Event,
        job: Callable[[threading.Event], Iterator[tuple[str, object]]],
    ) -> None:
        """The part in the other thread: it touches no widget and speaks by one signal."""

        def send() -> None:
            for kind, what in job(stop):
                if stop.is_set():
                    return
                self._came.emit(turn, kind, what)

        if problem := attempt(send, "A sample could not be made", BROKEN, _say):
            self._came.emit(turn, "failed", problem)

    def _deliver(self, turn: int, kind: str, what: object) -> None:
        if turn == self._turn:
            self._signals[kind].emit(what)


def _say(error: OSError) -> str:
    return f"A file of the sample cannot be read or written ({error.strerror})."
