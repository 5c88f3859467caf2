"""A text field whose text, while it is only read, ends in an ellipsis where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

_SIDE = 2  # what Qt itself leaves at each side of the text


class ElidedEdit(QLineEdit):
    """Painted by Qt while it is edited or all of its text shows."""

    def is_edited(self) -> bool:
        """Whether the keyboard is in it."""
        return self.hasFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See the class."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        style = self.style()
        room = style.subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        room = room.adjusted(_SIDE, 0, -_SIDE, 0)
        metrics = self.fontMetrics()
        if not self.text() or self.is_edited() or metrics.horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().text().color())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
