"""A painted widget on the accessibility bus: its parts come before the widgets that are in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleTextCursorEvent
from PySide6.QtWidgets import QAccessibleWidget, QStackedWidget, QWidget
from shiboken6 import Shiboken, VoidPtr

from app.desktop.heard.part import Painted, Part
from app.desktop.heard.parts_access import PartAccess, PartAttributes

HEARD = "heard"
"""The attribute of a widget that answers for its parts."""
HEARD_ROLE = "heard_role"
"""The attribute of a widget that is something else than Qt takes it for: a `QAccessible.Role`."""
HEARD_LEVEL = "heard_level"
"""The attribute of a label that is a heading: its level, from 1."""


class _Gone:
    """The parts of a widget that is gone: none."""

    role = QAccessible.Role.NoRole

    def parts(self) -> Sequence[Part]:
        """None."""
        return ()

    def place(self) -> tuple[int, int]:
        """Nowhere."""
        return -1, 0

    def press(self, at: int) -> None:
        """Nothing."""

    def char_rect(self, at: int, offset: int) -> QRect:
        """Nowhere."""
        return QRect()

    def read_at(self, at: int, offset: int) -> None:
        """Nothing."""


_GONE = _Gone()


class PaintedAccess(QAccessibleWidget):
    """The widget. Parts are made when they are asked for and let go of with it.

    Qt keeps a part by its address alone, so it is taken off the bus before Python lets go of it.
    """

    def __init__(self, widget: QWidget) -> None:
        self.painted: Painted = getattr(widget, HEARD)
        super().__init__(widget, self.painted.role)
        self._made: dict[int, PartAccess] = {}
        self.is_alive = True
        widget.destroyed.connect(self.let_go)

    def parts(self) -> Sequence[Part]:
        """The parts as they are now; none of a widget that is gone."""
        return self.painted.parts() if self.is_alive else ()

    def part(self, at: int) -> PartAccess | None:
        """What answers for a part."""
        if not 0 <= at < len(self.parts()):
            return None
        if at not in self._made:
            self._made[at] = PartAccess(self, self, at)
            QAccessible.registerAccessibleInterface(self._made[at])
        return self._made[at]

    def let_go(self) -> None:
        """Take the parts off the bus: the widget is gone. Qt asks them once more then, and none may raise."""
        self.is_alive = False
        self.renew()
        self.painted = _GONE  # PySide keeps what a factory gave for good (6.11.3): it is a shell from now on

    def renew(self) -> None:
        """Take the parts off the bus: others stand at their places, and who listens keeps what each was."""
        for part in self._made.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))
        self._made.clear()

    def has_keyboard(self, at: int) -> bool:
        """Whether a part has it."""
        return self.is_alive and self.widget().hasFocus() and self.painted.place()[0] == at

    def on_screen(self, rect: QRect) -> QRect:
        """A rectangle of the widget in pixels of the screen."""
        if not self.is_alive:
            return QRect()
        return QRect(self.widget().mapToGlobal(rect.topLeft()), rect.size())

    def childCount(self, /) -> int:
        """Parts and widgets."""
        return len(self.parts()) + super().childCount()

    def child(self, index: int, /) -> QAccessibleInterface:
        """A part or, after them, a widget."""
        part = self.part(index)
        return part or super().child(index - len(self.parts()))

    def indexOfChild(self, child: QAccessibleInterface, /) -> int:
        """The place of a part or a widget."""
        if isinstance(child, PartAccess):
            return child.at
        at = super().indexOfChild(child)
        return at if at < 0 else at + len(self.parts())

    def childAt(self, x: int, y: int, /) -> QAccessibleInterface:
        """The widget or the part under a point of the screen."""
        under = self.widget().mapFromGlobal(QPoint(x, y))
        found = (at for at, part in enumerate(self.parts()) if part.rect.contains(under))
        at = next(found, -1) if self.widget().childAt(under) is None else -1
        return self.part(at) or super().childAt(x, y)

    def focusChild(self, /) -> QAccessibleInterface:
        """The part that has the keyboard."""
        at = self.painted.place()[0] if self.widget().hasFocus() else -1
        return self.part(at) or super().focusChild()

    def state(self, /) -> QAccessible.State:
        """What only holds parts takes no keyboard by itself: a click that selects text gives it one."""
        state = super().state()
        if self.painted.role == QAccessible.Role.Client:
            state.focusable = 0
        return state

    def text(self, t: QAccessible.Text, /) -> str:
        """The widget's own name: what is in it is told by its parts."""
        if not self.is_alive:
            return ""
        return self.widget().accessibleName() if t == QAccessible.Text.Name else super().text(t)


class HeadingAccess(QAccessibleWidget):
    """A label that is a heading."""

    def __init__(self, label: QWidget) -> None:
        super().__init__(label, QAccessible.Role.Heading)
        self._attributes = PartAttributes(lambda: getattr(label, HEARD_LEVEL))

    def text(self, t: QAccessible.Text, /) -> str:
        """Its text."""
        label = self.widget()
        is_asked = t == QAccessible.Text.Name and Shiboken.isValid(label)
        return str(label.property("text")) if is_asked else ""

    def interface_cast(self, t: QAccessible.InterfaceType, /) -> Any:  # noqa: ANN401  an address
        """The address of what tells the level."""
        is_level = t == QAccessible.InterfaceType.AttributesInterface
        return VoidPtr(Shiboken.getCppPointer(self._attributes)[0] if is_level else 0)


def make_access(_class_name: str, asked: QObject) -> QAccessibleInterface | None:
    """What Qt asks for each widget once: those that paint their parts answer for themselves."""
    if not isinstance(asked, QWidget):
        return None
    made: QAccessibleWidget
    if hasattr(asked, HEARD):
        made = PaintedAccess(asked)
    elif hasattr(asked, HEARD_LEVEL):
        made = HeadingAccess(asked)
    elif hasattr(asked, HEARD_ROLE):
        made = QAccessibleWidget(asked, getattr(asked, HEARD_ROLE))
    elif isinstance(asked, QStackedWidget):
        # Qt calls it a layered pane, which is said before whatever takes the keyboard in it.
        made = QAccessibleWidget(asked, QAccessible.Role.Client)
    else:
        return None
    return made


@cache
def hear_painted() -> None:
    """Let painted widgets answer for their parts from now on."""
    QAccessible.installFactory(make_access)


def renew_parts(widget: QWidget) -> None:
    """Let what a painted widget shows now be heard as new parts."""
    if QAccessible.isActive():
        access = QAccessible.queryAccessibleInterface(widget)
        if isinstance(access, PaintedAccess):
            access.renew()


def tell_focus(widget: QWidget, *, caret: bool = False) -> None:
    """Tell where in a painted widget the keyboard is, or, with `caret`, that the caret moved in a text."""
    if not QAccessible.isActive():
        return
    access = QAccessible.queryAccessibleInterface(widget)
    if not isinstance(access, PaintedAccess):
        return
    at, offset = access.painted.place()
    part = access.part(at)
    if part is None:
        return
    if not caret:
        QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.Focus))
    if part.record().reads:
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(part, offset))


def tell_focus_soon(widget: QWidget) -> None:
    """The same once Qt has told that the widget itself has the keyboard: what is told last counts."""
    if QAccessible.isActive():
        QTimer.singleShot(0, widget, lambda: tell_focus(widget))
