"""A popover: a rounded card beside the widget that asked for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.desktop.look import Look


class Popover(QFrame):
    """A column of widgets on a card. Esc or a click beside it closes it; then its owner has the focus."""

    def __init__(self, look: Look, owner: QWidget, width: int) -> None:
        """`width` is in pixels at zoom 100 %; the height follows from what is in `column`."""
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._look = look
        self._owner = owner
        self.column = QVBoxLayout(self)
        edge = look.px(15)
        self.column.setContentsMargins(edge, look.px(12), edge, look.px(12))
        self.column.setSpacing(look.px(4))
        self.setFixedWidth(look.px(width))

    def show_by_owner(self, entrance: QWidget) -> None:
        """Show below the owner, or above where there is more room; `entrance` takes the keyboard."""
        self.adjustSize()
        owner = QRect(self._owner.mapToGlobal(QPoint(0, 0)), self._owner.size())
        screen = QGuiApplication.screenAt(owner.center()) or QGuiApplication.primaryScreen()
        room, gap = screen.availableGeometry(), self._look.px(4)
        within = self._owner.window().frameGeometry() & room
        height = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()
        self.resize(self.width(), height)
        x = max(room.left(), min(owner.left(), within.right() - self.width()))
        below, above = owner.bottom() + gap, owner.top() - height - gap
        y = below if below + height <= within.bottom() or above < within.top() else above
        self.move(x, max(room.top(), min(y, room.bottom() - height)))
        self.show()
        entrance.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded card; a popover alone casts the window system's shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("border"))
        painter.setBrush(self._look.colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the focus back to the owner."""
        self._owner.setFocus(Qt.FocusReason.PopupFocusReason)
        super().closeEvent(event)
