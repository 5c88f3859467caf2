"""Sources that disagree: both positions, which governs, and what we advise."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from app.coding.pages import Disagreement
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext


class DisagreementBlock(Block):
    """A framed entry of the register of conflicts, with the warning shape at its title."""

    def __init__(self, context: PageContext, item: Disagreement, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._item = item
        self._tags = [
            self.make_tag(f"position {number} in {item.id}", position.citations)
            for number, position in enumerate(item.positions, 1)
        ]

    def compose(self, width: int) -> int:
        """See the class."""
        look, item = self.look, self._item
        edge = look.px(13)
        y = float(look.px(10))
        self.drawing.shapes.append((QRectF(edge, y + look.px(1), look.px(16), look.px(16)), "warning"))
        indent = edge + look.px(24)
        id_width = look.metrics("caption").horizontalAdvance(item.id)
        self.begin_line("heading", 3)
        y += self.write(indent, y, width - indent - edge - id_width, item.title, look.font("body", 600))
        self.write(
            width - edge - id_width - 2, look.px(11), id_width + 2, item.id, look.font("caption"), "text3"
        )
        for index, position in enumerate(item.positions):
            y += self._put_line(f"Position {index + 1}", position.text, y, width, index)
        for label, text in (
            ("Governs", item.governs),
            ("Why", item.why),
            ("We advise", item.dated_advice()),
        ):
            if text:
                y += self._put_line(label, text, y, width, -1)
        y += look.px(10)
        self.drawing.boxes.append(QRectF(0, 0, width, round(y)))
        return round(y)

    def _put_line(self, label: str, text: str, y: float, width: int, position: int) -> float:
        look = self.look
        edge = look.px(13)
        left = edge + look.px(100)
        top = y + look.px(7)
        tag = self._tags[position] if position >= 0 else None
        tag_room = min(tag.sizeHint().width(), round(width * 0.3)) if tag else 0
        room = width - left - edge - (tag_room + look.px(12) if tag else 0)
        self.begin_line("fact", tag=tag)
        self.write(edge, top + look.px(1), look.px(96), label, look.font("small"), "text2")
        weight = 600 if position < 0 and label != "Why" else 400
        height = self.write(left, top, room, text, look.font("body", weight))
        if tag:
            self.place_tag(tag, width - edge - tag_room, top, tag_room)
        return top - y + max(height, look.px(18))
