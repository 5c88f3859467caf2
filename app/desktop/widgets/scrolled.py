"""A page that scrolls as a whole where its parts cannot all have their least height."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def scrolled_page(owner: QWidget, surface: str = "page") -> QWidget:
    """An empty widget that fills `owner`, in a scroll area: what is laid out in it can be scrolled to."""
    area = QScrollArea(owner)
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
