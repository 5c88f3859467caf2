"""A popover: a rounded card beside the widget that asked for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBitmap, QCloseEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.desktop.look.look import Look

_RADIUS = 6.0


def card_mask(size: QSize) -> QBitmap:
    """The pixels of a card of that size whose middle lies within its rounded edge."""
    mask = QBitmap(size)
    mask.fill(Qt.GlobalColor.color0)
    painter = QPainter(mask)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.color1)
    outer = _RADIUS + 0.5  # the outer side of the border, whose middle runs half a pixel inside
    painter.drawRoundedRect(QRectF(mask.rect()), outer, outer)
    painter.end()
    return mask


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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners on X11: it shows them black unless something blends windows, and Qt cannot ask."""
        super().resizeEvent(event)
        if QGuiApplication.platformName() == "xcb":
            self.setMask(card_mask(self.size()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded card; a popover alone casts the window system's shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.color("border"))
        painter.setBrush(self._look.color("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the focus back to the owner."""
        self._owner.setFocus(Qt.FocusReason.PopupFocusReason)
        super().closeEvent(event)
