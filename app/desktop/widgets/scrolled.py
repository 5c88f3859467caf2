"""A page that scrolls as a whole where its parts cannot all have their least height."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.desktop.look.look import Look


class Ground(QWidget):
    """A page to scroll, all of one color, which it paints itself.

    So Qt knows that nothing shines through: it moves what is painted and paints only what comes into sight.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See the class."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("page"))
        painter.end()


class _KeylessScroll(QScrollArea):
    """Leaves keys to the view around it: arrows go between its parts, and the focus takes the page along."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        event.ignore()


def scrolled_page(owner: QWidget, surface: str = "page") -> QWidget:
    """An empty widget that fills `owner`, in a scroll area: what is laid out in it can be scrolled to."""
    area = _KeylessScroll(owner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    page = QWidget()
    page.setProperty("surface", surface)
    area.setWidget(page)
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    return page
