"""On this page: the sections of a page, the one in view marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.coding.pages import Section
from app.desktop.heard.painted_access import tell_focus_soon
from app.desktop.heard.part import Part
from app.desktop.look.look import Look
from app.desktop.look.shapes import paint_shape
from app.desktop.pages.parts import is_register
from app.desktop.widgets.tabs import paint_ring

CONTENTS = 148
_ROW = 26
_HEAD = 24


class _Rows:
    """The titles for a screen reader: a list with an item each."""

    role = QAccessible.Role.List

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    def parts(self) -> list[Part]:
        """An item each."""
        titles = [section.title for section in self._contents.sections]
        item = QAccessible.Role.ListItem
        return [
            Part(item, title, self._contents.row_rect(at), pressed=True) for at, title in enumerate(titles)
        ]

    def place(self) -> tuple[int, int]:
        """The title that the keyboard is on."""
        return self._contents.current, 0

    def press(self, at: int) -> None:
        """Go to a section."""
        self._contents.chosen.emit(self._contents.sections[at].id)

    def char_rect(self, at: int, offset: int) -> QRect:
        """Titles have no caret: the row."""
        return self._contents.row_rect(at)

    def read_at(self, at: int, offset: int) -> None:
        """Titles have no caret."""


class Contents(QWidget):
    """A list of section titles. Signals: chosen(section id) by click, Enter or Space."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.heard = _Rows(self)
        self.sections: tuple[Section, ...] = ()
        self._marked = 0
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("On this page")

    def set_sections(self, sections: tuple[Section, ...]) -> None:
        """Show the titles of `sections`."""
        self.sections = sections
        self._marked = self.current = 0
        self.resize(self.sizeHint())
        self.update()

    def mark(self, section: str) -> None:
        """Mark the section that is in view."""
        found = next((index for index, item in enumerate(self.sections) if item.id == section), 0)
        if found != self._marked:
            self._marked = found
            self.update()

    def sizeHint(self) -> QSize:
        """A row for each section, at its least width."""
        rows = self._look.px(_HEAD) + self._look.px(_ROW) * len(self.sections)
        return QSize(self._look.px(CONTENTS), rows)

    def row_rect(self, row: int) -> QRect:
        """Where a title stands."""
        tall = self._look.px(_ROW)
        return QRect(0, self._look.px(_HEAD) + row * tall, self.width(), tall)

    def fit(self, room: int) -> None:
        """Grow to the longest title as far as `room` goes."""
        look, metrics = self._look, self._look.metrics("small", 600)
        longest = max((metrics.horizontalAdvance(each.title) for each in self.sections), default=0)
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
        painter.fillRect(0, head, 1, row * len(self.sections), look.color("line"))
        for index, section in enumerate(self.sections):
            self._paint_row(painter, index, section, self.row_rect(index))
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
        if self.hasFocus() and index == self.current:
            paint_ring(painter, rect.adjusted(look.px(6), 1, 0, -1), look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go along the list, Enter and Space choose."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step and self.sections:
            self._focus_row(max(0, min(len(self.sections) - 1, self.current + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.sections:
            self.chosen.emit(self.sections[self.current].id)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the marked section."""
        super().focusInEvent(event)
        if self.sections:
            self._focus_row(self._marked)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """A title that does not fit shows in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = (event.pos().y() - self._look.px(_HEAD)) // self._look.px(_ROW)
            title = self.sections[row].title if 0 <= row < len(self.sections) else ""
            room = self.width() - self._look.px(12)
            cut = self._look.metrics("small", 600).horizontalAdvance(title) > room
            QToolTip.showText(event.globalPos(), title if cut else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        row = int(event.position().y() - self._look.px(_HEAD)) // self._look.px(_ROW)
        if 0 <= row < len(self.sections):
            self.current = row
            self.chosen.emit(self.sections[row].id)

    def _focus_row(self, row: int) -> None:
        self.current = row
        tell_focus_soon(self)
        self.update()
