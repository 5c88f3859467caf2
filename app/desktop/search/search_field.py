"""The search field: glass at the left, the key's badge at the right while it is empty."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from app.desktop.look import Look

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class SearchField(QLineEdit):
    """Takes what is typed. Focus stays here while Up and Down move through the results.

    Signals: stepped(int) by Up, Down and Page keys; entered() by Enter; left() by Esc in an empty field.
    """

    stepped = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(self, look: Look, badge: str = "Ctrl+K") -> None:
        super().__init__()
        self._look = look
        self._badge = QKeySequence(badge).toString(QKeySequence.SequenceFormat.NativeText)
        self.setPlaceholderText("Code or words")
        self.setAccessibleName("Search codes, modifiers, rules and topics")
        self._glass = self.addAction(look.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(look.icon("dismiss"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip("Clear (Esc)")
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        look.changed.connect(self._refresh)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that move, open and leave; the rest is text."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Ctrl+C without a selection is the window's: it copies the code."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Copy)
            and not self.hasSelectedText()
        ):
            event.ignore()
            return False
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and the badge that shows its key."""
        super().paintEvent(event)
        if self.text() or not self._badge:
            return
        look = self._look
        painter = QPainter(self)
        width = look.metrics("caption").horizontalAdvance(self._badge) + look.px(12)
        height = look.px(17)
        box = QRectF(self.width() - width - look.px(7), (self.height() - height) / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("line"))
        painter.setBrush(look.colour("panel"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)
        painter.end()

    def _refresh(self) -> None:
        self._glass.setIcon(self._look.icon("search"))
        self._clear.setIcon(self._look.icon("dismiss"))
