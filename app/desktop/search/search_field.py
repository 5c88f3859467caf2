"""The search field: glass at the left, the key's badge at the right while it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore  # not Qt itself: the first frame would wait for its enumerations
from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter

from app.desktop.look.look import Look
from app.desktop.widgets.clearable_edit import ClearableEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent

_PAGE = 8


class SearchField(ClearableEdit):
    """Takes what is typed. Focus stays here while Up and Down move through the results.

    Signals: stepped(int) by Up, Down and Page keys; entered() by Enter; left() by Esc in an empty field,
    and in any that does not clear on Esc; copy_asked() by Ctrl+C with nothing selected; painted() once, after
    it was first painted, or where it is out of sight before.
    """

    stepped = Signal(int)
    entered = Signal()
    left = Signal()
    copy_asked = Signal()
    painted = Signal()

    def __init__(self, look: Look, badge: str = "Ctrl+K") -> None:
        super().__init__(
            look, "Code or words", "Search codes, modifiers, rules and topics", "Clear the search", "Esc"
        )
        self._was_painted = False
        self.clears_on_escape = True
        self._badge = QKeySequence(badge).toString(QKeySequence.SequenceFormat.NativeText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that move, open and leave; the rest is text."""
        keys, held = QtCore.Qt.Key, QtCore.Qt.KeyboardModifier
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: _PAGE, keys.Key_PageUp: -_PAGE}
        step = steps.get(keys(event.key()))
        if step and not event.modifiers() & ~held.KeypadModifier:
            self.stepped.emit(step)
        elif event.key() in (keys.Key_Return, keys.Key_Enter) and not event.modifiers() & (
            held.ControlModifier | held.AltModifier
        ):
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText():
            self.copy_asked.emit()
        elif event.key() == keys.Key_Escape:
            if self.text() and self.clears_on_escape:
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field with its glass, and, but for the first time, the badge that shows its key.

        A pen or brush of a color makes the enumerations of `Qt` known to Python (6.11), which takes longer
        than all else in the first frame.
        """
        super().paintEvent(event)
        look = self._look
        painter = QPainter(self)
        side = look.px(16)
        painter.drawPixmap(look.px(8), (self.height() - side) // 2, look.pixmap("search"))
        if self._was_painted and not self.text() and self._badge:
            self._paint_badge(painter)
        painter.end()
        self.wait_no_longer()

    def hideEvent(self, event: QHideEvent) -> None:
        """A window that became too narrow for the search does not paint it."""
        super().hideEvent(event)
        self.wait_no_longer()

    def when_painted(self, begin: Callable[[], object]) -> None:
        """Begin something once the shown field was painted; soon where the window is too narrow for it."""
        self.painted.connect(begin)
        if not self.isVisible():
            self.wait_no_longer()

    def wait_no_longer(self) -> None:
        """Tell whoever waits for the first painting: it is over, or nobody sees the field."""
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._follow_first)  # not after it is gone

    def _follow_first(self) -> None:
        self.painted.emit()
        self.update()

    def _paint_badge(self, painter: QPainter) -> None:
        look = self._look
        width = look.metrics("caption").horizontalAdvance(self._badge) + look.px(12)
        height = look.px(17)
        box = QRectF(self.width() - width - look.px(7), (self.height() - height) / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.color("line"))
        painter.setBrush(look.color("panel"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text3"))
        painter.drawText(box, QtCore.Qt.AlignmentFlag.AlignCenter, self._badge)

    def left_margin(self) -> int:
        """Room for the glass."""
        return self._look.px(24)
