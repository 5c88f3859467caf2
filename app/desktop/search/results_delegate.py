"""How a row of results is painted.

Code and kind, label with the matched words, the bar of the selected row.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.coding.pages import Answer, Hit
from app.desktop.look.look import Look
from app.desktop.look.shapes import paint_shape
from app.desktop.search.results_model import ROW_ROLE
from app.desktop.search.rows import ResultRow, answer_shape
from app.desktop.widgets.tabs import paint_ring

_HEIGHTS = {"heading": 28, "hit": 44, "answer": 44, "words": 34}
_SINGLE = 32  # a hit of one line: a page without a code, or a code without words
_EDGE = 16
_FAR = 1_000_000.0
_CODE_LENGTH = 9


class ResultsDelegate(QStyledItemDelegate):
    """Paints rows of `ResultsModel`.

    The current row has the focus ring while the list has the focus.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Heights by kind of row; words take the lines they need."""
        row: ResultRow = index.data(ROW_ROLE)
        px = self._look.px
        height = px(_SINGLE if row.hit and _is_single(row.hit) else _HEIGHTS[row.kind])
        if row.kind == "words" and isinstance(option.widget, QAbstractItemView):
            room = QRectF(0, 0, option.widget.viewport().width() - 2 * px(_EDGE), _FAR)
            words = self._look.metrics("small").boundingRect(room, Qt.TextFlag.TextWordWrap, row.text)
            height = max(height, round(words.height()) + px(16))
        return QSize(px(120), height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row: ResultRow = index.data(ROW_ROLE)
        rect = option.rect
        state = option.state
        if row.kind in ("heading", "words"):
            self._paint_heading(painter, rect, row)
            return
        self._paint_ground(painter, rect, state)
        if row.answer:
            self._paint_answer(painter, rect, row.answer)
        elif row.hit:
            self._paint_hit(painter, rect, row.hit)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """A tooltip only where the words do not fit."""
        row: ResultRow | None = index.data(ROW_ROLE)
        if row is not None and row.answer:
            return super().helpEvent(event, view, option, index)  # two lines of it, often cut
        if row is None or row.hit is None:
            return False
        look, hit = self._look, row.hit
        single = _is_single(hit)
        tag = look.metrics("caption").horizontalAdvance(hit.tag) + look.px(8) if single else 0
        needed = look.metrics("body" if single else "small", 600).horizontalAdvance(hit.label) + tag
        cut = needed > view.viewport().width() - 2 * look.px(_EDGE)
        return cut and super().helpEvent(event, view, option, index)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        look = self._look
        ground = rect.adjusted(look.px(8), 1, -look.px(8), -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("select"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(ground, 4, 4)
            bar = QRectF(ground.x(), ground.y() + look.px(6), 3, ground.height() - look.px(12))
            painter.fillRect(bar, look.color("accent"))
            if state & QStyle.StateFlag.State_HasFocus:
                paint_ring(painter, ground, look)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(ground, look.color("hover"))

    def _paint_heading(self, painter: QPainter, rect: QRect, row: ResultRow) -> None:
        look = self._look
        edge = look.px(_EDGE)
        room = rect.adjusted(edge, 0, -edge, 0)
        weight = 600 if row.kind == "heading" else 400
        painter.setFont(look.font("caption" if row.kind == "heading" else "small", weight))
        painter.setPen(look.color("text3"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, row.text)
        if row.kind == "heading":
            painter.setFont(look.font("caption"))
            painter.drawText(
                room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(row.count)
            )

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Hit) -> None:
        if _is_single(hit):
            middle = rect.translated(0, self._look.px(3))
            self._paint_head(painter, middle, hit.code or hit.label, hit.tag, 0)
        else:
            self._paint_head(painter, rect, hit.code, hit.tag, 0)
            self._paint_label(painter, rect, hit)

    def _paint_answer(self, painter: QPainter, rect: QRect, answer: Answer) -> None:
        look = self._look
        side = look.px(14)
        state = answer_shape(answer)
        codes = f"{answer.code} with {answer.guidance}"
        square = QRectF(rect.x() + look.px(_EDGE), rect.y() + look.px(6), side, side)
        paint_shape(painter, square, state, look.color(state))
        self._paint_head(painter, rect, answer.headline(), "answer", side + look.px(6))
        self._paint_line(painter, rect, ", ".join(filter(None, (answer.unread(), codes))))

    def _paint_head(self, painter: QPainter, rect: QRect, head: str, tag: str, indent: int) -> None:
        look = self._look
        edge = look.px(_EDGE)
        line = QRect(rect.x() + edge, rect.y() + look.px(4), rect.width() - 2 * edge, look.px(18))
        tag_width = round(look.metrics("caption").horizontalAdvance(tag)) + (look.px(8) if tag else 0)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text3"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tag)
        code = len(head) <= _CODE_LENGTH
        room = line.adjusted(indent, 0, -tag_width, 0)
        text = look.metrics("body", 600, code=code).elidedText(
            head, Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.setFont(look.font("body", 600, code=code))
        painter.setPen(look.color("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_line(self, painter: QPainter, rect: QRect, text: str) -> None:
        look = self._look
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text2"))
        room = self._second_line(rect)
        text = look.metrics("small").elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _second_line(self, rect: QRect) -> QRect:
        look = self._look
        edge = look.px(_EDGE)
        return QRect(rect.x() + edge, rect.y() + look.px(22), rect.width() - 2 * edge, look.px(17))

    def _paint_label(self, painter: QPainter, rect: QRect, hit: Hit) -> None:
        """The label in one line; what matched is semi-bold and darker."""
        look = self._look
        room = self._second_line(rect)
        plain, strong = look.metrics("small"), look.metrics("small", 600)
        y = room.y() + (room.height() + plain.ascent() - plain.descent()) / 2
        x, right = float(room.x()), room.x() + room.width()
        for text, matched in _runs(hit.label, hit.spans):
            metrics = strong if matched else plain
            width = metrics.horizontalAdvance(text)
            painter.setFont(look.font("small", 600 if matched else 400))
            painter.setPen(look.color("text" if matched else "text2"))
            if x + width > right:
                painter.drawText(
                    QPointF(x, y), metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - x)
                )
                return
            painter.drawText(QPointF(x, y), text)
            x += width


def _is_single(hit: Hit) -> bool:
    """Whether a hit has one line to show."""
    return not (hit.code and hit.label)


def _runs(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """Cut `text` at the spans: pieces with whether they matched."""
    runs, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            runs += [(text[at:start], False), (text[start:end], True)]
            at = end
    runs.append((text[at:], False))
    return [(piece, matched) for piece, matched in runs if piece]
