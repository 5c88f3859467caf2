"""The results of the mini window, one line each, five of them in sight."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.coding.pages import Hit
from app.desktop.look.look import Look
from app.desktop.search.results_model import ROW_ROLE, ResultsModel
from app.desktop.search.results_view import ResultsView
from app.desktop.search.rows import ResultRow
from app.desktop.widgets.tabs import paint_ring

ROWS = 5
NOTHING_YET = "Type a code, two codes, or words."
_ROW = 30
_RIGHT = Qt.TextElideMode.ElideRight


class MiniRows(ResultsView):
    """The list of results with rows of one line. It keeps the height of five, so that nothing below moves."""

    def __init__(self, look: Look) -> None:
        self.model_of_rows = ResultsModel()
        super().__init__(look, self.model_of_rows)
        self._lines = MiniDelegate(look)
        self.setObjectName("miniResults")
        self.setItemDelegate(self._lines)
        self.setUniformItemSizes(True)
        look.changed.connect(self._fit)
        self._fit()

    def set_rows(self, rows: Iterable[ResultRow], typed: str) -> None:
        """Show rows without their headings; for something typed its row is selected, else the first."""
        self.model_of_rows.set_rows(tuple(row for row in rows if row.kind != "heading"))
        self.select_row(self.model_of_rows.first_hit(typed) if typed else -1)
        self.scrollToTop()

    def row(self) -> ResultRow | None:
        """The selected row."""
        return self.model_of_rows.row(self.current_row())

    def spoken(self) -> str:
        """What a screen reader says of the selected row, else of the first one."""
        row = self.row() or self.model_of_rows.row(0)
        return row.spoken() if row else ""

    def _fit(self) -> None:
        self.setViewportMargins(0, 0, 0, 0)
        self.setFixedHeight(self._look.px(_ROW) * ROWS)


def home_lines(favorites: Iterable[Hit], recent: Iterable[Hit]) -> tuple[ResultRow, ...]:
    """What an empty field shows: favorites, then what was opened last, each named as what it is."""
    named = (*(("favorite", hit) for hit in favorites), *(("recent", hit) for hit in recent))
    rows = tuple(ResultRow("hit", hit=msgspec.structs.replace(hit, tag=tag)) for tag, hit in named)
    return rows or (ResultRow("words", NOTHING_YET),)


def row_words(row: ResultRow) -> tuple[str, str, str]:
    """Code, label and kind of a row."""
    if row.answer:
        return row.answer.code, f"with {row.answer.guidance}", "answer"
    return (row.hit.code, row.hit.label, row.hit.tag) if row.hit else ("", row.text, "")


class MiniDelegate(QStyledItemDelegate):
    """Code, label and kind in a line; the bar at the selected one, the ring while the list has the focus."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows of one height."""
        return QSize(self._look.px(120), self._look.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row: ResultRow = index.data(ROW_ROLE)
        look = self._look
        rect = option.rect.adjusted(look.px(9), 1, -look.px(9), -1)
        if row.kind == "words":
            room = rect.adjusted(look.px(11), 0, 0, 0)
            painter.setFont(look.font("small"))
            painter.setPen(look.color("text3"))
            painter.drawText(
                room,
                Qt.AlignmentFlag.AlignVCenter,
                look.metrics("small").elidedText(row.text, _RIGHT, room.width()),
            )
            return
        self._paint_ground(painter, rect, option.state)
        self._paint_words(painter, rect.adjusted(look.px(11), 0, -look.px(10), 0), row)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        look = self._look
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("select"))
            bar = QRectF(rect.x() + 1, rect.y() + look.px(5), 3, rect.height() - look.px(10))
            painter.fillRect(bar, look.color("accent"))
            if state & QStyle.StateFlag.State_HasFocus:
                paint_ring(painter, rect, look)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("hover"))

    def _paint_words(self, painter: QPainter, inner: QRect, row: ResultRow) -> None:
        look = self._look
        code, label, tag = row_words(row)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text3"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, tag)
        painter.setFont(look.font("body", 600, code=True))
        painter.setPen(look.color("text"))
        painter.drawText(inner, left, code)
        across = round(look.metrics("body", 600, code=True).horizontalAdvance(code))
        used = max(look.px(60), across + look.px(12)) if code else 0
        tagged = round(look.metrics("caption").horizontalAdvance(tag)) + look.px(8)
        room = inner.adjusted(used, 0, -tagged, 0)
        painter.setFont(look.font("body"))
        painter.setPen(look.color("text2"))
        painter.drawText(room, left, look.metrics("body").elidedText(label, _RIGHT, room.width()))
