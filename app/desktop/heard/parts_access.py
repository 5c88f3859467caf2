"""The parts of a painted widget on the accessibility bus of the system.

PySide wants each interface of a part as an object of its own, and its address: an object of several base
classes is told at the address of its first one, and None or 0 for "there is no such interface" ends the
process (6.11.3).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QAccessibleTableCellInterface,
    QAccessibleTextInterface,
)
from shiboken6 import Shiboken, VoidPtr

from app.desktop.heard.part import Cell, Painted, Part

_Kind = QAccessible.InterfaceType


class Owner(Protocol):
    """What a part asks of the access of its widget, which is a `QAccessibleInterface`."""

    painted: Painted
    is_alive: bool

    def parts(self) -> Sequence[Part]:
        """The parts as they are now."""

    def part(self, at: int) -> PartAccess | None:
        """What answers for a part."""

    def has_keyboard(self, at: int) -> bool:
        """Whether a part has it."""

    def on_screen(self, rect: QRect) -> QRect:
        """A rectangle of the widget in pixels of the screen."""


class PartText(QAccessibleTextInterface):
    """The text of a part, with the caret in it."""

    def __init__(self, part: PartAccess) -> None:
        super().__init__()
        self._part = part

    def text(self, startOffset: int, endOffset: int, /) -> str:  # noqa: N803  Qt's own names
        """The characters from one place to another."""
        return self._part.record().name[startOffset:endOffset]

    def characterCount(self, /) -> int:
        """How many characters it has."""
        return len(self._part.record().name)

    def cursorPosition(self, /) -> int:
        """Where the caret stands."""
        at, caret = self._part.owner.painted.place()
        return caret if at == self._part.at else 0

    def setCursorPosition(self, position: int, /) -> None:
        """Move keyboard and caret."""
        self._part.owner.painted.read_at(self._part.at, position)

    def characterRect(self, offset: int, /) -> QRect:
        """Where a character stands on the screen."""
        return self._part.owner.on_screen(self._part.owner.painted.char_rect(self._part.at, offset))

    def offsetAtPoint(self, point: QPoint, /) -> int:
        """The character under a point of the screen, -1 when there is none."""
        count = self.characterCount()
        return next((at for at in range(count) if self.characterRect(at).contains(point)), -1)

    def selectionCount(self, /) -> int:
        """Nothing is selected by a screen reader."""
        return 0

    def addSelection(self, startOffset: int, endOffset: int, /) -> None:  # noqa: N803  Qt's own names
        """Nothing: what is copied is chosen by pointer."""

    def removeSelection(self, selectionIndex: int, /) -> None:  # noqa: N803  Qt's own names
        """Nothing."""

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int, /) -> None:  # noqa: N803
        """Nothing."""

    def scrollToSubstring(self, startIndex: int, endIndex: int, /) -> None:  # noqa: N803  Qt's own names
        """Show a place by going there."""
        self._part.owner.painted.read_at(self._part.at, startIndex)


class PartAttributes(QAccessibleAttributesInterface):
    """The level of a heading."""

    def __init__(self, level: Callable[[], int]) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self, /) -> list[QAccessible.Attribute]:
        """The level alone."""
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute, /) -> Any:  # noqa: ANN401  Qt's own type
        """The level, and nothing for what else Qt asks."""
        return self._level() if key == QAccessible.Attribute.Level else None


class PartAction(QAccessibleActionInterface):
    """What Enter on a part does."""

    def __init__(self, part: PartAccess) -> None:
        super().__init__()
        self._part = part

    def actionNames(self, /) -> list[str]:
        """Press."""
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, actionName: str, /) -> None:  # noqa: N803  Qt's own names
        """Press it."""
        if actionName == QAccessibleActionInterface.pressAction():
            self._part.owner.painted.press(self._part.at)

    def keyBindingsForAction(self, actionName: str, /) -> list[str]:  # noqa: N803  Qt's own names
        """None that is not everywhere's."""
        return []


class PartCell(QAccessibleTableCellInterface):
    """The place of a cell and its headers."""

    def __init__(self, part: PartAccess) -> None:
        super().__init__()
        self._part = part

    def _cell(self) -> Cell:
        return self._part.record().cell or Cell(0, 0)

    def _heads(self, at: int) -> list[QAccessibleInterface]:
        head = self._part.owner.part(at)
        return [head] if head else []

    def rowIndex(self, /) -> int:
        """The row, from 0."""
        return self._cell().row

    def columnIndex(self, /) -> int:
        """The column, from 0."""
        return self._cell().column

    def rowExtent(self, /) -> int:
        """No cell is taller than a row."""
        return 1

    def columnExtent(self, /) -> int:
        """No cell is wider than a column."""
        return 1

    def columnHeaderCells(self, /) -> list[QAccessibleInterface]:
        """The head of the column."""
        return self._heads(self._cell().column_head)

    def rowHeaderCells(self, /) -> list[QAccessibleInterface]:
        """The head of the row: its first cell."""
        return self._heads(self._cell().row_head)

    def isSelected(self, /) -> bool:
        """Cells of a reading table are not selected."""
        return False

    def table(self, /) -> QAccessibleInterface:
        """The table: the widget itself."""
        return self._part.whole


