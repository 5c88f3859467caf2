"""A dialog of one page: a message at its top when there is one, the page that scrolls, buttons at its foot.

The foot is added last, so that Tab comes to it behind the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desktop.look.look import Look
from app.desktop.widgets.labels import make_hairline
from app.desktop.widgets.scrolled import scrolled_page


def framed_page(dialog: QDialog, look: Look, message: QWidget, spacing: int) -> QVBoxLayout:
    """The column of the page, empty; `spacing` lies between its rows, in pixels at 100 %."""
    px = look.px
    body = QWidget()
    page = QVBoxLayout(scrolled_page(body))
    page.setContentsMargins(px(20), px(16), px(20), px(16))
    page.setSpacing(px(spacing))
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(message)
    column.addWidget(body, 1)
    return page


def add_foot(dialog: QDialog, look: Look, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
    """The buttons at the foot of a dialog that has its page, in their order from left to right."""
    column, px = dialog.layout(), look.px
    assert isinstance(column, QVBoxLayout)
    foot = QHBoxLayout()
    foot.setContentsMargins(px(20), px(10), px(20), px(12))
    foot.setSpacing(px(8))
    for widget in left:
        foot.addWidget(widget)
    foot.addStretch(1)
    for widget in right:
        foot.addWidget(widget)
    column.addWidget(make_hairline())
    column.addLayout(foot)


class Kept(QWidget):
    """Holds a list or a text of a page that scrolls: it takes what height there is, and no less than `least`.

    A page is as tall as its parts wish where a text in it wraps, though it had room for them all; so this one
    wishes for no more than it needs.
    """

    def __init__(self, inside: QWidget, least: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)
        self.setMinimumHeight(least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """As wide as what it holds wishes to be, and of its least height."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def frame_column(dialog: QDialog, message: QWidget, column: QVBoxLayout, foot: QWidget) -> None:
    """Lay out a dialog: message, page and foot. Without room for the least of each part the page scrolls."""
    body = QWidget()
    scrolled_page(body).setLayout(column)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(message)
    whole.addWidget(body, 1)
    whole.addWidget(make_hairline())
    whole.addWidget(foot)
