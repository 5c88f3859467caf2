"""A row of the import table: shape, what the file is, its name, edition, rows, state with its sentence."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.imports.files_model import EDITION, FILE, ROW_ROLE, ROWS, SHAPE, STATE
from app.desktop.imports.progress import FileRow
from app.desktop.look.fonts import TypeToken
from app.desktop.look.look import Look
from app.desktop.look.shapes import State, paint_shape

ROW_HEIGHT = 46
_SHAPES: dict[str, State] = {
    "read": "ok",
    "installed": "ok",
    "skipped": "info",
    "partial": "warning",
    "refused": "error",
}


class FilesDelegate(QStyledItemDelegate):
    """Paints the cells from the look in force."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows of one height."""
        return QSize(0, self._look.px(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Background of the row at work, the cell, and the hairline below it."""
        row: FileRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.state in {"reading", "checking"}:
            painter.fillRect(rect, self._look.color("select"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), self._look.color("line"))
        self._cells(painter, rect, row, index.column())
        painter.restore()

    def _cells(self, painter: QPainter, rect: QRectF, row: FileRow, column: int) -> None:
        px = self._look.px
        inner = rect.adjusted(px(8), 0, -px(8), 0)
        if column == SHAPE:
            self._shape(painter, rect, row)
        elif column == FILE:
            weight = 600 if row.state in {"reading", "checking"} else 400
            below = row.sentence if row.state == "refused" else row.name
            self._two(painter, inner, (row.title, "text", weight), below)
        elif column == EDITION:
            self._write(painter, inner, row.edition, "text2", size="small")
        elif column == ROWS:
            text = f"{row.rows:,}" if row.rows else ""
            self._write(painter, inner, text, "text2", size="small", align=Qt.AlignmentFlag.AlignRight)
        elif column == STATE:
            self._state(painter, inner, row)

    def _shape(self, painter: QPainter, rect: QRectF, row: FileRow) -> None:
        side = self._look.px(16)
        square = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
        shape = _SHAPES.get(row.state)
        if shape:
            paint_shape(painter, square, shape, self._look.color(shape))
        else:
            running = row.state in {"reading", "checking"}
            icon = self._look.pixmap("arrow_sync" if running else "circle", "accent" if running else "text3")
            painter.drawPixmap(square.topLeft(), icon)

    def _state(self, painter: QPainter, rect: QRectF, row: FileRow) -> None:
        if row.state == "reading" and row.done:
            top = QRectF(rect.left(), rect.top() + self._look.px(6), rect.width(), self._look.px(18))
            self._write(painter, top, row.word, row.tone, size="small")
            self._write(
                painter,
                top,
                f"{row.done * 100:.0f} %",
                row.tone,
                size="small",
                align=Qt.AlignmentFlag.AlignRight,
            )
            self._bar(painter, QRectF(rect.left(), rect.top() + self._look.px(29), rect.width(), 4), row.done)
        else:
            below = "" if row.state == "refused" else row.sentence
            self._two(painter, rect, (row.word, row.tone, 400), below, size="small")

    def _bar(self, painter: QPainter, rect: QRectF, done: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("line"))
        painter.drawRoundedRect(rect, 2, 2)
        painter.setBrush(self._look.color("accent"))
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), rect.width() * done, rect.height()), 2, 2)

    def _two(
        self,
        painter: QPainter,
        rect: QRectF,
        head: tuple[str, str, int],
        below: str,
        size: TypeToken = "body",
    ) -> None:
        """A line with a caption below it; without a caption the line stands in the middle."""
        text, tone, weight = head
        if not below:
            self._write(painter, rect, text, tone, weight, size)
            return
        middle = rect.top() + rect.height() / 2
        self._write(
            painter,
            QRectF(rect.left(), middle - self._look.px(19), rect.width(), self._look.px(20)),
            text,
            tone,
            weight,
            size,
        )
        self._write(
            painter,
            QRectF(rect.left(), middle, rect.width(), self._look.px(17)),
            below,
            "text2",
            size="caption",
        )

    def _write(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        tone: str,
        weight: int = 400,
        size: TypeToken = "body",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        metrics = self._look.metrics(size, weight)
        painter.setFont(self._look.font(size, weight))
        painter.setPen(self._look.color(tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)
