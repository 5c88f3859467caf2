"""Fusion with three changes that no style sheet can make, and the note of how the focus came."""

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTextEdit,
    QWidget,
)

from app.desktop.look.modal_keys import pass_to_modal

_KEY_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)
_WINDOW_KEYS = (Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_D)
"""With Ctrl they are commands of the window, where a text field on X11 would move and delete by them."""
_PROGRAM_REASONS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.OtherFocusReason)
_NONE = (QStyle.StyleHint.SH_Menu_SubMenuPopupDelay, QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons)


class NeedlepointStyle(QProxyStyle):
    """Mnemonics are underlined only while Alt is down; submenus open at once, buttons show words."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self.underline = False
        self.polished: Callable[[QObject], None] | None = None

    def polish(self, item: Any) -> Any:  # noqa: ANN401 - Qt polishes widgets, palettes and the program
        """Polish as Fusion does, and tell of it."""
        answer = super().polish(item)
        if self.polished is not None and isinstance(item, QWidget):
            self.polished(item)
        return answer

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        answer: QStyleHintReturn | None = None,
    ) -> int:
        """Answer three hints, pass on the rest."""
        if hint == QStyle.StyleHint.SH_UnderlineShortcut:
            return int(self.underline)
        if hint in _NONE:
            return 0
        return super().styleHint(hint, option, widget, answer)


class InputHabits(QObject):
    """What keys and the wheel do everywhere.

    It underlines mnemonics while Alt is down and gives each button of a dialog one, keeps the wheel from
    changing combos and spin boxes that have no focus, leaves keys of the window to it in every field, gives
    a dialog what is typed while it opens, and sets the property `keyed` on a button whose focus came by key,
    for the style sheet's ring: by Tab or a shortcut, or from the program, as in a dialog that opens, after a
    key.
    It watches windows, and the widgets that this is about as the style meets them: a filter of every event
    of the program would cost a page five milliseconds.
    """

    def __init__(self, app: QApplication, style: NeedlepointStyle) -> None:
        super().__init__(app)
        self._app = app
        self._style = style
        self._last_by_key = True
        style.polished = self.watch
        for widget in app.allWidgets():
            self.watch(widget)
        self._watch_window(app.focusWindow())
        app.focusWindowChanged.connect(self._watch_window)
        app.applicationStateChanged.connect(self._follow_state)

    def watch(self, widget: QObject) -> None:
        """Watch a widget if it is a button, a combo, a spin box or a field."""
        if isinstance(widget, (QPushButton, QComboBox, QAbstractSpinBox, *_FIELDS)):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the class."""
        kind = event.type()
        if isinstance(watched, QPushButton):
            if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                _set_keyboard_focus(watched, keyed=isinstance(event, QFocusEvent) and self._is_by_key(event))
            elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and _is_enter(event):
                watched.click()  # as Space does; Qt leaves Enter to dialogs
                return True
        elif isinstance(watched, QLineEdit) and kind == QEvent.Type.FocusIn and _selects(event):
            _enter(watched)
            return True
        elif isinstance(watched, QWidget):
            if kind == QEvent.Type.Wheel and not watched.hasFocus() and not isinstance(watched, _FIELDS):
                event.ignore()  # so that the page below scrolls
                return True
            if (
                isinstance(event, QKeyEvent)
                and kind == QEvent.Type.ShortcutOverride
                and _is_window_key(event)
            ):
                event.ignore()
                return True
            if isinstance(watched, _FIELDS) and kind == QEvent.Type.KeyPress and _is_lost_letter(event):
                event.ignore()
                return True
        elif kind == QEvent.Type.MouseButtonPress:
            self._last_by_key = False
        elif isinstance(event, QKeyEvent) and kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._last_by_key = True
            if isinstance(watched, QWindow) and pass_to_modal(watched, event):
                return True
            # Any other key ends it: the release of Alt may go to a popup that the key opened.
            self._underline(on=kind == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Alt)
        return False

    def _is_by_key(self, event: QFocusEvent) -> bool:
        reason = event.reason()
        if event.lostFocus():
            return False
        return reason in _KEY_REASONS or (self._last_by_key and reason in _PROGRAM_REASONS)

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _follow_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self._underline(on=False)

    def _underline(self, *, on: bool) -> None:
        if self._style.underline != on:
            self._style.underline = on
            window = self._app.activeWindow()
            if on and isinstance(window, QDialog):
                from app.desktop.look.mnemonics import give_letters  # the first frame asks for none

                give_letters(window)
            if window:
                window.update()
                for child in window.findChildren(QWidget):
                    child.update()


def _is_window_key(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _WINDOW_KEYS


def _is_lost_letter(event: QEvent) -> bool:
    """Whether a key is Alt and a letter that no button has: on X11 a field would type it.

    Option of macOS types signs of its own.
    """
    if sys.platform == "darwin" or not isinstance(event, QKeyEvent):
        return False
    text = event.text()
    return event.modifiers() == Qt.KeyboardModifier.AltModifier and text.isprintable() and text != ""


def _is_enter(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _selects(event: QEvent) -> bool:
    """Whether a field that takes the keyboard selects its text while a screen reader listens."""
    if not isinstance(event, QFocusEvent) or event.reason() not in _KEY_REASONS:
        return False
    from PySide6.QtGui import QAccessible  # it takes 15 ms, and the first field that takes the keyboard waits

    return QAccessible.isActive()


def _enter(field: QLineEdit) -> None:
    """Let a field take the keyboard, and select its text once that was told.

    Qt tells of the caret that selecting moves before it tells of the keyboard. Orca takes the first for the
    whole of it, and then says nothing: neither what field it is nor what is in it.
    """
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))
    QTimer.singleShot(0, field, lambda: _select(field))


def _select(field: QLineEdit) -> None:
    if field.hasFocus():
        field.selectAll()


def _set_keyboard_focus(button: QPushButton, *, keyed: bool) -> None:
    if bool(button.property("keyed")) != keyed:
        button.setProperty("keyed", keyed)
        button.style().polish(button)
