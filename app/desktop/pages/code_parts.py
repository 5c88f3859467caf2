"""Groups of codes, each a link to its page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from app.coding.pages import CodeGroup
from app.coding.sources import Citation
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext
from app.desktop.pages.drawing import Piece, Stop, label_room

_ONE_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_FOLD = "fold:"
_LINE = 18
# A group of more rows than these shows two and folds the rest: one row saved would not be worth the link.
_SHOWN, _MOST = 2, 3


class CodeGroupsBlock(Block):
    """A row for each group.

    Its label at the left, its codes as links in lines at the right, its note below. A long group shows two
    rows and a link to all of it.
    """

    def __init__(
        self, context: PageContext, groups: Sequence[CodeGroup], shared: Sequence[Citation], parent: QWidget
    ) -> None:
        super().__init__(context, parent)
        self._groups = groups
        self._whole: set[int] = set()
        self._tags = [self.make_tag(group.label, group.citations, shared=shared) for group in groups]

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

    def follow(self, stop: Stop) -> None:
        """Open a code's page, or show all of a group or two rows of it."""
        if not stop.key.startswith(_FOLD):
            super().follow(stop)
            return
        at = self.drawing.stops.index(stop)
        self._whole ^= {stop.group}
        self.fit()
        if self.hasFocus():
            # The first code that was not shown stands where the link was.
            keys = [each.key for each in self.drawing.stops]
            self.focus_link(at if stop.group in self._whole else keys.index(stop.key))

    def unfold(self, text: str) -> bool:
        """Show all of the groups whose folded codes hold `text` (lower case); returns whether any does."""
        hidden = {
            index
            for index, group in enumerate(self._groups)
            if index not in self._whole and any(text in code.lower() for code in group.codes)
        }
        shown = {stop.group for stop in self.drawing.stops if stop.key.startswith(_FOLD)} & hidden
        if shown:
            self._whole |= shown
            self.fit()
        return bool(shown)

    def current_key(self) -> str:
        """The code that has the focus, or ""; the link to all of a group is none."""
        key = super().current_key()
        return "" if key.startswith(_FOLD) else key

    def _put_label(self, index: int, top: float, width: int) -> float:
        """The label with its shape, and the tag of its sources below it; returns the height."""
        look, group, tag = self.look, self._groups[index], self._tags[index]
        indent = look.px(20) if group.disputed else 0
        if group.disputed:
            self.drawing.shapes.append((QRectF(0, top + look.px(2), look.px(14), look.px(14)), "warning"))
        self.begin_line("codes", also="; sources disagree" if group.disputed else "", tag=tag)
        height = self.write(indent, top, width - indent - look.px(8), group.label, look.font("body"), "text2")
        if tag:
            height += self.place_tag(tag, 0, top + height + look.px(2), width - look.px(12))[1] + look.px(3)
        return height

    def _put_codes(self, index: int, left: float, top: float, width: int) -> float:
        """The links, wrapped; returns the bottom."""
        look, group = self.look, self._groups[index]
        lines = self._lines(group.codes, width - left)
        long = len(lines) > _MOST
        whole = index in self._whole
        for line in lines if whole or not long else lines[:_SHOWN]:
            x = left
            for code, across in line:
                label = self.context.label_of(code)
                self._put_link(QRectF(x, top, across, look.px(_LINE)), code, code, label, index)
                x += across + look.px(8)
            top += look.px(_LINE)
        if long:
            top = self._put_fold(index, left, top, whole=whole)
        if group.note:
            top += self.write(left, top + look.px(1), width - left, group.note, look.font("small"), "text2")
        return top

    def _lines(self, codes: Sequence[str], width: float) -> list[list[tuple[str, float]]]:
        """The codes of each line with their widths."""
        metrics, gap = self.look.metrics("body", code=True), self.look.px(8)
        lines: list[list[tuple[str, float]]] = [[]]
        x = 0.0
        for code in codes:
            across = metrics.horizontalAdvance(code)
            if lines[-1] and x + across > width:
                lines.append([])
                x = 0.0
            lines[-1].append((code, across))
            x += across + gap
        return lines

    def _put_link(self, rect: QRectF, key: str, text: str, label: str, group: int) -> None:
        font = self.look.font("body", code=True)
        self.drawing.pieces.append(Piece(rect, text, font, "accent", _ONE_LINE))
        self.drawing.stops.append(Stop(rect, key, f"{text}, {label}" if label else text, group))

    def _put_fold(self, index: int, left: float, top: float, *, whole: bool) -> float:
        """The link to all codes of a group, or back to two rows; returns its bottom."""
        look, group = self.look, self._groups[index]
        text = "Show fewer" if whole else f"All {len(group.codes)} codes"
        across = look.metrics("small").horizontalAdvance(text) + 2
        rect = QRectF(left, top, across, look.px(_LINE + 2))
        self.drawing.pieces.append(Piece(rect, text, look.font("small"), "accent", _ONE_LINE))
        self.drawing.stops.append(Stop(rect, f"{_FOLD}{index}", f"{text}, {group.label}", index))
        return top + look.px(_LINE + 2)
