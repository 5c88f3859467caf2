"""The head of the worklist: its file, how far it is, and the work that goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.claims.worklist.listing import Choice, Listing, Standing
from app.coding.sentences import count_of
from app.coding.stake import Stake, say_stake
from app.desktop.look.look import Look
from app.desktop.widgets.announcing import announce
from app.desktop.widgets.labels import make_button, make_heading, make_label

IN_MEMORY = "In memory only until you save it"
UNSAVED = "Not saved yet"
READ_ONLY = "Read only: decisions need Save as"
KEPT = "Each decision is saved as you make it"
_IN_QUESTION = (
    "What Medicare pays for these lines, before deductible, coinsurance and sequestration. "
    "It is in question, not lost: a flag may be cleared and its line paid."
)
_READ = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_COUNTED: tuple[tuple[Standing, str], ...] = (
    ("open", "open"),
    ("done", "done"),
    ("none", "without flags"),
    ("waiting", "not reviewed yet"),
    ("outside", "without a needle code"),
    ("left", "not checked"),
)


class WorklistHead(QWidget):
    """Signals: `stop_asked()` while work goes on, `resume_asked()` when some of it is left."""

    stop_asked = Signal()
    resume_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.name = make_heading("", "section", 2)
        self.counts = make_label("", "small", "text2")
        self.kept = make_label("", "caption", "text3")
        self.money = make_label("", "small", "text2", wrap=True)
        self.money.setToolTip(_IN_QUESTION)
        self.money.hide()
        self.left = make_button("", "link", self._unfold)
        self.left_words = make_label("", "small", "text2", wrap=True)
        self.left_words.setTextInteractionFlags(_READ)
        self.left_words.hide()
        self._left = ""
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the review")
        self.progress = make_label("", "small", "text2")
        self.button = make_button("", "small", self._press)
        self._is_running = False
        self._work = QWidget()
        self._lay_out()
        self.show_progress("")

    def show_standing(self, name: str, listing: Listing, kept: str) -> None:
        """Show the file's name, how many claims it has and how they stand, and where it is kept."""
        metrics = self.name.fontMetrics()
        self.name.setText(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, self._look.px(340)))
        self.name.setToolTip(name)
        self.counts.setText(counts_words(listing))
        self.kept.setText(kept)

    def show_money(self, stake: Stake | None) -> None:
        """Show what Medicare pays for the lines in question, None or nothing flagged: no word of it."""
        is_any = stake is not None and bool(stake.lines or stake.unknown)
        self.money.setText(say_stake(stake, "with an open error or warning") if stake and is_any else "")
        self.money.setVisible(is_any)

    def show_left(self, summary: str, sentences: Sequence[str]) -> None:
        """Show what of the file is not in the worklist: one line, and all of it once that is pressed."""
        self._left = summary
        self.left_words.setText("\n".join(sentences))
        self.left_words.setVisible(bool(summary) and not self.left_words.isHidden())
        self._name_left()

    def _unfold(self) -> None:
        self.left_words.setVisible(self.left_words.isHidden())
        self._name_left()
        announce(self.left, self.left_words.text() if not self.left_words.isHidden() else self.left.text())

    def _name_left(self) -> None:
        folded = self.left_words.isHidden()
        self.left.setText(f"{self._left} · {'Show' if folded else 'Hide'}")
        self.left.setVisible(bool(self._left))

    def show_progress(self, words: str, share: float = 0.0, *, resume: str = "") -> None:
        """Show work that goes on; with `resume` that some of it is left, and the way to go on; "" neither."""
        self._is_running = not resume
        self._work.setVisible(bool(words))
        self.progress.setText(words)
        self.bar.setRange(0, 1000 if share else 0)
        self.bar.setValue(round(share * 1000))
        self.bar.setVisible(self._is_running)
        self.button.setText(resume or "Cancel")

    def _press(self) -> None:
        (self.stop_asked if self._is_running else self.resume_asked).emit()

    def _lay_out(self) -> None:
        px = self._look.px
        first = QHBoxLayout()
        first.setSpacing(px(12))
        first.addWidget(self.name, 0, Qt.AlignmentFlag.AlignBaseline)
        first.addWidget(self.counts, 1, Qt.AlignmentFlag.AlignBaseline)
        first.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignBaseline)
        work = QHBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(px(10))
        work.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        work.addWidget(self.progress)
        work.addWidget(self.button)
        work.addStretch(0)  # so that the button keeps its width when the bar is gone
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(first)
        column.addWidget(self.money)
        column.addWidget(self.left, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.left_words)
        column.addWidget(self._work)
        self.counts.setMinimumWidth(0)
        self.counts.setWordWrap(True)


def counts_words(listing: Listing) -> str:
    """How the claims stand: "40 claims: 12 open, 3 done, 25 without flags"; with a filter how many show."""
    count, shown = listing.claims(), listing.claims_shown()
    partly = f" (in {listing.partly:,} not all was checked)" if listing.partly else ""
    parts = [
        f"{listing.standing[name]:,} {words}{partly if name == 'none' else ''}"
        for name, words in _COUNTED
        if listing.standing.get(name)
    ]
    begin = count_of(count, "claim")
    if listing.choice != Choice():
        begin = f"{shown:,} of {count:,} shown; of all"
    return f"{begin}{': ' if parts else ''}{', '.join(parts)}"
