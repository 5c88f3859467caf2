"""A part of a painted widget as a screen reader knows it, and what such a widget answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible


class Cell(Struct, frozen=True, gc=False):
    """Where a cell stands in its table, and the places of its headers among the parts of the widget."""

    row: int
    column: int
    column_head: int = -1
    row_head: int = -1


class Part(Struct, frozen=True, gc=False):
    """A heading, paragraph, link or cell. `rect` is in pixels of its widget.

    `reads`: it has a text in which a caret can stand; `level` is that of a heading; what is `pressed` does
    something by Enter.
    """

    role: QAccessible.Role
    name: str
    rect: QRect
    level: int = 0
    reads: bool = False
    pressed: bool = False
    cell: Cell | None = None


class Painted(Protocol):
    """What answers for a widget that paints its parts itself. The widget has it as its attribute `heard`."""

    role: QAccessible.Role

    def parts(self) -> Sequence[Part]:
        """The parts, in the order in which one reads."""

    def place(self) -> tuple[int, int]:
        """The part that has the keyboard and the caret in its text; -1 where none has."""

    def press(self, at: int) -> None:
        """Do what Enter on a part does."""

    def char_rect(self, at: int, offset: int) -> QRect:
        """Where a character of a part's text stands, in pixels of the widget."""

    def read_at(self, at: int, offset: int) -> None:
        """Put keyboard and caret into a part's text."""
