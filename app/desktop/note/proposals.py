"""What the ticked values would lead to: codes that fit, and the flags that the claim would get."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_label
from app.notes.proposing import Proposal
from app.pages.text import FindSource, source_name

MOST = 4
"""Proposals shown; they stand likeliest first."""


class ProposalsPart(QWidget):
    """A check box a proposal, none ticked, and a line with the flags that the claim would get.

    Signals: `changed()` after a box was ticked or unticked.
    """

    changed = Signal()

    def __init__(self, look: Look, find_source: FindSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find_source = find_source
        self._proposals: tuple[Proposal, ...] = ()
        self._title = make_label("Codes that fit", "section")
        self.boxes: list[QCheckBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(10))
        self._column.setSpacing(look.px(4))
        self._column.addWidget(self._title)
        self._body = QVBoxLayout()
        self._body.setSpacing(look.px(2))
        self._column.addLayout(self._body)
        self.outlook = make_label("", "small", "text2", wrap=True)
        self.outlook.setAccessibleName("The claim with these values")
        self._column.addWidget(self.outlook)

    def show_proposals(self, proposals: Sequence[Proposal], on_claim: frozenset[str]) -> None:
        """Offer the codes of proposals that are not on the claim yet; what was ticked stays so."""
        ticked = set(self.codes())
        self._clear()
        self._proposals = tuple(each for each in proposals if not on_claim.issuperset(codes_of(each)))[:MOST]
        for proposal in self._proposals:
            self._add(proposal, ticked=ticked.issuperset(codes_of(proposal)) and bool(ticked))
        self._title.setVisible(bool(self._proposals))

    def codes(self) -> tuple[str, ...]:
        """The codes that the user ticked, each once."""
        chosen = (each for each, box in zip(self._proposals, self.boxes, strict=True) if box.isChecked())
        return tuple(dict.fromkeys(code for proposal in chosen for code in codes_of(proposal)))

    def show_outlook(self, words: str) -> None:
        """Say what flags the claim would get."""
        self.outlook.setText(words)

    def _add(self, proposal: Proposal, *, ticked: bool) -> None:
        box = QCheckBox(f"Put {' and '.join(codes_of(proposal))} on the claim")
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


def codes_of(proposal: Proposal) -> tuple[str, ...]:
    """The codes that a proposal puts on a claim."""
    fit = proposal.guidance
    return (fit.guidance,) if fit.instead else (fit.procedure, fit.guidance)


def reason_of(proposal: Proposal, find_source: FindSource) -> str:
    """Why a proposal fits: the procedure in our words, and the authority for the guidance with it."""
    fit = proposal.guidance
    cited = ", ".join(dict.fromkeys(source_name(each, find_source(each)) for each in fit.citations))
    goes = f"{fit.guidance} stands for both" if fit.instead else f"{fit.guidance} goes with it"
    return f"{proposal.procedure.code}: {proposal.procedure.label}. {goes} ({cited})."
