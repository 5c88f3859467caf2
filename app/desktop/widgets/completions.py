"""The list of completions under a field: in the field's measures, its text below the field's text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QListView, QStyledItemDelegate

SHOWN = 12
_SIDES = 24  # paddings and border of a row


def dress_completions(completer: QCompleter, name: str, width: int = 0) -> QListView:
    """Give a completer its list; the style sheet knows it by its name. `width` is the least, in pixels."""
    view = QListView()
    view.setObjectName("completions")
    view.setAccessibleName(f"Completions of {name}")
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setMinimumWidth(width)
    completer.setPopup(view)
    # A completer gives its list a delegate that no style sheet reaches.
    view.setItemDelegate(QStyledItemDelegate(view))
    completer.setMaxVisibleItems(SHOWN)
    return view


def widen_list(view: QAbstractItemView) -> None:
    """Make a list that opens below a field wide enough for its longest row, if the screen is."""
    bar = view.verticalScrollBar().sizeHint().width()
    room = round(view.screen().availableSize().width() * 0.9)
    view.setMinimumWidth(min(view.sizeHintForColumn(0) + bar + _SIDES, room))
