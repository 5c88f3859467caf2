"""A few buttons side by side as one Tab stop: the arrows go from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class Roving(QObject):
    """Tab stops at the widget that had the keyboard last; Left and Right go to its neighbors."""

    def __init__(self, widgets: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._widgets = list(widgets)
        for widget in self._widgets:
            widget.installEventFilter(self)
        self._enter_by(self._widgets[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Left and Right."""
        step = _STEPS.get(Qt.Key(event.key())) if isinstance(event, QKeyEvent) else None
        if event.type() != QEvent.Type.KeyPress or not step:
            return super().eventFilter(watched, event)
        at = next(at for at, widget in enumerate(self._widgets) if widget is watched) + step
        if 0 <= at < len(self._widgets) and self._widgets[at].isEnabled():
            self._enter_by(self._widgets[at])
            self._widgets[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _enter_by(self, entry: QWidget) -> None:
        for widget in self._widgets:
            strong = Qt.FocusPolicy.StrongFocus
            widget.setFocusPolicy(strong if widget is entry else Qt.FocusPolicy.ClickFocus)
