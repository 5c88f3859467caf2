"""On this page: the sections of a page, the one in view marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.coding.pages import Section
from app.desktop.look.look import Look
from app.desktop.look.shapes import paint_shape
from app.desktop.pages.parts import is_register
from app.desktop.widgets.tabs import paint_ring

CONTENTS = 148
_ROW = 26
_HEAD = 24


class Contents(QWidget):
    """A list of section titles. Signals: chosen(section id) by click, Enter or Space."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._sections: tuple[Section, ...] = ()
        self._marked = 0
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("On this page")

    def set_sections(self, sections: tuple[Section, ...]) -> None:
        """Show the titles of `sections`."""
        self._sections = sections
        self._marked = self._current = 0
        self.resize(self.sizeHint())
        self.update()

    def mark(self, section: str) -> None:
        """Mark the section that is in view."""
        found = next((index for index, item in enumerate(self._sections) if item.id == section), 0)
        if found != self._marked:
            self._marked = found
            self.update()

    def sizeHint(self) -> QSize:
        """A row for each section, at its least width."""
        rows = self._look.px(_HEAD) + self._look.px(_ROW) * len(self._sections)
        return QSize(self._look.px(CONTENTS), rows)

    def fit(self, room: int) -> None:
        """Grow to the longest title as far as `room` goes."""
        look, metrics = self._look, self._look.metrics("small", 600)
        longest = max((metrics.horizontalAdvance(each.title) for each in self._sections), default=0)
        wanted = round(longest) + look.px(12 + 22 + 4)
        self.resize(max(look.px(CONTENTS), min(wanted, room)), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Head, line, titles; the accent bar at the marked one."""
        look = self._look
        painter = QPainter(self)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text3"))
        single = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(0, 0, self.width(), look.px(16)), single, "On this page")
        head, row = look.px(_HEAD), look.px(_ROW)
        painter.fillRect(0, head, 1, row * len(self._sections), look.color("line"))
        for index, section in enumerate(self._sections):
            self._paint_row(painter, index, section, QRect(0, head + index * row, self.width(), row))
        painter.end()

    def _paint_row(self, painter: QPainter, index: int, section: Section, rect: QRect) -> None:
        look, marked = self._look, index == self._marked
        if marked:
            painter.fillRect(rect.x(), rect.y(), 2, rect.height(), look.color("accent"))
        warn = bool(section.parts) and all(is_register(part) for part in section.parts)
        room = rect.adjusted(look.px(12), 0, -look.px(22) if warn else 0, 0)
        weight = 600 if marked else 400
        metrics = look.metrics("small", weight)
        text = metrics.elidedText(section.title, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(look.font("small", weight))
        painter.setPen(look.color("text" if marked else "text2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if warn:
            side = look.px(12)
            left = room.x() + metrics.horizontalAdvance(text) + look.px(8)
            square = QRectF(left, rect.center().y() - side / 2, side, side)
            paint_shape(painter, square, "warning", look.color("warning"))
        if self.hasFocus() and index == self._current:
            paint_ring(painter, rect.adjusted(look.px(6), 1, 0, -1), look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go along the list, Enter and Space choose."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step and self._sections:
            self._focus_row(max(0, min(len(self._sections) - 1, self._current + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._sections:
            self.chosen.emit(self._sections[self._current].id)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the marked section."""
        super().focusInEvent(event)
        if self._sections:
            self._focus_row(self._marked)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring and the spoken row away."""
        super().focusOutEvent(event)
        self.setAccessibleName("On this page")
        self.update()

    def event(self, event: QEvent) -> bool:
        """A title that does not fit shows in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = (event.pos().y() - self._look.px(_HEAD)) // self._look.px(_ROW)
            title = self._sections[row].title if 0 <= row < len(self._sections) else ""
            room = self.width() - self._look.px(12)
            cut = self._look.metrics("small", 600).horizontalAdvance(title) > room
            QToolTip.showText(event.globalPos(), title if cut else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        row = int(event.position().y() - self._look.px(_HEAD)) // self._look.px(_ROW)
        if 0 <= row < len(self._sections):
            self._current = row
            self.chosen.emit(self._sections[row].id)

    def _focus_row(self, row: int) -> None:
        self._current = row
        self.setAccessibleName(f"On this page: {self._sections[row].title}")
        self.update()
