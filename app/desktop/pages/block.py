"""A block: one part of a page, painted as a whole.

A page holds hundreds of texts. A widget for each would cost a frame; one widget a part, with its texts
painted, costs a fraction, so that arrowing through results previews pages as fast as the keys come. Only
source tags are widgets of their own, because they are buttons. Links inside a block are stops: Tab goes from
group to group, the arrows from link to link, and the block speaks the name of the link it stands on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from app.coding.sources import Citation
from app.desktop.look.look import Look
from app.desktop.pages.drawing import WRAP, Drawing, Piece, Stop, paint_ground, paint_texts
from app.desktop.pages.found import FoundTexts
from app.desktop.pages.selection import Selection
from app.desktop.widgets.citations import SourceTag
from app.desktop.widgets.tabs import paint_ring
from app.pages.text import FindSource

_FAR = 1_000_000.0


class PageContext(Struct, frozen=True):
    """What every block of a page needs: the look, and how to find sources, labels and pages."""

    look: Look
    source_of: FindSource
    label_of: Callable[[str], str]
    open_page: Callable[[str], None]
    on: date


class Block(QWidget):
    """One part of a page. Subclasses fill `self.drawing` in `compose` and give back the height."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.look = context.look
        self.drawing = Drawing()
        self._selection = Selection(self, self.look)
        self.found = FoundTexts(self.look)
        self._current = -1
        self.setMouseTracking(True)

    # For subclasses

    def compose(self, width: int) -> int:
        """Place everything for `width`; return the height."""
        raise NotImplementedError

    def make_tag(
        self, citations: Sequence[Citation], note: str = "", shared: Sequence[Citation] = ()
    ) -> SourceTag | None:
        """A source tag as a child of this block, or None when there is nothing to cite.

        `shared` stand beside the section's title already: what cites nothing else needs no tag of its own.
        """
        if not citations or set(citations) <= set(shared):
            return None
        return SourceTag(self.look, citations, self.context.source_of, self, note)

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
        """What Tab stops at, in order: the links, then the tags."""
        return [self, *self.findChildren(SourceTag, options=Qt.FindChildOption.FindDirectChildrenOnly)]

    # Size

    def arrange(self, width: int) -> int:
        """Lay the block out for `width` and take that size; return the height."""
        self.drawing = Drawing()
        height = self.compose(width)
        self.found.search(self.drawing.pieces)
        self.resize(width, height)
        names = [piece.text for piece in self.drawing.pieces]
        self.setAccessibleName(" · ".join(names))
        has_stops = bool(self.drawing.stops)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_stops else Qt.FocusPolicy.ClickFocus)
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
        painter.end()

    # Links by key

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first link, or the last when the focus came backwards."""
        if self.drawing.stops and event.reason() != Qt.FocusReason.MouseFocusReason:
            back = event.reason() == Qt.FocusReason.BacktabFocusReason
            if back or self._current < 0 or event.reason() == Qt.FocusReason.TabFocusReason:
                last = self.drawing.stops[-1].group
                self.focus_link(self._first_of(last) if back else 0)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next group of links inside the block before it leaves."""
        stops = self.drawing.stops
        if self.hasFocus() and 0 <= self._current < len(stops):
            group = stops[self._current].group + (1 if forward else -1)
            if 0 <= group <= stops[-1].group:
                self.focus_link(self._first_of(group))
                return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from link to link, Enter and Space open; anything else is the page's."""
        stops = self.drawing.stops
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        if stops and step and 0 <= self._current + step < len(stops):
            self.focus_link(self._current + step)
        elif stops and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.follow(stops[max(self._current, 0)])
        else:
            event.ignore()

    def current_key(self) -> str:
        """The key of the link that has the focus, or ""."""
        at = self._current
        return self.drawing.stops[at].key if self.hasFocus() and 0 <= at < len(self.drawing.stops) else ""

    def _first_of(self, group: int) -> int:
        return next(index for index, stop in enumerate(self.drawing.stops) if stop.group == group)

    def focus_link(self, index: int) -> None:
        """Stand on a link, by its place among the links of the block, and speak its name."""
        self._current = index
        stop = self.drawing.stops[index]
        self.setAccessibleName(f"Link: {stop.name}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Focus))
        self.reveal(stop.rect.toAlignedRect())
        self.update()

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
        """Begin a selection, unless on a link."""
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
            menu = QMenu(self)
            menu.addAction("Copy this text", lambda: QGuiApplication.clipboard().setText(text))
            menu.exec(event.globalPos())
            menu.deleteLater()

    def _piece_at(self, point: QPointF | QPoint) -> Piece | None:
        return next((piece for piece in self.drawing.pieces if piece.rect.contains(QPointF(point))), None)
