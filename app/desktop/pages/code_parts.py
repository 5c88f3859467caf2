"""Groups of codes, each a link to its page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from app.coding.pages import CodeGroup
from app.coding.sources import Citation
from app.desktop.pages.block import Block, PageContext
from app.desktop.pages.drawing import Piece, Stop, label_room

_ONE_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class CodeGroupsBlock(Block):
    """A row for each group.

    Its label at the left, its codes as links in lines at the right, its note below.
    """

    def __init__(
        self, context: PageContext, groups: Sequence[CodeGroup], shared: Sequence[Citation], parent: QWidget
    ) -> None:
        super().__init__(context, parent)
        self._groups = groups
        self._tags = [self.make_tag(group.citations, shared=shared) for group in groups]

    def compose(self, width: int) -> int:
        """See the class."""
        look = self.look
        labeled = label_room(look, width) if width > look.px(420) else 0
        y = 0.0
        for index in range(len(self._groups)):
            if index:
                self.drawing.fills.append((QRectF(0, round(y), width, 1), "line"))
            top = y + look.px(5)
            label_height = self._put_label(index, top, labeled or width)
            if not labeled:
                top += label_height + look.px(2)
            bottom = self._put_codes(index, labeled, top, width)
            y = max(bottom, top + (label_height if labeled else 0)) + look.px(5)
        return round(y)

    def _put_label(self, index: int, top: float, width: int) -> float:
        """The label with its shape, and the tag of its sources below it; returns the height."""
        look, group, tag = self.look, self._groups[index], self._tags[index]
        indent = look.px(20) if group.disputed else 0
        if group.disputed:
            self.drawing.shapes.append((QRectF(0, top + look.px(2), look.px(14), look.px(14)), "warning"))
        height = self.write(indent, top, width - indent - look.px(8), group.label, look.font("body"), "text2")
        if tag:
            height += self.place_tag(tag, 0, top + height + look.px(2), width - look.px(12))[1] + look.px(3)
        return height

    def _put_codes(self, index: int, left: float, top: float, width: int) -> float:
        """The links, wrapped; returns the bottom."""
        look, group = self.look, self._groups[index]
        font, metrics = look.font("body", code=True), look.metrics("body", code=True)
        x, line = left, look.px(18)
        for code in group.codes:
            across = metrics.horizontalAdvance(code)
            if x > left and x + across > width:
                x, top = left, top + line
            rect = QRectF(x, top, across, line)
            self.drawing.pieces.append(Piece(rect, code, font, "accent", _ONE_LINE))
            label = self.context.label_of(code)
            self.drawing.stops.append(Stop(rect, code, f"{code}, {label}" if label else code, index))
            x += across + look.px(8)
        top += line
        if group.note:
            top += self.write(left, top + look.px(1), width - left, group.note, look.font("small"), "text2")
        return top
