"""The answer to a denial on the screen: a text that one reads line by line, headings and lists as such."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QUrl
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QTextBrowser

from app.desktop.heard.painted_access import renew_parts, tell_focus_soon
from app.desktop.pages.drawing import Drawing, Line, Stop
from app.desktop.pages.lines import ReadLine
from app.desktop.pages.reading import Reader
from app.desktop.widgets.tabs import paint_ring

if TYPE_CHECKING:
    from app.desktop.look.look import Look

FIRST_LEVEL = 3
"""The heading of HTML that is the first level in the window."""
_REASONS = Qt.FocusReason
_BY_KEY = (_REASONS.TabFocusReason, _REASONS.BacktabFocusReason, _REASONS.ShortcutFocusReason)
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class AnswerView(QTextBrowser):
    """Tab walks the links and Enter follows one (`anchorClicked`); the arrows read line by line."""

    def __init__(self, look: Look) -> None:
        super().__init__(openLinks=False)
        self.look = look
        self.drawing = Drawing()
        self._places: list[int] = []
        self._link = -1
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
        return self._link if self.reader.line < 0 else -1

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
        """Arrows, Home and End read, Enter follows a link; every other key is the text's own."""
        if self.link() >= 0 and event.key() in _OPENING:
            self.follow(self.drawing.stops[self.link()])
        elif self.reader.line < 0 and event.key() in _ARROWS and self.reader.lines():
            self.reader.stand(self._line_of_link())
        elif not self.reader.take_key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """To the next link from where one is, or out of the text."""
        following = self._link_beside(1 if forward else -1)
        self.reader.leave()
        self._link = following
        self.viewport().update()
        if following < 0:
            return QAbstractScrollArea.focusNextPrevChild(self, forward)  # a text browser walks links itself
        self.reveal(self.drawing.stops[following].rect.toAlignedRect())
        tell_focus_soon(self)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the line that is read, or the link."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(-self.viewport().pos())
        self.reader.paint(painter)
        if self.hasFocus() and (at := self.link()) >= 0:
            ring = self.drawing.stops[at].rect.toAlignedRect().adjusted(-3, -1, 3, 1)
            paint_ring(painter, ring, self.look)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All stands elsewhere."""
        super().resizeEvent(event)
        self._place()

    # Inside

    def _begin(self) -> None:
        """Another answer: nobody reads in it yet."""
        self.reader.leave()
        self._link = -1
        renew_parts(self)
        self._place()

    def _place(self) -> None:
        self.reader.forget()
        found = list(self._links())
        self._places = [place for place, _ in found]
        self.drawing.stops = [stop for _, stop in found]

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            if block.text().strip():
                yield block
            block = block.next()

    def _links(self) -> Iterator[tuple[int, Stop]]:
        """The links with their places in the document."""
        for block in self._blocks():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isAnchor():
                    first, last = piece.position(), piece.position() + piece.length() - 1
                    rect = self.char_rect(first).united(self.char_rect(last))
                    yield first, Stop(QRectF(rect), piece.charFormat().anchorHref(), piece.text())
                pieces += 1

    def _link_beside(self, step: int) -> int:
        """The link after (1) or before (-1) the line or the link where one is; -1 for none."""
        if self.link() >= 0:
            at = self.link() + step
            return at if at < len(self._places) else -1
        block = next(islice(self._blocks(), max(self.reader.line, 0), None), None)
        if block is None:
            return -1
        first, end = block.position(), block.position() + block.length()
        beside = [
            at for at, place in enumerate(self._places) if (place >= first if step > 0 else place < end)
        ]
        return (beside[0] if step > 0 else beside[-1]) if beside else -1

    def _line_of_link(self) -> int:
        """The line of the link that Tab went to, the first where it went to none."""
        if self.link() < 0:
            return 0
        block = self.document().findBlock(self._places[self.link()])
        return next((at for at, each in enumerate(self._blocks()) if each == block), 0)


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
