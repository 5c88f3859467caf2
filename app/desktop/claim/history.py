"""Undo and redo over whole drafts: a step holds the draft before and after, so nothing is half undone."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QLineEdit

from app.claims.draft import Draft

UNDO_LIMIT = 200


class _Step(QUndoCommand):
    """From one draft to the next. Steps with the same `key` in a row are one (typing in one field)."""

    def __init__(
        self, text: str, before: Draft, after: Draft, show: Callable[[Draft], None], key: str
    ) -> None:
        super().__init__(text)
        self.before, self.after, self.key = before, after, key
        self._show = show

    def id(self) -> int:
        """Steps that may merge share an id."""
        return 1 if self.key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next step in if it is typing in the same field."""
        if not isinstance(other, _Step) or other.key != self.key:
            return False
        self.after = other.after
        self.setObsolete(self.after == self.before)
        return True

    def undo(self) -> None:
        """Show the draft before."""
        self._show(self.before)

    def redo(self) -> None:
        """Show the draft after."""
        self._show(self.after)


class History:
    """The undo stack of the form. `show` puts a draft on the screen and emits its signals."""

    def __init__(self, show: Callable[[Draft], None]) -> None:
        self.stack = QUndoStack()
        self.stack.setUndoLimit(UNDO_LIMIT)
        self._show = show

    def take(self, text: str, before: Draft, after: Draft, key: str = "") -> None:
        """Record and show a change; nothing happens when there is none."""
        if before != after:
            self.stack.push(_Step(text, before, after, self._show, key))


class UndoKeys(QObject):
    """An event filter of text fields: Ctrl+Z goes on to the whole form where a field has nothing to undo."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the class."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if isinstance(watched, QLineEdit) and (
                (event.matches(undo) and not watched.isUndoAvailable())
                or (event.matches(redo) and not watched.isRedoAvailable())
            ):
                event.ignore()
                return True
        return False
