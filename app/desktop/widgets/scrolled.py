"""A page that scrolls as a whole where its parts cannot all have their least height."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class _KeylessScroll(QScrollArea):
    """Leaves keys to the view around it: arrows go between its parts, and the focus takes the page along."""

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
