"""The parts of the mini window: its rows, the answer or the facts below them, and the key hints."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.coding.dates import show_date
from app.coding.pages import Answer, Fact, FactGrid, Page
from app.coding.words import ANSWERS
from app.desktop.look.look import Look
from app.desktop.pages.block import Block, PageContext
from app.desktop.search.rows import ANSWER_SHAPES, ResultRow
from app.pages.text import tag_text, value_text

ROWS = 5
_ROW = 30
_FACTS = 6


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


class AnswerHead(Block):
    """The answer's word with its shape, its date, and its sentence."""

    def __init__(self, context: PageContext, answer: Answer, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._answer = answer

    def compose(self, width: int) -> int:
        """See the class."""
        look, answer = self.look, self._answer
        side = look.px(16)
        self.drawing.shapes.append((QRectF(0, look.px(3), side, side), ANSWER_SHAPES[answer.answer]))
        when = f"as of {show_date(answer.date)}"
        across = look.metrics("caption").horizontalAdvance(when)
        self.write(width - across - 1, look.px(5), across + 1, when, look.font("caption"), "text2")
        indent = side + look.px(8)
        word = ANSWERS[answer.answer]
        y = self.write(indent, 0, width - indent - across - look.px(8), word, look.font("section"))
        y += self.write(0, y + look.px(3), width, answer.sentence, look.font("body"), "text2") + look.px(8)
        self.drawing.fills.append((QRectF(0, y, width, 1), "line"))
        return round(y + look.px(4))


class CodeFacts(Block):
    """The first facts of a code, three in a row, each with the short name of its source."""

    def __init__(self, context: PageContext, page: Page, facts: tuple[Fact, ...], parent: QWidget) -> None:
        super().__init__(context, parent)
        self._page = page
        self._facts = facts

    def compose(self, width: int) -> int:
        """See the class."""
        look = self.look
        if not self._facts:
            return round(self.write(0, 0, width, self._page.summary, look.font("body"), "text2"))
        cell, y, tallest = width / 3, 0.0, 0.0
        for index, fact in enumerate(self._facts):
            if index and index % 3 == 0:
                y, tallest = y + tallest + look.px(8), 0.0
            x, room = (index % 3) * cell, cell - look.px(10)
            top = y + self.write(x, y, room, fact.label, look.font("caption"), "text2")
            top += self.write(x, top, room, value_text(fact), look.font("body", 600))
            top += self.write(
                x, top, room, tag_text(fact.citations, self.context.source_of), look.font("caption"), "text2"
            )
            tallest = max(tallest, top - y)
        return round(y + tallest)


def first_facts(page: Page) -> tuple[Fact, ...]:
    """The first six short facts of a page, from its grids."""
    facts = (
        fact
        for section in page.sections
        for part in section.parts
        if isinstance(part, FactGrid)
        for fact in part.facts
    )
    return tuple(
        fact for fact in facts if fact.label and len(value_text(fact)) <= 40 and fact.state != "missing"
    )[:_FACTS]


class KeyHints(QWidget):
    """The keys of the mini window, boxed."""

    HINTS = (("Enter", "open"), ("Ctrl+Enter", "check"), ("Ctrl+C", "copy code"), ("Esc", "hide"))

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(look.px(34))
        self.setAccessibleName(", ".join(f"{key}: {does}" for key, does in self.HINTS))

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(self._look.px(400), self._look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, key, word, for each."""
        look = self._look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("window"))
        painter.setFont(look.font("caption"))
        metrics = look.metrics("caption")
        x = float(look.px(15))
        for key, does in self.HINTS:
            width = metrics.horizontalAdvance(key) + look.px(14)
            box = QRectF(x, (self.height() - look.px(18)) / 2, width, look.px(18))
            painter.setPen(look.color("line"))
            painter.setBrush(look.color("page"))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(look.color("text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            x += width + look.px(7)
            across = metrics.horizontalAdvance(does)
            painter.drawText(QRectF(x, 0, across + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, does)
            x += across + look.px(14)
        painter.end()
