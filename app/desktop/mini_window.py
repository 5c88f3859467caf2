"""The mini window: a look-up beside another program, on top of it by its pin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.coding.dates import show_date
from app.coding.pages import Answer, Fact, FactGrid, Page
from app.coding.words import ANSWERS
from app.desktop.citations import tag_text
from app.desktop.keeper import Keeper
from app.desktop.look import Look
from app.desktop.pages.block import Block, Reading
from app.desktop.pages.fact_parts import FactRowsBlock, value_text
from app.desktop.search.rows import ANSWER_SHAPES, ResultRow, result_rows
from app.desktop.search.search_field import SearchField
from app.desktop.widgets.labels import IconButton, make_hairline

if TYPE_CHECKING:
    from app.library import Library

_SIZE = (460, 420)
_ROWS = 5
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
        self._rows = tuple(row for row in rows if row.key())[:_ROWS]
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
            painter.setPen(self._look.colour("text3"))
            room = self.rect().adjusted(self._look.px(20), 0, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, "Type a code, two codes, or words.")
        painter.end()

    def _paint_row(self, painter: QPainter, index: int, row: ResultRow) -> None:
        look = self._look
        rect = QRect(look.px(9), index * look.px(_ROW), self.width() - look.px(18), look.px(_ROW) - 2)
        if index == self.current:
            painter.fillRect(rect, look.colour("select"))
            painter.fillRect(
                QRect(rect.x() + 1, rect.y() + look.px(5), 3, rect.height() - look.px(10)),
                look.colour("accent"),
            )
        code, label, tag = _words(row)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        inner = rect.adjusted(look.px(11), 0, -look.px(10), 0)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text3"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, tag)
        painter.setFont(look.font("body", 600, code=True))
        painter.setPen(look.colour("text"))
        painter.drawText(inner, left, code)
        used = max(
            look.px(60), round(look.metrics("body", 600, code=True).horizontalAdvance(code)) + look.px(12)
        )
        tagged = round(look.metrics("caption").horizontalAdvance(tag)) + look.px(8)
        room = inner.adjusted(used, 0, -tagged, 0)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text2"))
        text = look.metrics("body").elidedText(label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, left, text)


def _words(row: ResultRow) -> tuple[str, str, str]:
    if row.answer:
        return row.answer.code, f"with {row.answer.guidance}", "answer"
    return (row.hit.code, row.hit.label, row.hit.tag) if row.hit else ("", row.text, "")


class AnswerHead(Block):
    """The answer's word with its shape, its date, and its sentence."""

    def __init__(self, reading: Reading, answer: Answer, parent: QWidget) -> None:
        super().__init__(reading, parent)
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

    def __init__(self, reading: Reading, page: Page, facts: tuple[Fact, ...], parent: QWidget) -> None:
        super().__init__(reading, parent)
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
                x, top, room, tag_text(fact.citations, self.reading.source_of), look.font("caption"), "text2"
            )
            tallest = max(tallest, top - y)
        return round(y + tallest)


