"""What the ticked values would lead to: codes that fit, and the flags that the claim would get."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.coding.claim import Line
from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_heading, make_label
from app.notes.proposals import Offer, Proposal, lines_text, reason_of
from app.pages.text import FindSource

MOST = 4
"""Proposals shown; they stand likeliest first."""


class ProposalsPart(QWidget):
    """A check box a proposal, none ticked, or why there is none; and the flags that the claim would get.

    Alt+P ticks the first proposal.

    Signals: `changed()` after a box was ticked or unticked.
    """

    changed = Signal()

    def __init__(self, look: Look, find_source: FindSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find_source = find_source
        self._proposals: tuple[Proposal, ...] = ()
        self._on_claim: frozenset[str] = frozenset()
        self._title = make_heading("Codes that fit", "section", 2)
        self.boxes: list[QCheckBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(10))
        self._column.setSpacing(look.px(4))
        self._column.addWidget(self._title)
        self._body = QVBoxLayout()
        self._body.setSpacing(look.px(2))
        self._column.addLayout(self._body)
        self.why_none = make_label("", "small", "text2", wrap=True)
        self._column.addWidget(self.why_none)
        self.outlook = make_label("", "small", "text2", wrap=True)
        self.outlook.setAccessibleName("The claim with these values")
        self._column.addWidget(self.outlook)

    def show_offer(self, offer: Offer, on_claim: frozenset[str]) -> None:
        """Offer the lines whose codes are not on the claim yet; what was ticked stays so."""
        ticked = {line.code for line in self.lines()}
        self._clear()
        self._on_claim = on_claim
        new = (each for each in offer.proposals if self._new_lines(each))
        self._proposals = tuple(new)[:MOST]
        for proposal in self._proposals:
            codes = {line.code for line in self._new_lines(proposal)}
            self._add(proposal, ticked=bool(ticked) and codes <= ticked)
        self._title.setVisible(bool(self._proposals or offer.why_none))
        self.why_none.setText(offer.why_none)
        self.why_none.setVisible(bool(offer.why_none))

    def lines(self) -> tuple[Line, ...]:
        """The lines that the user ticked, each code once."""
        chosen = (each for each, box in zip(self._proposals, self.boxes, strict=True) if box.isChecked())
        lines = (line for proposal in chosen for line in self._new_lines(proposal))
        return tuple({line.code: line for line in lines}.values())

    def _new_lines(self, proposal: Proposal) -> tuple[Line, ...]:
        return tuple(line for line in proposal.lines if line.code not in self._on_claim)

    def show_outlook(self, words: str) -> None:
        """Say what flags the claim would get."""
        self.outlook.setText(words)

    def _add(self, proposal: Proposal, *, ticked: bool) -> None:
        key = "" if self.boxes else "&"
        box = QCheckBox(f"{key}Put {lines_text(self._new_lines(proposal))} on the claim")
        box.setChecked(ticked)
        why = reason_of(proposal, self._find_source)
        box.setAccessibleDescription(why)
        box.toggled.connect(lambda _on: self.changed.emit())
        self.boxes.append(box)
        self._body.addWidget(box)
        self._body.addWidget(make_label(why, "small", "text2", wrap=True))

    def _clear(self) -> None:
        self.boxes = []
        while (item := self._body.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
