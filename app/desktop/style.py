"""Fusion with two changes that no style sheet can make, and the note of how the focus came."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

_KEY_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class NeedlepointStyle(QProxyStyle):
    """Mnemonics are underlined only while Alt is down; submenus open without delay."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self.underline = False

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        answer: QStyleHintReturn | None = None,
    ) -> int:
        """Answer two hints, pass on the rest."""
        if hint == QStyle.StyleHint.SH_UnderlineShortcut:
            return int(self.underline)
        if hint == QStyle.StyleHint.SH_Menu_SubMenuPopupDelay:
            return 0
        return super().styleHint(hint, option, widget, answer)


class InputHabits(QObject):
    """The one event filter.

    It underlines mnemonics while Alt is down, keeps the wheel from changing combos and spin boxes that have
    no focus, and sets the property `keyed` on a button whose focus came by key, for the style sheet's ring.
    """

    def __init__(self, app: QApplication, style: NeedlepointStyle) -> None:
        super().__init__(app)
        self._app = app
        self._style = style
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the class."""
        kind = event.type()
        if kind == QEvent.Type.Wheel:
            stray = self._wheel_is_stray(watched)
            if stray:
                event.ignore()  # so that the page below scrolls
            return stray
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and isinstance(watched, QPushButton):
            keyed = kind == QEvent.Type.FocusIn and _came_by_key(event)
            if bool(watched.property("keyed")) != keyed:
                watched.setProperty("keyed", keyed)
                watched.style().polish(watched)
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
            self._underline(kind == QEvent.Type.KeyPress)
        elif kind == QEvent.Type.ApplicationDeactivate:
            self._underline(on=False)
        return False

    def _wheel_is_stray(self, watched: QObject) -> bool:
        return isinstance(watched, QComboBox | QAbstractSpinBox) and not watched.hasFocus()

    def _underline(self, on: bool) -> None:
        if self._style.underline != on:
            self._style.underline = on
            window = self._app.activeWindow()
            if window:
                window.update()
                for child in window.findChildren(QWidget):
                    child.update()


def _came_by_key(event: QEvent) -> bool:
    return isinstance(event, QFocusEvent) and event.reason() in _KEY_REASONS
