"""A row of what was found: number, field and quote at the left, value and tick at the right."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.desktop.look.fonts import TypeToken
from app.desktop.look.look import Look
from app.desktop.look.shapes import paint_shape
from app.desktop.note.found_model import CHOSEN_ROLE, PHRASE_ROLE, remark
from app.notes.filling import SAID_HOW, Phrase

ROW_HEIGHT = 46
_LEFT, _TEXT, _BOX, _TICK, _RIGHT = 16, 46, 20, 16, 16
_TONES = {"stated": "text2", "negated": "error", "conditional": "none", "contradicted": "warning"}
_Index = QModelIndex | QPersistentModelIndex


class FoundDelegate(QStyledItemDelegate):
    """Paints the rows from the look in force; Space and a click on the tick set it."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Rows of one height."""
        return QSize(0, self._look.px(ROW_HEIGHT))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Toggle on Space, and on a click in the part of the row that holds the tick."""
        if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        if isinstance(event, QKeyEvent):
            asked = event.type() == QEvent.Type.KeyPress and event.key() in (
                Qt.Key.Key_Space,
                Qt.Key.Key_Select,
            )
        else:
            asked = event.type() == QEvent.Type.MouseButtonRelease and (
                event.position().x() > option.rect.right() - self._look.px(_TICK + 2 * _RIGHT)  # type: ignore[attr-defined]
            )
        return asked and model.setData(index, None, Qt.ItemDataRole.CheckStateRole)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Ground, number, two lines of text, value, tick, and a hairline below."""
        phrase: Phrase = index.data(PHRASE_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        px, rect = self._look.px, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(rect, self._look.color("select"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), self._look.color("line"))
        self._paint_number(
            painter, QRectF(rect.left() + px(_LEFT), rect.top() + px(6), px(_BOX), px(18)), phrase, chosen
        )
        right = rect.right() - px(_RIGHT)
        if phrase.takes:
            tick = QRectF(right - px(_TICK), rect.center().y() - px(_TICK) / 2, px(_TICK), px(_TICK))
            self._paint_tick(painter, tick, bool(index.data(CHOSEN_ROLE)))
        right -= px(_TICK) + px(10)
        used = self._paint_value(
            painter, QRectF(rect.left(), rect.top(), right - rect.left(), rect.height()), phrase
        )
        text = QRectF(
            rect.left() + px(_TEXT), rect.top() + px(4), right - used - rect.left() - px(_TEXT + 8), px(20)
        )
        self._paint_words(painter, text, phrase)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_number(self, painter: QPainter, box: QRectF, phrase: Phrase, chosen: bool) -> None:
        color = self._look.color
        painter.setPen(QPen(color("accent" if chosen else "border"), 1))
        painter.setBrush(color("accent") if chosen else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(color("onaccent" if chosen else "text2"))
        painter.setFont(self._look.font("caption"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(phrase.number))

    def _paint_tick(self, painter: QPainter, box: QRectF, ticked: bool) -> None:
        color = self._look.color
        painter.setPen(QPen(color("accent" if ticked else "border"), 1))
        painter.setBrush(color("accent" if ticked else "field"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if ticked:
            paint_shape(painter, box.adjusted(2, 2, -2, -2), "ok", color("onaccent"))

    def _paint_value(self, painter: QPainter, rect: QRectF, phrase: Phrase) -> float:
        metrics = self._look.metrics("body", 600)
        shown = metrics.elidedText(phrase.value, Qt.TextElideMode.ElideRight, rect.width() * 0.4)
        painter.setFont(self._look.font("body", 600))
        painter.setPen(self._look.color("text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)

    def _paint_words(self, painter: QPainter, rect: QRectF, phrase: Phrase) -> None:
        px, certainty = self._look.px, phrase.evidence.certainty
        used = self._write(painter, rect, phrase.label, "text", "body")
        said = "" if certainty == "stated" else SAID_HOW[certainty]
        beside = ", ".join(filter(None, (said, remark(phrase))))
        self._write(painter, rect.adjusted(used + px(8), 0, 0, 0), beside, _TONES[certainty], "small")
        self._write(painter, rect.translated(0, px(19)), f"“{phrase.quote}”", "text2", "small")

    def _write(self, painter: QPainter, rect: QRectF, text: str, tone: str, size: TypeToken) -> float:
        metrics = self._look.metrics(size)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.setFont(self._look.font(size))
        painter.setPen(self._look.color(tone))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)
