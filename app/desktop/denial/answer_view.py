"""The answer to a denial on the screen: a text that one reads line by line, headings and lists as such."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QUrl
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from app.desktop.heard.painted_access import renew_parts, tell_focus_soon
from app.desktop.pages.drawing import Drawing, Line, Stop
from app.desktop.pages.lines import ReadLine
from app.desktop.pages.reading import Reader

if TYPE_CHECKING:
    from app.desktop.look.look import Look

FIRST_LEVEL = 3
"""The heading of HTML that is the first level in the window."""
_REASONS = Qt.FocusReason
_BY_KEY = (_REASONS.TabFocusReason, _REASONS.BacktabFocusReason, _REASONS.ShortcutFocusReason)
_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class AnswerView(QTextBrowser):
    """Tab walks the links and Enter follows one (`anchorClicked`); the arrows read line by line."""

    def __init__(self, look: Look) -> None:
        super().__init__(openLinks=False)
        self.look = look
        self.drawing = Drawing()
        self.read_on: Callable[[int], object] = int  # it does nothing: all of the answer is here
        self.reader = self.heard = Reader(self, self)
        self.textChanged.connect(self._begin)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._place())

    # What the reader asks

    def read_lines(self) -> list[ReadLine]:
        """A line for each heading, paragraph and item of a list."""
        return [AnswerLine(_line_of(block), block.text(), (), self, block) for block in self._blocks()]

    def link(self) -> int:
        """The link that Tab went to, -1 while a line is read."""
        cursor = self.textCursor()
        if self.reader.line >= 0 or not cursor.hasSelection():
            return -1
        chosen = self.char_rect(cursor.selectionStart()).center()
        return next((at for at, stop in enumerate(self.drawing.stops) if stop.rect.contains(chosen)), -1)

    def follow(self, stop: Stop) -> None:
        """Open the page that a link names."""
        self.anchorClicked.emit(QUrl(stop.key))

    def reveal(self, rect: QRect) -> None:
        """Scroll so that a rectangle shows, its top rather than its foot."""
        bar, shown = self.verticalScrollBar(), self.viewport().geometry()
        below = max(0, rect.bottom() - shown.bottom())
        bar.setValue(bar.value() + min(below, rect.top() - shown.top()))

    # Where its signs stand, in pixels of the widget

    def char_rect(self, position: int) -> QRect:
        """The sign at a position of the document."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        rect = self.cursorRect(cursor)
        cursor.setPosition(min(position + 1, self.document().characterCount() - 1))
        after = self.cursorRect(cursor)
        wide = after.left() - rect.left() if after.top() == rect.top() else 1
        return QRect(rect.topLeft() + self.viewport().pos(), rect.size()).adjusted(0, 0, max(1, wide) - 1, 0)

    def block_rect(self, block: QTextBlock) -> QRectF:
        """A paragraph."""
        bars = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        offset = self.viewport().pos() - QPoint(*bars)
        return self.document().documentLayout().blockBoundingRect(block).translated(offset)

    # Keys and painting

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by key reads from the first line on."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY and self.link() < 0 and self.reader.lines():
            self.reader.stand(max(self.reader.line, 0))
            tell_focus_soon(self)  # Qt tells of the whole text after this

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End read; every other key is the text's own."""
        if self.reader.line < 0 and event.key() in _ARROWS and self.reader.lines():
            self.reader.stand(self._line_beside())
        elif not self.reader.take_key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """To the next link or out of the text."""
        self.reader.leave()
        went = super().focusNextPrevChild(forward)
        if self.hasFocus() and self.link() >= 0:
            tell_focus_soon(self)
        self.viewport().update()  # the frame of the line that was read
        return went

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the line that is read."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(-self.viewport().pos())
        self.reader.paint(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All stands elsewhere."""
        super().resizeEvent(event)
        self._place()

    # Inside

    def _begin(self) -> None:
        """Another answer: nobody reads in it yet."""
        self.reader.leave()
        renew_parts(self)
        self._place()

    def _place(self) -> None:
        self.reader.forget()
        self.drawing.stops = list(self._links())

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            if block.text().strip():
                yield block
            block = block.next()

    def _links(self) -> Iterator[Stop]:
        for block in self._blocks():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isAnchor():
                    first, last = piece.position(), piece.position() + piece.length() - 1
                    rect = self.char_rect(first).united(self.char_rect(last))
                    yield Stop(QRectF(rect), piece.charFormat().anchorHref(), piece.text())
                pieces += 1

    def _line_beside(self) -> int:
        """The line of the link that Tab went to, the first where it went to none."""
        block = self.textCursor().block()
        lines = enumerate(self._blocks())
        return next((at for at, each in lines if self.link() >= 0 and each == block), 0)


class AnswerLine(ReadLine, frozen=True):
    """A paragraph of the answer."""

    view: AnswerView
    block: QTextBlock

    def rect(self) -> QRect:
        """Where it stands in the view."""
        return self.view.block_rect(self.block).toAlignedRect()

    def char_rect(self, offset: int) -> QRect:
        """Where a sign stands in the view."""
        return self.view.char_rect(self.block.position() + offset)


def _line_of(block: QTextBlock) -> Line:
    level = block.blockFormat().headingLevel()
    if level:
        return Line(0, "heading", level - FIRST_LEVEL + 1)
    return Line(0, "item" if block.textList() is not None else "text")
