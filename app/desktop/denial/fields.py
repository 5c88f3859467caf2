"""What is typed of a denial: its numbers, its line and the date of the remittance, claim by claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.claims.draft import Draft
from app.claims.record import Entry
from app.coding.claim import Claim
from app.coding.dates import parse_date
from app.coding.denials import Denial
from app.coding.errors import InputError
from app.denials.reading import EXAMPLE, read_denials

Suggest = Callable[[Sequence[Denial]], int | None]
"""The line (from 1) that denials can be about, None for all."""


class _Typed(Struct, frozen=True):
    """What stood in the fields for one claim. `has_chosen`: the line was chosen by hand."""

    numbers: str = ""
    remitted: str = ""
    line: int = 0
    has_chosen: bool = False
    answered: Sequence[Entry] = ()


class DenialFields:
    """The fields, and what was typed in them for each claim of the session.

    `answered`: the remittance that was opened beside the claim in the form.
    """

    def __init__(self) -> None:
        self.numbers = QLineEdit()
        self.numbers.setPlaceholderText("CO-236 N122")
        self.line = QComboBox()
        self.remitted = QLineEdit()
        self.remitted.setPlaceholderText("MM/DD/YYYY")
        self.answered: Sequence[Entry] = ()
        self._has_chosen = False
        self._origin: int | None = None
        self._typed: dict[int, _Typed] = {}
        self.line.currentIndexChanged.connect(self._choose)

    def follow(self, draft: Draft) -> None:
        """Take the lines of a claim, and what was typed for it before; for one that is new, nothing."""
        chosen = self.line.currentIndex()
        if draft.origin != self._origin:
            chosen = self._change_claim(draft.origin)
        blocker = QSignalBlocker(self.line)
        self.line.clear()
        self.line.addItem("All lines", None)
        for number, line in enumerate(draft.lines, 1):
            self.line.addItem(f"{number}: {line.code}", number)
        self.line.setCurrentIndex(min(max(chosen, 0), self.line.count() - 1))
        blocker.unblock()

    def take_remittance(self, answered: Sequence[Entry]) -> None:
        """What a remittance says takes the place of what was typed; the date is its own until another is."""
        self.answered = answered
        self.numbers.clear()
        self.remitted.clear()

    def reads_remittance(self) -> bool:
        """Whether a remittance is explained: nothing is typed."""
        return bool(self.answered) and not self.numbers.text().strip()

    def remitted_on(self, today: date) -> date | None:
        """The date of the remittance as typed. Raises InputError."""
        when = self.remitted.text().strip()
        return parse_date(when, today) if when else None

    def denials(self, claim: Claim, remitted: date | None, suggest: Suggest) -> Sequence[Denial]:
        """What is typed; a line that nobody chose is the one that `suggest` names. Raises InputError."""
        typed = self.numbers.text().strip()
        if not typed:
            raise InputError(EXAMPLE)
        if not self._has_chosen:
            blocker = QSignalBlocker(self.line)
            self.line.setCurrentIndex(max(self.line.findData(suggest(read_denials(typed))), 0))
            blocker.unblock()
        line = self.line.currentData()
        known = line if line is not None and line <= len(claim.lines) else None
        return read_denials(typed, known, remitted)

    def _choose(self) -> None:
        self._has_chosen = True

    def _change_claim(self, origin: int) -> int:
        """Put aside what was typed for a claim, and bring back what was for another; its line in the list."""
        if self._origin is not None:
            self._typed[self._origin] = _Typed(
                self.numbers.text(),
                self.remitted.text(),
                self.line.currentIndex(),
                self._has_chosen,
                self.answered,
            )
        self._origin = origin
        before = self._typed.pop(origin, _Typed())
        self.numbers.setText(before.numbers)
        self.remitted.setText(before.remitted)
        self._has_chosen, self.answered = before.has_chosen, before.answered
        return before.line
