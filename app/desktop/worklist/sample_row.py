"""The line in the worklist that says which sample was drawn of it, with the ways on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.audit.worklist import AuditSample
from app.coding.sentences import count_of
from app.desktop.widgets.elided_label import ElidedLabel
from app.desktop.widgets.labels import make_button

NOT_KEPT = "not saved"


class SampleRow(QWidget):
    """Signals: `saving_asked()`, `appraisal_asked()`, `end_asked()` when the sample is to go."""

    saving_asked = Signal()
    appraisal_asked = Signal()
    end_asked = Signal()

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.words = ElidedLabel("small", "text2")
        self.save_button = make_button("Save sample…", "link", self.saving_asked.emit)
        self.appraise_button = make_button("Appraise…", "link", self.appraisal_asked.emit)
        self.end_button = make_button("End sample", "link", self.end_asked.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(spacing)
        row.addWidget(self.words, 1)
        for button in (self.save_button, self.appraise_button, self.end_button):
            row.addWidget(button)
        self.hide()

    def show_sample(self, sample: AuditSample | None) -> None:
        """Show what was drawn; None takes the line away."""
        self.setVisible(sample is not None)
        if sample is None:
            return
        words = sample_words(sample)
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.save_button.setVisible(sample.folder is None)


def sample_words(sample: AuditSample) -> str:
    """As in "Sample of 12 of 40 claims, seed 2026 Q3: 3 answered, not saved"."""
    record = sample.record
    lost = sum(not number for number in sample.numbers)
    parts = [f"{len(sample.answers):,} answered" if sample.answers else "none answered"]
    parts += [f"{lost:,} not in this worklist"] if lost else []
    parts += [sample.folder.name if sample.folder else NOT_KEPT]
    drawn = f"Sample of {record.design.size:,} of {count_of(record.frame.claims, 'claim')}"
    return f"{drawn}, seed {record.design.seed}: {', '.join(parts)}"
