"""A block: one part of a page, painted as a whole.

A page holds hundreds of texts. A widget for each would cost a frame; one widget a part, with its texts
painted, costs a fraction, so that arrowing through results previews pages as fast as the keys come. Only
source tags are widgets of their own, because they are buttons. A screen reader knows the lines and links of a
block as parts of it (`app.desktop.heard`): `reading.py` goes through its lines, `stops.py` through its links.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from app.coding.sources import Citation
from app.desktop.heard.painted_access import tell_focus_soon
from app.desktop.pages.context import PageContext
from app.desktop.pages.drawing import (
    WRAP,
    Drawing,
    Line,
    LineKind,
    Piece,
    Stop,
    paint_ground,
    paint_texts,
)
from app.desktop.pages.found import FoundTexts
from app.desktop.pages.lines import ReadLine, read_lines
from app.desktop.pages.reading import Reader
from app.desktop.pages.selection import Selection
from app.desktop.pages.stops import Stops
from app.desktop.widgets.citations import SourceTag
from app.desktop.widgets.clipboard import offer_copy
from app.desktop.widgets.tabs import paint_ring

_FAR = 1_000_000.0


class Block(QWidget):
    """One part of a page. Subclasses fill `self.drawing` in `compose` and give back the height.

    `stops` are the links and sources of its section; `read_on` goes to the block below (1) or above (-1).
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.look = context.look
        self.drawing = Drawing()
        self._selection = Selection(self, self.look)
        self.found = FoundTexts(self.look)
        self.reader = self.heard = Reader(self, self)
        self.stops: Stops | None = None
        self.read_on: Callable[[int], object] = int  # it does nothing: there is no block beside
        self._tags_made: list[SourceTag] = []
        self._current = -1
        self.setMouseTracking(True)

    # For subclasses

    def compose(self, width: int) -> int:
        """Place everything for `width`; return the height."""
        raise NotImplementedError

    def make_tag(
        self, of: str, citations: Sequence[Citation], note: str = "", shared: Sequence[Citation] = ()
    ) -> SourceTag | None:
        """A source tag as a child of this block, or None when there is nothing to cite.

        `of` is what it is the source of, in few words, for who does not see what it stands beside.
        `shared` stand beside the section's title already: what cites nothing else needs no tag of its own.
        """
        if not citations or set(citations) <= set(shared):
            return None
        made = SourceTag(self.look, citations, self.context.source_of, self, note, of)
        self._tags_made.append(made)
        return made

    def tags(self) -> list[SourceTag]:
        """The source tags, in the order in which they were made."""
        return self._tags_made

    def begin_line(
        self, kind: LineKind = "text", level: int = 0, also: str = "", tag: SourceTag | None = None
    ) -> None:
        """Let what is written from here on be read as one line; see `Line`."""
        self.drawing.lines.append(Line(len(self.drawing.pieces), kind, level, also, tag))

    def write(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        font: QFont,
        color: str = "text",
        metrics: QFontMetricsF | None = None,
    ) -> float:
        """Put wrapped text at x, y; return the height it takes."""
        measured = (metrics or QFontMetricsF(font)).boundingRect(QRectF(0, 0, width, _FAR), WRAP, text)
        self.drawing.pieces.append(Piece(QRectF(x, y, width, measured.height()), text, font, color))
        return measured.height()

    def place_tag(self, tag: SourceTag, x: float, y: float, room: float) -> tuple[float, float]:
        """Put a tag at x, y, at most `room` wide; return its width and height."""
        size = tag.sizeHint()
        width = min(size.width(), max(int(room), self.look.px(24)))
        tag.setGeometry(round(x), round(y), width, size.height())
        return width, size.height()

    def follow(self, stop: Stop) -> None:
        """Open what a link names."""
        self.context.open_page(stop.key)

    def tab_stops(self) -> list[QWidget]:
        """What Tab may stop at, in order: the links, then the tags."""
        return [self, *self._tags_made]

    # Size

    def arrange(self, width: int) -> int:
        """Lay the block out for `width` and take that size; return the height."""
        self.drawing = Drawing()
        height = self.compose(width)
        self.found.search(self.drawing.pieces)
        self.reader.forget()
        if self.stops:
            self.stops.refresh(self)
        self.resize(width, height)
        self.update()
        return height

    def sizeHint(self) -> QSize:
        """The size that `arrange` gave."""
        return self.size()

    def fit(self) -> None:
        """Take the height that is needed now; a sheet moves what is below."""
        fit_block = getattr(self.parentWidget(), "fit_block", None)
        if fit_block:
            fit_block(self)
        else:
            self.arrange(self.width())

    # Find on the page

    def unfold(self, text: str) -> bool:
        """Show what is folded if it holds `text` (lower case); returns whether it did. Most fold nothing."""
        return False

    def find_text(self, text: str) -> list[QRect]:
        """Mark every place of `text` (lower case, "" for none); returns them from the top."""
        self.found.text = text
        self.found.search(self.drawing.pieces)
        self.update()
        return self.found.places()

    def line_at(self, place: QRect) -> str:
        """What is read where one of the places of `find_text` is."""
        return self.reader.text_at(place.center())

    def stand_on(self, place: int) -> None:
        """Frame one of the places that `find_text` gave; -1 frames none."""
        self.found.current = place
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what the exposed area touches."""
        painter, exposed = QPainter(self), QRectF(event.rect())
        paint_ground(painter, self.drawing, exposed, self.look)
        self.found.paint(painter, exposed)
        self._selection.paint(painter)
        paint_texts(painter, self.drawing, exposed, self.look)
        if self.hasFocus() and 0 <= self._current < len(self.drawing.stops):
            ring = self.drawing.stops[self._current].rect.toAlignedRect().adjusted(-3, -1, 3, 1)
            paint_ring(painter, ring, self.look)
        self.reader.paint(painter)
        painter.end()

    # Links and lines by key

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab: stand on the link where one was, or the first."""
        tabbed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self.drawing.stops and tabbed:
            self.focus_link(min(max(self._current, 0), len(self.drawing.stops) - 1))
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away; a popover gives the keyboard back to the line."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On links and sources arrows go from one to the next; on lines they read; Enter and Space open."""
        on_link = self.hasFocus() and self.link() >= 0
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if on_link and opens:
            self.follow(self.drawing.stops[self.link()])
        elif not (self.stops and self.stops.take_key(event)):
            event.setAccepted(self.hasFocus() and self.reader.take_key(event))

    def link(self) -> int:
        """The link that is stood on, -1 for none: who reads a line stands on no link."""
        return self._current if self.reader.line < 0 and self._current < len(self.drawing.stops) else -1

    def current_key(self) -> str:
        """The key of the link that has the focus, or ""."""
        return self.drawing.stops[self.link()].key if self.hasFocus() and self.link() >= 0 else ""

    def focus_link(self, index: int) -> None:
        """Stand on a link, by its place among the links of the block, and tell of it."""
        self.reader.leave()
        self._current = index
        if not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        tell_focus_soon(self)
        self.reveal(self.drawing.stops[index].rect.toAlignedRect())
        self.update()

    # For a screen reader

    def read_lines(self) -> list[ReadLine]:
        """The lines of the block, as `compose` marked them."""
        return read_lines(self.drawing.lines, self.drawing.pieces)

    def reveal(self, rect: QRect) -> None:
        """Scroll the page so that `rect` of this block shows."""
        reveal = getattr(self.parentWidget(), "reveal", None)
        if reveal:
            reveal(rect.translated(self.pos()))

    # Links and text by pointer

    def stop_at(self, point: QPointF) -> Stop | None:
        """The link under a point."""
        return next((stop for stop in self.drawing.stops if stop.rect.contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, unless on a link. By pointer nobody reads lines."""
        self.reader.leave()
        if event.button() == Qt.MouseButton.LeftButton and not self.stop_at(event.position()):
            self._selection.begin(self._piece_at(event.position()), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Grow the selection; over links the hand."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._selection.grow(event.position())
            return
        over = self.stop_at(event.position())
        self.setToolTip(over.name if over else "")
        text = over is None and self._piece_at(event.position()) is not None
        shape = Qt.CursorShape.IBeamCursor if text else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the link."""
        stop = self.stop_at(event.position())
        if stop and event.button() == Qt.MouseButton.LeftButton:
            self.follow(stop)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        self._selection.select_word(self._piece_at(event.position()), event.position())

    def selected_text(self) -> str:
        """The text selected in this block, or ""."""
        return self._selection.text()

    def clear_selection(self) -> None:
        """Select nothing."""
        self._selection.clear()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy what is selected or the text under the pointer. The menus of the window have the rest."""
        piece = self._piece_at(QPointF(event.pos()))
        text = self.selected_text() or (piece.text if piece else "")
        if text:
            offer_copy(self, text, event.globalPos())

    def _piece_at(self, point: QPointF | QPoint) -> Piece | None:
        return next((piece for piece in self.drawing.pieces if piece.rect.contains(QPointF(point))), None)
