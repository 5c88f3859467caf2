"""Bringing a window before the others."""

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_LONGEST_MS = 2000
"""Some systems give a window the keyboard only once it is clicked."""
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_ENDS = (QEvent.Type.WindowActivate, QEvent.Type.Hide, QEvent.Type.Close)


def bring_forward(window: QWidget) -> None:
    """Show a window, also one that was minimized, and give it the keyboard, with what is typed at once."""
    before = QApplication.focusWidget()
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    if before is not None and before.window() is not window:
        _Handover(before, window)


class _Handover(QObject):
    """Gives a window what is typed until the system has made it the active one.

    Until then keys still come to the widget that had the keyboard `before`, where nobody means them any more.
    """

    def __init__(self, before: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._before, self._window = before, window
        before.installEventFilter(self)
        window.installEventFilter(self)
        QTimer.singleShot(_LONGEST_MS, self, self._end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass keys on; a click where the keyboard was, or the new one's activation, ends it."""
        if watched is self._window:
            if event.type() in _ENDS:
                self._end()
        elif isinstance(event, QKeyEvent) and event.type() in _KEYS:
            # Another event: one that is on its way to a widget and is sent to another corrupts memory (6.11).
            given = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            focused: QWidget | None = self._window.focusWidget()
            QCoreApplication.sendEvent(self._window if focused is None else focused, given)
            return True
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._end()
        return False

    def _end(self) -> None:
        if shiboken6.isValid(self._before):
            self._before.removeEventFilter(self)
        self._window.removeEventFilter(self)
        self.deleteLater()
