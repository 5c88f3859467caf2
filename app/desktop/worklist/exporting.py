"""Making what leaves a worklist, off the GUI thread; claims are reviewed once more for it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct
from PySide6.QtCore import QObject, QThreadPool, Signal

from app.claims.naming import file_stem
from app.claims.worklist.item import Item, read_item
from app.claims.worklist.part import Part, part_words
from app.claims.worklist.row import Reviewed, Row
from app.coding.errors import InputError
from app.coding.files import write_whole
from app.coding.library import Names, RateSource
from app.coding.sentences import count_of
from app.coding.sources import Citation
from app.coding.stake import Stake
from app.desktop.widgets.attempt import attempt
from app.desktop.worklist.background import ItemReviewer

Kind = Literal["findings", "workbook", "summary", "checklists", "folder"]
BROKEN = "It stopped with an error of its own. Nothing of the worklist is lost."


class _StoppedError(Exception):
    """The user broke it off."""


class Wanted(Struct, frozen=True):
    """What is to be written, and where: rows with their lines, in order. `name` is that of the worklist.

    `part` says which claims these are where they are not all of it.
    """

    kind: Kind
    path: Path
    name: str
    rows: Sequence[Row]
    lines: Sequence[bytes]
    part: Part | None = None


class ExportLibrary(Names, RateSource, Protocol):
    """What exporting asks of the library: names, and what amounts follow from."""


class Exporter(QObject):
    """One export at a time.

    Signals: `progressed(done, of)`; `ended(str, str)` with what was written or "", and why it was not or "".
    """

    progressed = Signal(int, int)
    ended = Signal(str, str)

    def __init__(
        self,
        reviewer: ItemReviewer,
        library: ExportLibrary,
        title_of: Callable[[str], str],
        parent: QObject | None = None,
        default_locality: str = "",
    ) -> None:
        """`default_locality`: where claims are paid that state no place."""
        super().__init__(parent)
        self._default_locality = default_locality
        self._reviewer, self._library, self._title_of = reviewer, library, title_of
        self._stop = threading.Event()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def start(self, wanted: Wanted) -> None:
        """Make what is wanted."""
        self._stop.clear()
        self._pool.start(lambda: self._run(wanted))

    def break_off(self) -> None:
        """End it after the claim that it is at."""
        self._stop.set()

    def stop(self) -> None:
        """Break it off, and wait for that. A file is written whole or not at all."""
        self.break_off()
        self._pool.waitForDone()

    def _run(self, wanted: Wanted) -> None:
        """The part in the other thread."""
        makers = {
            "findings": self._write_findings,
            "workbook": self._write_workbook,
            "summary": self._write_summary,
            "checklists": self._write_checklists,
            "folder": self._write_folder,
        }
        said: list[str] = []

        def make() -> None:
            with contextlib.suppress(_StoppedError):
                said.append(makers[wanted.kind](wanted))

        def say(error: OSError) -> str:
            reason = error.strerror or type(error).__name__
            return f"{wanted.path.name} could not be written: {reason[:1].lower()}{reason[1:]}."

        problem = attempt(make, "A worklist could not be exported", BROKEN, say)
        self.ended.emit("" if self._stop.is_set() else "".join(said), problem)

    def _reviewed(self, wanted: Wanted) -> Iterator[tuple[Item, Row, Reviewed]]:
        for done, (row, line) in enumerate(zip(wanted.rows, wanted.lines, strict=True), 1):
            if self._stop.is_set():
                return
            item = read_item(line)
            yield item, row, self._reviewer.review(item)
            self.progressed.emit(done, len(wanted.rows))

    def _write_findings(self, wanted: Wanted) -> str:
        from app.batch.findings_table import cite_by_id, write_findings

        return self._written(wanted, write_findings(self._rows(wanted, cite_by_id)))

    def _write_workbook(self, wanted: Wanted) -> str:
        from app.batch.findings_sheet import SheetWords, cite, write_sheet

        payers, _places, title_of = self._words()
        rows = self._rows(wanted, lambda citation: cite(citation, self._library))
        write_sheet(wanted.path, rows, SheetWords(payers, title_of))
        return wanted.path.name

    def _rows(self, wanted: Wanted, cite: Callable[[Citation], str]) -> Iterator[tuple[object, ...]]:
        """The rows of the table of findings. Raises _StoppedError where it was broken off."""
        from app.batch.findings_table import findings_rows

        part = part_words(wanted.part, *self._words()) if wanted.part else ""
        for item, row, found in self._reviewed(wanted):
            yield from findings_rows(item, row, found, part, cite)
        if self._stop.is_set():
            raise _StoppedError

    def _write_summary(self, wanted: Wanted) -> str:
        from app.checklist.printing import print_summary
        from app.checklist.summary import summarize

        summary = summarize(
            wanted.name, wanted.rows, *self._words(), wanted.part, at_stake=self._stake(wanted)
        )
        return self._written(wanted, print_summary(summary))

    def _stake(self, wanted: Wanted) -> Stake | None:
        """The money of the lines with open errors and warnings; None where the shelf tells of no amount."""
        from app.payment.stake import Stakes, can_pay

        if not can_pay(self._library.editions):
            return None
        stakes, total = Stakes(self._library, self._default_locality), Stake()
        for row, line in zip(wanted.rows, wanted.lines, strict=True):
            claim = read_item(line).claim if row.open and not self._stop.is_set() else None
            total = total.plus(stakes.of(claim, row.open)) if claim is not None else total
        return total

    def _words(self) -> tuple[Mapping[str, str], Mapping[str, str], Callable[[str], str]]:
        """The words for the ids of payers, the codes of places and the slugs of rules."""
        payers = {payer.id: payer.label for payer in self._library.payers()}
        places = {place.code: place.label for place in self._library.places()}
        return payers, places, self._title_of

    def _write_checklists(self, wanted: Wanted) -> str:
        from app.checklist import render_several

        pairs = [
            (found.review, item.claim)
            for item, _row, found in self._reviewed(wanted)
            if item.claim is not None and not item.left
        ]
        if not pairs:
            raise InputError(NO_CHECKLIST)
        return self._written(wanted, b"" if self._stop.is_set() else render_several(pairs, self._library))

    def _write_folder(self, wanted: Wanted) -> str:
        """A file a claim; files that are there already are not written over."""
        from app.checklist import render

        count = 0
        for item, row, found in self._reviewed(wanted):
            if item.claim is None or item.left:
                continue
            pdf = render(found.review, item.claim, self._library)
            stem = file_stem("checklist", item.claim)
            write_whole(_free_name(wanted.path, stem, row.number), pdf)
            count += 1
        if not count and not self._stop.is_set():
            raise InputError(NO_CHECKLIST)
        return f"{count_of(count, 'checklist')} in {wanted.path.name}"

    def _written(self, wanted: Wanted, content: bytes) -> str:
        if not self._stop.is_set():
            write_whole(wanted.path, content)
        return wanted.path.name


NO_CHECKLIST = "None of these claims can be checked, so there is no checklist of them."


def proposed_name(kind: Kind, name: str, part: Part | None = None) -> str:
    """The name of a file that is proposed for an export, with how many claims of how many it is of."""
    stem = Path(name).stem or "worklist"
    endings: Mapping[Kind, str] = {
        "findings": "-findings.csv",
        "workbook": "-findings.xlsx",
        "summary": "-summary.pdf",
        "checklists": "-checklists.pdf",
        "folder": "",
    }
    return f"{stem}{f'-{part.count}-of-{part.total}' if part else ''}{endings[kind]}"


def _free_name(folder: Path, stem: str, number: int) -> Path:
    """A name that no file has: with the number of the claim, and one more behind it where that is taken."""
    path, again = folder / f"{stem}.pdf", 1
    while path.exists():
        path = folder / f"{stem}-{number}{f'-{again}' if again > 1 else ''}.pdf"
        again += 1
    return path
