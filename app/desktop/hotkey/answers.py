"""The key was pressed: what is selected in the other program, answered in the mini window, and the way back.

The text is read at that moment alone. It is neither written anywhere nor told to anybody, and the mini window
forgets it when it is hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication

from app.coding.questions import holds_code, question_in
from app.desktop.hotkey.choice import HotkeyChoice
from app.desktop.widgets.clipboard import when_readable

if TYPE_CHECKING:
    from app.desktop.mini.window import MiniWindow

NOTHING_THERE = "No text is {how}. {do} a code, or two, and press the key again."
NO_CODE = "The {how} text holds no code to look up. Nothing of it is kept."


class KeyAnswers(QObject):
    """Shows an answer for each press of the key, and gives the keyboard back once the user leaves it."""

    def __init__(self, choice: HotkeyChoice, mini: Callable[[], MiniWindow], parent: QObject) -> None:
        super().__init__(parent)
        self._choice = choice
        self._mini = mini
        self._is_answering = False
        choice.pressed.connect(self._come)

    def _come(self) -> None:
        when_readable(lambda: self._mini().activate(), self.answer)

    def answer(self) -> None:
        """Show the answer to what is selected, the keyboard in it."""
        mini = self._mini()
        if not self._is_answering:
            self._is_answering = True
            mini.left.connect(self._go_back)
        text = selected_text()
        question = question_in(text)
        if question:
            mini.ask(question)
        if not question or (mini.row() is None and not holds_code(question)):
            mini.tell(self._words(text))
        if hotkey := self._choice.hotkey():
            hotkey.bring_forward(int(mini.winId()))

    def _words(self, text: str) -> str:
        how, do = ("selected", "Select") if reads_selection() else ("copied", "Copy")
        return (NO_CODE if text.strip() else NOTHING_THERE).format(how=how, do=do)

    def _go_back(self) -> None:
        self._is_answering = False
        self._mini().left.disconnect(self._go_back)
        if hotkey := self._choice.hotkey():
            hotkey.give_back()


def reads_selection() -> bool:
    """Whether this desktop tells what is selected; others tell only what was copied."""
    return QGuiApplication.clipboard().supportsSelection()


def selected_text() -> str:
    """What is selected in any program; where nothing is, or the desktop does not tell, what was copied."""
    clipboard = QGuiApplication.clipboard()
    selected = clipboard.text(QClipboard.Mode.Selection) if reads_selection() else ""
    return selected if selected.strip() else clipboard.text()
