"""Keys that come to a window while a dialog before it is opening: they are the dialog's.

The system gives a dialog the keyboard a moment after it shows. Until then what is typed still comes to the
window behind it, where Qt drops it, because a modal dialog is before it.
"""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget


def pass_to_modal(window: QWindow, event: QKeyEvent) -> bool:
    """Give a key that came to `window` to the modal dialog before it; False where there is no other."""
    modal: QWidget | None = QApplication.activeModalWidget()
    popup: QWidget | None = QApplication.activePopupWidget()
    if modal is None or popup is not None or not _is_behind(window, modal):
        return False
    # Another event: one that is on its way to a widget and is sent to another corrupts memory (6.11).
    given = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat())
    focused: QWidget | None = modal.focusWidget()
    QCoreApplication.sendEvent(modal if focused is None else focused, given)
    return True


def _is_behind(window: QWindow, modal: QWidget) -> bool:
    """Whether a dialog is painted by us and `window` is neither it nor in it."""
    own: QWindow | None = modal.windowHandle()
    shows = modal.isVisible() and not modal.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    if own is None or not shows:
        return False
    return window is not own and not own.isAncestorOf(window, QWindow.AncestorMode.IncludeTransients)
