"""A block of a page that is made of widgets: nothing in it is text of the page."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget


class WidgetBlock(QWidget):
    """What a page asks of a block, answered for fields and buttons.

    Subclasses lay them out: `arrange` and `tab_stops` are theirs (a QWidget takes no abstract methods).
    """

    def arrange(self, width: int) -> int:
        """Lay out for `width` pixels; return the height."""
        raise NotImplementedError

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        raise NotImplementedError

    def selected_text(self) -> str:
        """The text selected in a field, "" for none."""
        return ""

    def clear_selection(self) -> None:
        """Nothing to clear: a field keeps its own."""

    def unfold(self, text: str) -> bool:
        """Nothing is folded."""
        return False

    def find_text(self, text: str) -> list[QRect]:
        """Nothing: what a field or button says is not the page's."""
        return []

    def line_at(self, place: QRect) -> str:
        """Nothing: no place is found here."""
        return ""

    def stand_on(self, place: int) -> None:
        """Nothing to frame."""
