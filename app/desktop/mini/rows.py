"""The results of the mini window, one line each."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.desktop.look.look import Look
from app.desktop.search.rows import ResultRow

ROWS = 5
_ROW = 30


class MiniRows(QWidget):
    """Up to five results, one line each."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: tuple[ResultRow, ...] = ()
        self.current = 0
        self.setAccessibleName("Results")

    def set_rows(self, rows: tuple[ResultRow, ...]) -> None:
        """Show the first five rows that open something."""
        self._rows = tuple(row for row in rows if row.key())[:ROWS]
        self.current = 0
        self.setFixedHeight(self._look.px(_ROW) * max(len(self._rows), 1))
        self._speak()

    def row(self) -> ResultRow | None:
        """The selected row."""
        return self._rows[self.current] if self._rows else None

    def step(self, by: int) -> None:
        """Move the selection."""
        if self._rows:
            self.current = max(0, min(len(self._rows) - 1, self.current + by))
            self._speak()

    def _speak(self) -> None:
        row = self.row()
        self.setAccessibleName(f"Results: {row.spoken()}" if row else "Results: nothing found")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Code, label and kind in a line; the bar at the selected one."""
        painter = QPainter(self)
        for index, row in enumerate(self._rows):
            self._paint_row(painter, index, row)
        if not self._rows:
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.color("text3"))
            room = self.rect().adjusted(self._look.px(20), 0, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, "Type a code, two codes, or words.")
        painter.end()

    def _paint_row(self, painter: QPainter, index: int, row: ResultRow) -> None:
        look = self._look
        rect = QRect(look.px(9), index * look.px(_ROW), self.width() - look.px(18), look.px(_ROW) - 2)
        if index == self.current:
            painter.fillRect(rect, look.color("select"))
            painter.fillRect(
                QRect(rect.x() + 1, rect.y() + look.px(5), 3, rect.height() - look.px(10)),
                look.color("accent"),
            )
        code, label, tag = row_words(row)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        inner = rect.adjusted(look.px(11), 0, -look.px(10), 0)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text3"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, tag)
        painter.setFont(look.font("body", 600, code=True))
        painter.setPen(look.color("text"))
        painter.drawText(inner, left, code)
        used = max(
            look.px(60), round(look.metrics("body", 600, code=True).horizontalAdvance(code)) + look.px(12)
        )
        tagged = round(look.metrics("caption").horizontalAdvance(tag)) + look.px(8)
        room = inner.adjusted(used, 0, -tagged, 0)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text2"))
        text = look.metrics("body").elidedText(label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, left, text)


def row_words(row: ResultRow) -> tuple[str, str, str]:
    """Code, label and kind of a row."""
    if row.answer:
        return row.answer.code, f"with {row.answer.guidance}", "answer"
    return (row.hit.code, row.hit.label, row.hit.tag) if row.hit else ("", row.text, "")
