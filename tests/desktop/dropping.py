"""Dropping files on a widget, as file managers do it: a copy is offered, and a move is what they propose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

_OFFERED = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


def drop_files(onto: QWidget, *paths: Path) -> Qt.DropAction | None:
    """Drag files over a widget and drop them there; gives what was done with them, None where not taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(5, 5), _OFFERED, mime, button, none)
    over.setDropAction(Qt.DropAction.MoveAction)
    onto.dragEnterEvent(over)
    if not over.isAccepted():
        return None
    event = QDropEvent(QPointF(5, 5), _OFFERED, mime, button, none)
    event.setDropAction(Qt.DropAction.MoveAction)
    onto.dropEvent(event)
    return event.dropAction() if event.isAccepted() else None
