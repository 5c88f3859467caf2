"""Codes offered while one is typed into a line of the claim: by their digits or by everyday words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from app.desktop.look.look import Look
from app.desktop.widgets.completions import dress_completions

Find = Callable[[str], Sequence[str]]
"""The codes that typed text means, best first."""
_OFFERED = 8
_WIDTH = 340
_CODE = re.compile(r"[0-9A-Z]{5}\b")
_PART = re.compile(r"\d[0-9A-Z]*|[A-Z]\d+")
_LEAST = 2
TAKEN = "taken"
"""The property of an editor whose text was taken from the list: Qt does not call that modified."""


def codes_to_offer(typed: str, find: Find) -> tuple[str, ...]:
    """The codes to offer for what was typed so far; none once a whole code or a line is there.

    The beginning of a code offers those that begin so, words those that the search finds.
    """
    text = " ".join(typed.upper().split())
    if len(text) < _LEAST or not text.replace(" ", "").isalnum():
        return ()
    if _CODE.match(text) and any(letter.isdigit() for letter in text[:5]):
        return ()
    begun = _PART.fullmatch(text) is not None
    found = (code for code in find(text) if not begun or code.startswith(text))
    return tuple(code for code, _ in zip(found, range(_OFFERED), strict=False))


class CodeCompleter(QCompleter):
    """Offers codes below an editor. Down and Up choose, Enter and a click take, Tab takes and goes on.

    `offer` gives the keys to offer for what was typed so far; `label_of` what stands beside a key.
    With nothing chosen, Enter and Tab do what they do without a list; Esc closes the list first.
    """

    def __init__(self, look: Look, editor: QLineEdit, offer: Find, label_of: Callable[[str], str]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._offer = offer
        self._label_of = label_of
        self._codes = QStandardItemModel(self)
        self.setModel(self._codes)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompletionRole(Qt.ItemDataRole.UserRole)
        dress_completions(self, editor.accessibleName(), look.px(_WIDTH)).setFont(look.font("body"))
        editor.setCompleter(self)
        # The editor asks for the list right after this signal.
        editor.textEdited.connect(self._fill)
        self.activated.connect(self._note_taken)
        self.highlighted.connect(self._note_taken)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What a choice puts into the editor: the code."""
        return str(index.data(Qt.ItemDataRole.UserRole))

    def offered(self) -> tuple[str, ...]:
        """The codes that are offered now."""
        rows = range(self._codes.rowCount())
        return tuple(str(self._codes.item(row).data(Qt.ItemDataRole.UserRole)) for row in rows)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab, and Enter with nothing chosen, close the list and are the editor's."""
        popup = self.popup()
        if watched is popup and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            walks = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if walks or (enter and not popup.selectionModel().hasSelection()):
                popup.hide()
                QCoreApplication.sendEvent(self._editor, event)
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self._codes.clear()
        for code in self._offer(typed):
            item = QStandardItem(f"{code}  {self._label_of(code)}")
            item.setData(code, Qt.ItemDataRole.UserRole)
            self._codes.appendRow(item)

    def _note_taken(self) -> None:
        self._editor.setProperty(TAKEN, True)  # noqa: FBT003 - the signature of Qt
