"""What the edits that flags offer would change in what the claim pays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.plain_table import fill_table, plain_table
from app.payment.difference import Difference
from app.payment.wording import amount_of, words_of_difference

_HEADS = ("Line", "Offered edit", "Pays now", "With the edit", "The claim pays")
_LABEL, _NOW, _THEN = 1, 2, 3
_CAUTION = "An edit is offered for what is true of the service, not for what it pays."
_MOST = 2
"""Rows that are seen without scrolling."""


class OfferedEdits(QWidget):
    """A row an edit; hidden where no flag offers any."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.table = plain_table("What an offered edit changes", _HEADS, wrap=True)
        self.table.setAccessibleDescription(_CAUTION)
        self.table.setToolTip(_CAUTION)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        look.changed.connect(self._fit)
        self.hide()

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Show these edits."""
        fill_table(self.table, map(_cells, found), _LABEL, (_NOW, _THEN))
        self._fit()
        self.setVisible(bool(found))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps texts otherwise."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As tall as the first rows where there is room, else as they would be without wrapped texts."""
        rows = range(min(self.table.rowCount(), _MOST))
        head = self.table.horizontalHeader().sizeHint().height() + self._look.px(4)
        tall = sum(map(self.table.rowHeight, rows))
        single = len(rows) * self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(head + min(tall, single))
        self.table.setMaximumHeight(head + tall)


def _cells(each: Difference) -> tuple[str, ...]:
    after = amount_of(each.after) if each.after else "removed"
    return str(each.edit.line), each.edit.label, amount_of(each.before), after, words_of_difference(each)
