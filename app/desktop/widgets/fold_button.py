"""A button that opens and closes a part of its window, and says which of both it is."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleStateChangeEvent
from PySide6.QtWidgets import QAccessibleWidget, QPushButton

_PRESS = "Press"


class FoldButton(QPushButton):
    """Checked while the part is open. A screen reader hears a button that is expanded or collapsed.

    Qt alone makes a check box of it.
    """

    interface: QAccessibleInterface | None = None

    def __init__(self, kind: str = "link") -> None:
        """`kind` is that of `make_button`."""
        super().__init__()
        _know_folds()
        self.setProperty("kind", kind)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.toggled.connect(self._tell)

    def _tell(self) -> None:
        changed = QAccessible.State()
        changed.expanded = True
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self, changed))


class _Fold(QAccessibleWidget):
    """The interface of a fold button, made for one that is there."""

    def __init__(self, button: FoldButton) -> None:
        super().__init__(button, QAccessible.Role.Button)
        self._button = button

    def state(self) -> QAccessible.State:
        """Expandable, and expanded while it is checked."""
        state = super().state()
        state.expandable = True
        state.expanded = self._button.isChecked()
        state.collapsed = not self._button.isChecked()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """The name that it was given, else what stands on it."""
        found = super().text(kind)
        return found or (self._button.text() if kind == QAccessible.Text.Name else "")

    def actionNames(self) -> list[str]:
        """Pressing, and what every widget can do."""
        return [_PRESS, *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Press it, or do what every widget can."""
        if name == _PRESS:
            self._button.click()
        else:
            super().doAction(name)


@cache
def _know_folds() -> None:
    QAccessible.installFactory(_make_interface)


def _make_interface(_kind: str, item: QObject) -> QAccessibleInterface | None:
    """The interface of a fold button, which lives as long as the button has it."""
    if not isinstance(item, FoldButton):
        return None
    item.interface = _Fold(item)
    return item.interface
