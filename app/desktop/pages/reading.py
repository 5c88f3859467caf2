"""Reading a block by keys: a caret that goes from line to line, by signs and by words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.desktop.heard.painted_access import tell_focus
from app.desktop.heard.part import Part
from app.desktop.pages.drawing import Drawing, Stop
from app.desktop.pages.lines import ReadLine
from app.desktop.widgets.tabs import paint_ring

if TYPE_CHECKING:
    from app.desktop.look.look import Look

_KEYS = Qt.Key
_OPENING = (_KEYS.Key_Return, _KEYS.Key_Enter, _KEYS.Key_Space)


class Readable(Protocol):
    """What a reader asks of its block, beside being a widget."""

    look: Look
    drawing: Drawing
    read_on: Callable[[int], object]

    def read_lines(self) -> list[ReadLine]:
        """Its lines."""

    def link(self) -> int:
        """The link that is stood on, -1 for none."""

    def follow(self, stop: Stop) -> None:
        """Open a link."""

    def reveal(self, rect: QRect) -> None:
        """Scroll so that a rectangle shows."""


class Reader:
    """The place in a block at which one reads; `line` is -1 while nobody does.

    It answers for the parts of the block: its lines, then its links.
    """

    role = QAccessible.Role.Client

    def __init__(self, block: Readable, widget: QWidget) -> None:
        """`block` and `widget` are one and the same."""
        self._block = block
        self._widget = widget
        self._lines: list[ReadLine] | None = None
        self._parts: list[Part] | None = None
        self.line = -1
        self.caret = 0

    def forget(self) -> None:
        """The block was laid out again."""
        self._lines = self._parts = None

    def lines(self) -> list[ReadLine]:
        """The lines of the block."""
        if self._lines is None:
            self._lines = self._block.read_lines()
        return self._lines

    def parts(self) -> list[Part]:
        """What a screen reader knows of the block: its lines, then its links."""
        if self._parts is None:
            link = QAccessible.Role.Link
            stops = self._block.drawing.stops
            links = (Part(link, stop.name, stop.rect.toAlignedRect(), pressed=True) for stop in stops)
            self._parts = [*(line.part() for line in self.lines()), *links]
        return self._parts

    def place(self) -> tuple[int, int]:
        """The line that is read, with the caret, or the link that is stood on."""
        if self.line >= 0:
            return self.line, self.caret
        return (len(self.lines()) + self._block.link() if self._block.link() >= 0 else -1), 0

    def press(self, at: int) -> None:
        """Open a link."""
        if at >= len(self.lines()):
            self._block.follow(self._block.drawing.stops[at - len(self.lines())])

    def char_rect(self, at: int, offset: int) -> QRect:
        """Where a sign of a line stands."""
        return self.lines()[at].char_rect(offset) if at < len(self.lines()) else QRect()

    def read_at(self, at: int, offset: int) -> None:
        """Read a line from a sign on."""
        if at < len(self.lines()):
            self.stand(at, offset)

    def text_at(self, point: QPoint) -> str:
        """What the line at a point of the block says, "" where none is."""
        return next((line.text for line in self.lines() if line.rect().contains(point)), "")

    def stand(self, line: int, caret: int = 0) -> None:
        """Read from a line on: show it and tell of it."""
        moved = line != self.line or not self._widget.hasFocus()
        self.line, self.caret = line, caret
        if not self._widget.hasFocus():
            self._widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._block.reveal(self.lines()[line].rect())
        tell_focus(self._widget, caret=not moved)
        self._widget.update()

    def enter(self, step: int) -> None:
        """Read down from the top (1), of a table from its first row, or up from the foot (-1)."""
        lines = self.lines()
        rows = (at for at, each in enumerate(lines) if not each.line.cell or each.line.cell.row >= 0)
        if lines:
            self.stand(next(rows, 0) if step > 0 else len(lines) - 1)

    def leave(self) -> None:
        """Nobody reads here any more."""
        self.line = -1

    def take_key(self, event: QKeyEvent) -> bool:
        """Arrows, Home and End move, Enter and Space open the sources of the line; whether it did."""
        if not 0 <= self.line < len(self.lines()):
            return False
        key, by_word = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        here = self.lines()[self.line]
        if key in (_KEYS.Key_Down, _KEYS.Key_Up):
            self._step_line(1 if key == _KEYS.Key_Down else -1)
        elif key in (_KEYS.Key_Left, _KEYS.Key_Right):
            self._step_sideways(here, 1 if key == _KEYS.Key_Right else -1, by_word=by_word)
        elif key in (_KEYS.Key_Home, _KEYS.Key_End) and not by_word:
            self._put_caret(0 if key == _KEYS.Key_Home else len(here.text))
        elif key in _OPENING and here.line.tag:
            here.line.tag.show_popover()
        else:
            return False
        return True

    def paint(self, painter: QPainter) -> None:
        """The ring of the line that is read, and the caret in it."""
        if not self._widget.hasFocus() or not 0 <= self.line < len(self.lines()):
            return
        here = self.lines()[self.line]
        paint_ring(
            painter, here.rect().adjusted(-3, -1, 3, 1), self._block.look
        )  # an edge outside is not seen
        if not here.line.cell:
            sign = here.char_rect(self.caret)
            color = self._block.look.color("accent")
            painter.fillRect(QRect(sign.left(), sign.top(), 2, sign.height()), color)

    def _step_line(self, step: int) -> None:
        cell = self.lines()[self.line].line.cell
        target = self.line + step
        if cell:
            beside = (cell.row + step, cell.column)
            places = ((at, each.line.cell) for at, each in enumerate(self.lines()))
            target = next((at for at, it in places if it and (it.row, it.column) == beside), -1)
        if 0 <= target < len(self.lines()):
            self.stand(target)
        else:
            self._block.read_on(step)

    def _step_sideways(self, here: ReadLine, step: int, *, by_word: bool) -> None:
        """A cell further in its row; by a sign or a word in a text."""
        if here.line.cell:
            beside = self.line + step
            in_row = 0 <= beside < len(self.lines()) and self.lines()[beside].line.cell
            if in_row and in_row.row == here.line.cell.row:
                self.stand(beside)
            return
        self._put_caret(_word(here.text, self.caret, step) if by_word else self.caret + step)

    def _put_caret(self, caret: int) -> None:
        self.stand(self.line, max(0, min(caret, len(self.lines()[self.line].text))))


def _word(text: str, caret: int, step: int) -> int:
    """Where the next word begins, or the one before."""
    starts = [found.start() for found in re.finditer(r"\S+", text)]
    if step > 0:
        return next((at for at in starts if at > caret), len(text))
    return next((at for at in reversed(starts) if at < caret), 0)
