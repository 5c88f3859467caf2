"""What a screen reader is told of the window, asked in this process."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from app.desktop.shell.focus_zones import tab_stops_in

Role = QAccessible.Role


def access(widget: QWidget) -> QAccessibleInterface:
    """What answers for a widget."""
    return QAccessible.queryAccessibleInterface(widget)


def tree(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What is in a part of the window, itself first, as one reads; widgets that are hidden are left out."""
    yield root
    for at in range(root.childCount()):
        child = root.child(at)
        widget: QObject | None = child.object()
        if child.isValid() and not (widget is not None and child.state().invisible):
            yield from tree(child)


def of_role(widget: QWidget, *roles: QAccessible.Role) -> list[QAccessibleInterface]:
    """The parts of a widget that have one of the roles."""
    return [each for each in tree(access(widget)) if each.role() in roles]


def name(part: QAccessibleInterface) -> str:
    """What a part is called."""
    return part.text(QAccessible.Text.Name)


def names(widget: QWidget, *roles: QAccessible.Role) -> list[str]:
    """What the parts of some roles are called."""
    return [name(part) for part in of_role(widget, *roles)]


def headings(widget: QWidget) -> list[tuple[int, str]]:
    """Level and text of every heading."""
    level = QAccessible.Attribute.Level
    found = of_role(widget, Role.Heading)
    return [(part.attributesInterface().attributeValue(level), name(part)) for part in found]


def text_of(part: QAccessibleInterface) -> str:
    """The whole text that a caret can walk in a part."""
    text = part.textInterface()
    return text.text(0, text.characterCount())


def focused(widget: QWidget) -> QAccessibleInterface:
    """The part of a widget that has the keyboard, or the widget."""
    whole = access(widget)
    part: QAccessibleInterface | None = whole.focusChild()
    return whole if part is None else part


def stops(widget: QWidget) -> list[QWidget]:
    """What Tab stops at in a part of the window."""
    return tab_stops_in(widget)


def nameless(widget: QWidget) -> list[str]:
    """The roles of what can have the keyboard and has no name; a cell may be empty."""
    parts = (part for part in tree(access(widget)) if part.role() != Role.Cell)
    return [str(part.role()) for part in parts if part.state().focusable and not name(part)]