class MiniWindow(QWidget):
    """Search field, up to five rows, the facts of the selected one.

    Signals: opened(key) by Enter, checked(code) by Ctrl+Enter; the main window answers both.
    """

    opened = Signal(str)
    checked = Signal(str)

    def __init__(
        self, look: Look, library: Library, keeper: Keeper, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setWindowTitle("Needlepoint")
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.library = library
        self._keeper = keeper
        self._today = today
        self._blocks: list[Block] = []
        self.field = SearchField(look, "")
        self.pin = IconButton(look, "pin", "Keep on top", "")
        self.pin.setCheckable(True)
        self.to_main = IconButton(look, "open", "Open in the main window", "Enter")
        self.rows = MiniRows(look)
        self._facts = QWidget()
        self._facts.setProperty("surface", "panel")
        self._facts.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._keys = KeyHints(look)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._search)
        self._connect()
        self._restore()
        self._search()

    def call(self) -> None:
        """Show it and take the keyboard: someone asked for it."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def row(self) -> ResultRow | None:
        """The selected row, after what is typed was searched for."""
        if self._soon.isActive():
            self._search()
        return self.rows.row()

    def _lay_out(self) -> None:
        px = self._look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(14), 0, px(10), px(8))
        head.setSpacing(px(6))
        head.addWidget(self.field, 1)
        head.addWidget(self.pin)
        head.addWidget(self.to_main)
        column.addLayout(head)
        column.addWidget(self.rows)
        column.addSpacing(px(6))
        column.addWidget(make_hairline())
        column.addWidget(self._facts, 1)
        column.addWidget(make_hairline())
        column.addWidget(self._keys)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _text: self._soon.start())
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._open)
        self.field.left.connect(self.hide)
        self.to_main.clicked.connect(self._open)
        self.pin.toggled.connect(self._set_pinned)
        self._look.changed.connect(self._show_facts)

    def _search(self) -> None:
        self._soon.stop()
        text = self.field.text()
        rows = result_rows(self.library.search(text, 2 * _ROWS), text) if text.strip() else ()
        self.rows.set_rows(rows)
        self._show_facts()

    def _step(self, by: int) -> None:
        self.rows.step(by)
        self._show_facts()

    def _show_facts(self) -> None:
        for block in self._blocks:
            block.hide()
            block.deleteLater()
        self._blocks = []
        row = self.rows.row()
        if row:
            self._blocks = self._make_blocks(row)
        self._arrange()

    def _make_blocks(self, row: ResultRow) -> list[Block]:
        today = self._today()
        library = self.library
        reading = Reading(self._look, library.source, library.label, self.opened.emit, today)
        if row.answer:
            facts = FactRowsBlock(reading, row.answer.facts, False, self._facts)  # noqa: FBT003  its own tags
            return [AnswerHead(reading, row.answer, self._facts), facts]
        page = library.page(row.key(), today)
        if page is None:
            return []
        return [CodeFacts(reading, page, first_facts(page), self._facts)]

    def _arrange(self) -> None:
        px = self._look.px
        y, width = px(12), self.width() - px(40)
        for block in self._blocks:
            height = block.arrange(width)
            block.move(px(20), y)
            block.show()
            y += height + px(4)

    def _open(self) -> None:
        row = self.row()
        if row:
            self.opened.emit(row.key())

    def _set_pinned(self, pinned: bool) -> None:
        visible = self.isVisible()
        self.pin.set_icon("pin_16_filled" if pinned else "pin", "accent" if pinned else "text2")
        self._keeper.set_setting("mini_pinned", pinned)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, pinned)
        if visible:
            self.show()

    def _restore(self) -> None:
        px = self._look.px
        self.setMinimumSize(px(360), px(300))
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        self.pin.setChecked(self._keeper.setting("mini_pinned", default=True))
        place = self._keeper.setting("mini_place", [])
        if len(place) == 2:
            point = QPoint(int(place[0]), int(place[1]))
            if any(screen.geometry().contains(point) for screen in QGuiApplication.screens()):
                self.move(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter checks, Ctrl+C copies the code, Esc hides."""
        row = self.rows.row()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif control and row and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.checked.emit(row.answer.code if row.answer else row.hit.code if row.hit else "")
        elif control and row and event.key() == Qt.Key.Key_C:
            QGuiApplication.clipboard().setText(_words(row)[0])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """Facts wrap to the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's event
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the place."""
        super().hideEvent(event)
        self._keeper.set_setting("mini_place", [self.x(), self.y()])


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
        painter.fillRect(self.rect(), look.colour("window"))
        painter.setFont(look.font("caption"))
        metrics = look.metrics("caption")
        x = float(look.px(15))
        for key, does in self.HINTS:
            width = metrics.horizontalAdvance(key) + look.px(14)
            box = QRectF(x, (self.height() - look.px(18)) / 2, width, look.px(18))
            painter.setPen(look.colour("line"))
            painter.setBrush(look.colour("page"))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(look.colour("text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
            x += width + look.px(7)
            across = metrics.horizontalAdvance(does)
            painter.drawText(QRectF(x, 0, across + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, does)
            x += across + look.px(14)
        painter.end()
