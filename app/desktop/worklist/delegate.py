"""A row of the worklist: shape, reference, date, codes, payer, place, counts with shapes, disposition."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.claims.worklist.row import Row
from app.coding.words import SEVERITIES
from app.desktop.look.fonts import TypeToken
from app.desktop.look.look import Look
from app.desktop.look.shapes import State, paint_shape
from app.desktop.worklist.model import CODES, FLAGS, REFERENCE, SHAPE, STATE, WorklistModel, _Index
from app.desktop.worklist.words import shape_of

ROW_HEIGHT, HEAD_HEIGHT = 30, 28
_PAD = 8
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ELIDE = {REFERENCE: Qt.TextElideMode.ElideMiddle}  # a file and a claim: both ends tell
_SELECTED = QStyle.StateFlag.State_Selected


class WorklistDelegate(QStyledItemDelegate):
    """Paints the cells from the look in force."""

    def __init__(self, look: Look, table: QTableView, rows: WorklistModel) -> None:
        super().__init__(table)
        self._rows = rows
        self._look = look
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Rows of one height."""
        return QSize(0, self._look.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Background, cell, and the hairline below."""
        row = self._rows.row_at(index.row())  # not by the index: a table is painted cell by cell
        if row is None:
            self._head(painter, QRectF(option.rect), str(index.data() or ""))
            return
        look, column = self._look, index.column()
        rect = QRectF(option.rect)
        chosen = _SELECTED in option.state
        if chosen:
            painter.fillRect(rect, look.color("select"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        if self._is_focused(index.row()):
            self._ring(painter, rect, column)
        if column == SHAPE:
            if chosen:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), look.color("accent"))
            self._shape(painter, rect, row)
        elif column == FLAGS:
            self._counts(painter, rect.adjusted(look.px(_PAD), 0, 0, 0), row)
        else:
            self._text(
                painter,
                rect.adjusted(look.px(_PAD), 0, -look.px(4), 0),
                row,
                column,
                self._rows.text(row, column),
            )

    def _head(self, painter: QPainter, rect: QRectF, words: str) -> None:
        """The head of a group, which spans its row."""
        look = self._look
        painter.fillRect(rect, look.color("head"))
        inside = rect.adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
        painter.setFont(look.font("small", 600))
        painter.setPen(look.color("text2"))
        shown = look.metrics("small", 600).elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, _LEFT, shown)

    def _is_focused(self, row: int) -> bool:
        return self._table.currentIndex().row() == row and self._table.hasFocus()

    def _ring(self, painter: QPainter, rect: QRectF, column: int) -> None:
        """The part of the row's ring that lies in a cell."""
        color = self._look.color("accent")
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), color)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), color)
        if column == STATE:
            painter.fillRect(QRectF(rect.right() - 2, rect.top(), 2, rect.height()), color)

    def _shape(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        side = self._look.px(16)
        state = cast(State, shape_of(row))
        left, top = round(rect.center().x() - side / 2), round(rect.center().y() - side / 2)
        if row.flags and not row.is_open:  # decided: it steps back
            paint_shape(painter, QRectF(left, top, side, side), state, self._look.color("text3"))
        else:
            painter.drawPixmap(left, top, self._look.shape(state, 16))

    def _counts(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        """The open flags by severity, and how many rules could not look."""
        counted: list[tuple[State, int]] = [(name, row.count(name)) for name in SEVERITIES]
        counted.append(("none", row.not_checked))
        side, left = self._look.px(12), rect.left()
        metrics = self._look.metrics("small")
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.color("text2"))
        for state, count in counted:
            width = self._look.px(4) + metrics.horizontalAdvance(str(count))
            if not count or left + side + width > rect.right():
                continue
            top = rect.center().y() - side / 2
            painter.drawPixmap(round(left), round(top), self._look.shape(state, 12))
            place = QRectF(left + side + self._look.px(4), rect.top(), rect.width(), rect.height())
            painter.drawText(place, _MIDDLE, str(count))
            left += side + width + self._look.px(10)

    def _text(self, painter: QPainter, rect: QRectF, row: Row, column: int, text: str) -> None:
        size: TypeToken = "body" if column in (REFERENCE, CODES) else "small"
        weight, is_code = (600, True) if column == CODES and row.codes else (400, False)
        tone = "text" if column in (REFERENCE, CODES) and (row.is_open or row.stage == "waiting") else "text2"
        if column == STATE and row.is_open:
            tone = "text"
        look = self._look
        shown = look.metrics(size, weight, code=is_code).elidedText(
            text, _ELIDE.get(column, Qt.TextElideMode.ElideRight), rect.width()
        )
        painter.setFont(look.font(size, weight, code=is_code))
        painter.setPen(look.color(tone))
        painter.drawText(rect, _LEFT, shown)
