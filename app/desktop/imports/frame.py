"""The frame that the windows of imported editions share: a column of parts above a foot of buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.flow_row import FlowRow
from app.desktop.widgets.labels import make_hairline
from app.desktop.widgets.placing import first_size
from app.desktop.widgets.scrolled import scrolled_page

_SIZE = (1000, 660)


def fill_window(
    window: QWidget, look: Look, parts: QLayout, left: tuple[QWidget, ...], right: tuple[QWidget, ...]
) -> None:
    """Lay a window out at its first size: `parts`, which scroll without room, above the buttons."""
    body = QWidget()
    page = scrolled_page(body)
    page.setLayout(parts)
    foot = FlowRow(look, left, right)
    foot.setProperty("surface", "panel")
    whole = QVBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(body, 1)
    whole.addWidget(make_hairline())
    whole.addWidget(foot)
    first_size(window, look.px(_SIZE[0]), look.px(_SIZE[1]))