class PartAccess(QAccessibleInterface):
    """One part. It lives as long as its widget and tells what stands at its place now."""

    def __init__(self, owner: Owner, whole: QAccessibleInterface, at: int) -> None:
        """`owner` and `whole` are one and the same: the access of the widget."""
        super().__init__()
        self.owner = owner
        self.whole = whole
        self.at = at
        self._sides: dict[QAccessible.InterfaceType, Shiboken.Object] = {}

    def record(self) -> Part:
        """The part as it is now; an empty one when there is none any more."""
        parts = self.owner.parts()
        return parts[self.at] if self.at < len(parts) else Part(QAccessible.Role.NoRole, "", QRect())

    def isValid(self, /) -> bool:
        """Whether there still is such a part."""
        return self.at < len(self.owner.parts())

    def object(self, /) -> Any:  # noqa: ANN401  Qt takes none, its stub does not
        """No object of its own."""
        return None

    def window(self, /) -> Any:  # noqa: ANN401  Qt takes none, its stub does not
        """The window that the widget is in."""
        return self.whole.window() if self.owner.is_alive else None

    def parent(self, /) -> Any:  # noqa: ANN401  Qt takes none, its stub does not
        """The widget."""
        return self.whole if self.owner.is_alive else None

    def child(self, index: int, /) -> Any:  # noqa: ANN401  Qt takes none, its stub does not
        """A part has none below it."""
        return None

    def childAt(self, x: int, y: int, /) -> Any:  # noqa: ANN401  Qt takes none, its stub does not
        """A part has none below it."""
        return None

    def childCount(self, /) -> int:
        """A part has none below it."""
        return 0

    def indexOfChild(self, arg__1: QAccessibleInterface, /) -> int:
        """A part has none below it."""
        return -1

    def focusChild(self, /) -> Any:  # noqa: ANN401  Qt takes none, its stub does not
        """A part has none below it."""
        return None

    def rect(self, /) -> QRect:
        """Where it stands on the screen."""
        return self.owner.on_screen(self.record().rect)

    def role(self, /) -> QAccessible.Role:
        """What it is."""
        return self.record().role

    def text(self, t: QAccessible.Text, /) -> str:
        """Its name; a name alone is spoken when it takes the keyboard."""
        return self.record().name if t == QAccessible.Text.Name else ""

    def setText(self, t: QAccessible.Text, text: str, /) -> None:
        """Nothing: a page is read."""

    def state(self, /) -> QAccessible.State:
        """Whether it can have and has the keyboard, and whether it leads somewhere.

        Orca calls a paragraph that can have the keyboard a field that is read only.
        """
        state, part = QAccessible.State(), self.record()
        state.focusable = int(part.role != QAccessible.Role.Paragraph)
        state.focused = int(self.owner.has_keyboard(self.at))
        state.invisible = int(not self.owner.is_alive or bool(self.whole.state().invisible))
        state.linked = int(part.role == QAccessible.Role.Link)
        state.selectableText = int(part.reads)
        return state

    def interface_cast(self, arg__1: QAccessible.InterfaceType, /) -> Any:  # noqa: ANN401  an address
        """The address of what answers for text, level, action or cell, where the part has it."""
        part = self.record()
        if arg__1 == _Kind.TextInterface and part.reads:
            return self._side(arg__1, lambda: PartText(self))
        if arg__1 == _Kind.AttributesInterface and part.level:
            return self._side(arg__1, lambda: PartAttributes(lambda: self.record().level))
        if arg__1 == _Kind.ActionInterface and part.pressed:
            return self._side(arg__1, lambda: PartAction(self))
        if arg__1 == _Kind.TableCellInterface and part.cell:
            return self._side(arg__1, lambda: PartCell(self))
        return VoidPtr(0)

    def _side(self, kind: QAccessible.InterfaceType, make: Callable[[], Shiboken.Object]) -> VoidPtr:
        if kind not in self._sides:
            self._sides[kind] = make()
        return VoidPtr(Shiboken.getCppPointer(self._sides[kind])[0])
