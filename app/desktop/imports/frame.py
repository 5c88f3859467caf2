"""The frame that the windows of imported editions share: a column of parts above a foot of buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_hairline

_SIZE = (1000, 660)


def make_foot(look: Look) -> tuple[QWidget, QHBoxLayout]:
    """The strip at the bottom of a window, and the row in it that takes the buttons."""
    strip = QWidget()
    strip.setProperty("surface", "panel")
    row = QHBoxLayout(strip)
    row.setContentsMargins(look.px(22), look.px(10), look.px(18), look.px(10))
    return strip, row


def fill_window(window: QWidget, look: Look, parts: QLayout, foot: QWidget) -> None:
    """Lay a window out at its first size."""
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addLayout(parts, 1)
    whole.addWidget(make_hairline())
    whole.addWidget(foot)
    window.resize(look.px(_SIZE[0]), look.px(_SIZE[1]))
