"""A row of the flags list: shape, title, and severity word with place and basis below."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.coding.findings import Flag
from app.coding.words import SEVERITIES
from app.desktop.claim.flags_model import DECIDED_ROLE, FLAG_ROLE, PLACE_ROLE
from app.desktop.look.fonts import TypeToken
from app.desktop.look.look import Look
from app.desktop.look.shapes import paint_shape

ROW_HEIGHT = 42
_INSET = 8
_SHAPE = 16
TEXT_LEFT = 42
TEXT_RIGHT = 14


class FlagsDelegate(QStyledItemDelegate):
    """Paints flag rows from the look in force."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows of one height."""
        return QSize(0, self._look.px(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Background, shape and the two lines of text; a decided flag steps back."""
        flag: Flag = index.data(FLAG_ROLE)
        decided = bool(index.data(DECIDED_ROLE))
        tone = "text2" if decided else flag.severity
        px = self._look.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        self._paint_back(painter, option, rect.adjusted(px(_INSET), 1, -px(_INSET), -1))
        side = px(_SHAPE)
        square = QRectF(rect.left() + px(16), rect.top() + px(5), side, side)
        paint_shape(painter, square, flag.severity, self._look.color(tone))
        left, width = rect.left() + px(TEXT_LEFT), rect.width() - px(TEXT_LEFT + TEXT_RIGHT)
        self._write(
            painter,
            QRectF(left, rect.top() + px(3), width, px(20)),
            str(index.data()),
            *(("text2", 400) if decided else ("text", 600)),
        )
        word = SEVERITIES[flag.severity]
        second = QRectF(left, rect.top() + px(21), width, px(17))
        used = self._write(painter, second, word, tone, 400 if decided else 600, "caption")
        second.setLeft(left + used)
        self._write(painter, second, f" · {index.data(PLACE_ROLE)}", "text2", 400, "caption")
        painter.restore()

    def _paint_back(self, painter: QPainter, option: QStyleOptionViewItem, card: QRectF) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("select" if chosen else "hover"))
            painter.drawRoundedRect(card, 4, 4)
        if chosen:
            bar = QRectF(card.left(), card.top() + self._look.px(7), 3, card.height() - self._look.px(14))
            painter.fillRect(bar, self._look.color("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 4, 4)

    def _write(
        self, painter: QPainter, rect: QRectF, text: str, tone: str, weight: int, size: TypeToken = "body"
    ) -> float:
        """Write one line, elided to `rect`; gives the width it took."""
        metrics = self._look.metrics(size, weight)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(self._look.font(size, weight))
        painter.setPen(self._look.color(tone))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)
