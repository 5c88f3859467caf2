"""Commands pressed before the window can answer them, and what is typed behind one, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from app.desktop.shell.main_window import MainWindow


def answer_soon(window: MainWindow) -> None:
    """Answer what was kept in the next turn."""
    QTimer.singleShot(0, window, lambda: _answer(window))


def _answer(window: MainWindow) -> None:
    """Answer what was kept; what follows a command goes to the window that it opened."""
    if window.frame.early_keys:
        window.look.draw_images()  # what a command shows may look for them
    while window.frame.early_keys:
        pressed, text = window.frame.early_keys.pop(0)
        actions = window.actions_by_name.values()
        action = next((each for each in actions if QKeySequence(pressed) in each.shortcuts()), None)
        if action is not None:
            answer_soon(window)  # also while a dialog waits
            action.trigger()
            return
        _type(window, pressed, text)


def _type(window: MainWindow, pressed: QKeyCombination, text: str) -> None:
    asking: QWidget | None = QApplication.activeModalWidget()
    focused: QWidget | None = asking.focusWidget() if asking is not None else QApplication.focusWidget()
    receiver = next(each for each in (focused, asking, window) if each is not None)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, pressed.key(), pressed.keyboardModifiers(), text)
        QCoreApplication.sendEvent(receiver, event)
