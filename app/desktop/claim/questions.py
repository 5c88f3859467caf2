"""Questions on the record, one below the other: those that the claim asks, the others folded behind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.desktop.claim.field import QuestionRow
from app.desktop.widgets.labels import make_button, make_label

NOT_ASKED = "Nothing on this claim asks for them: {}."


class QuestionGroup(QWidget):
    """A titled column of questions. One that is answered, flagged or has the keyboard is never folded away.

    Answering one of the folded ones, or reading a claim that does, opens them; `fold` closes them.
    """

    def __init__(self, title: str, rows: Sequence[QuestionRow]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._others: tuple[QuestionRow, ...] = ()
        self._is_open = False
        self._hidden: set[QWidget] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(make_label(title, "caption", "text2"))
        self.others = make_button("", "link", self._toggle)
        for row in rows:
            self._column.addWidget(row)
            row.segment.stepped.connect(partial(self._step, row))
            row.sought.connect(partial(self._seek, row))
        self._column.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        self._fit()

    def arrange(self, others: Collection[str]) -> None:
        """Put the questions with these paths behind the rest."""
        self._others = tuple(row for row in self._rows if row.path in others)
        order = [row for row in self._rows if row not in self._others]
        stops: list[QWidget] = [*order, self.others, *self._others]
        if stops != self._stops():
            for stop in stops:
                self._column.removeWidget(stop)
                align = Qt.AlignmentFlag.AlignLeft if stop is self.others else Qt.AlignmentFlag(0)
                self._column.addWidget(stop, 0, align)
            buttons = [button for stop in stops for button in _buttons(stop)]
            for first, second in pairwise(buttons):
                QWidget.setTabOrder(first, second)
        self.settle()

    def _stops(self) -> list[QWidget]:
        """Questions and fold in the order in which they stand, below the title."""
        items = (self._column.itemAt(at) for at in range(1, self._column.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def settle(self) -> None:
        """Answers or flags may have changed: open what must be seen."""
        self._is_open = self._is_open or any(row.segment.value() is not None for row in self._others)
        self._fit()

    def fold(self) -> None:
        """Another claim is shown: fold what it does not ask for."""
        self._is_open = False

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._fit()

    def _seek(self, row: QuestionRow) -> None:
        if not row.isHidden():
            return
        self._is_open = True
        self._fit()
        widget: QWidget | None = self
        while widget is not None:  # so that whoever looks for a row finds it where it will be painted
            layout = widget.layout()
            if layout is not None:
                layout.activate()
            widget = widget.parentWidget()

    def _fit(self) -> None:
        folded = {row for row in self._others if not self._is_open and not _is_needed(row)}
        hidden: set[QWidget] = {*folded} if self._others else {self.others}
        for widget in hidden ^ self._hidden:  # Qt prepares a widget to be shown that is told to be visible
            widget.setVisible(widget not in hidden)
        self._hidden = hidden
        names = ", ".join(row.label.text() for row in self._others)
        state = "Hide" if self._is_open else "Show"
        self.others.setText(f"Other elements ({len(self._others)}) · {state}")
        self.others.setToolTip(NOT_ASKED.format(names))
        self.others.setAccessibleDescription(NOT_ASKED.format(names))

    def _step(self, row: QuestionRow, step: int) -> None:
        shown = [each for each in (*self._asked(), *self._others) if not each.isHidden()]
        number = shown.index(row) + step
        if 0 <= number < len(shown):
            shown[number].focus_target().setFocus(Qt.FocusReason.TabFocusReason)

    def _asked(self) -> list[QuestionRow]:
        return [row for row in self._rows if row not in self._others]


def _is_needed(row: QuestionRow) -> bool:
    """Whether a row says something, or is where the keyboard is."""
    answered = row.segment.value() is not None
    return answered or bool(row.mark.flags()) or row.focus_target().hasFocus()


def _buttons(stop: QWidget) -> list[QAbstractButton]:
    return [stop] if isinstance(stop, QAbstractButton) else stop.findChildren(QAbstractButton)
