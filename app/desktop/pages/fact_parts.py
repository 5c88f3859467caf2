"""Facts on a page: short ones as a grid of cells, longer ones as rows of label, value and tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from app.coding.pages import Fact, marked_value, remarks_on
from app.coding.sources import Citation
from app.desktop.look.shapes import State
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext
from app.desktop.pages.drawing import label_room
from app.pages.text import value_text

_SHORT = 40
_SHAPES: dict[str, State] = {"missing": "none", "disputed": "warning", "carried": "warning"}


def meta_text(fact: Fact, context: PageContext) -> str:
    """The small print beside a value: supplement, and dates that end or begin it."""
    supplement = ("supplement",) if fact.state == "supplement" else ()
    text = ", ".join((*supplement, *remarks_on(fact, context.on)))
    return text[:1].upper() + text[1:]


def short_name(fact: Fact) -> str:
    """What a fact is called in the name of its source: its label, else how it begins."""
    if fact.label or len(fact.value) <= _SHORT:
        return fact.label or fact.value
    return fact.value[:_SHORT].rsplit(" ", 1)[0] + "…"


def also_said(fact: Fact) -> str:
    """What a shape or a mark stands for, in words."""
    doubts = ["sources disagree"] if fact.state == "disputed" else []
    if fact.confidence != "high":
        doubts.append(f"confidence {fact.confidence}")
    return "".join(f"; {doubt}" for doubt in doubts)


def is_short(facts: Sequence[Fact]) -> bool:
    """Whether facts fit a grid: labeled, and no value longer than a cell."""
    return all(fact.label and len(value_text(fact)) <= _SHORT for fact in facts)


class FactGridBlock(Block):
    """Cells of label, value and tag, three or four in a row while there is room."""

    def __init__(
        self, context: PageContext, facts: Sequence[Fact], shared: Sequence[Citation], parent: QWidget
    ) -> None:
        """`shared` are the citations that the section's title shows."""
        super().__init__(context, parent)
        self._facts = facts
        self._tags = [self.make_tag(short_name(fact), fact.citations, fact.note, shared) for fact in facts]

    def compose(self, width: int) -> int:
        """See the class."""
        look = self.look
        columns = max(1, min(4, len(self._facts), width // look.px(160)))
        if columns > 3 and len(self._facts) % columns == 1:
            columns -= 1  # no cell alone in the last row
        y = 0.0
        for start in range(0, len(self._facts), columns):
            row = range(start, min(start + columns, len(self._facts)))
            cell = width / len(row)  # the last row shares out the width
            height = max(self._put_cell(index, (index - start) * cell, y, cell) for index in row)
            for column in range(1, len(row)):
                self.drawing.fills.append((QRectF(round(column * cell), y, 1, height), "line"))
            if y:
                self.drawing.fills.append((QRectF(0, y, width, 1), "line"))
            y += height
        self.drawing.boxes.append(QRectF(0, 0, width, round(y)))
        return round(y)

    def _put_cell(self, index: int, x: float, y: float, width: float) -> float:
        look, fact, tag = self.look, self._facts[index], self._tags[index]
        left, room = x + look.px(13), width - look.px(20)
        top = y + look.px(9)
        self.begin_line("fact", also=also_said(fact), tag=tag)
        top += self.write(left, top, room, fact.label, look.font("caption"), "text2") + look.px(1)
        shape = _SHAPES.get(fact.state)
        indent = 0
        if shape:
            self.drawing.shapes.append((QRectF(left, top + look.px(2), look.px(14), look.px(14)), shape))
            indent = look.px(19)
        faint = fact.state in ("unavailable", "missing")
        font = look.font("body", 400, italic=True) if faint else look.font("body", 600)
        color = "text2" if faint else "text"
        value = marked_value(value_text(fact), fact)
        top += self.write(left + indent, top, room - indent, value, font, color) + look.px(3)
        meta = meta_text(fact, self.context)
        if meta:
            top += self.write(left, top, room, meta, look.font("caption"), "text2") + look.px(2)
        if tag:
            top += self.place_tag(tag, left, top, room)[1]
        return round(top - y + look.px(8))


class FactRowsBlock(Block):
    """Rows of label, value (wrapped) and tag at the right.

    A row without labels gives its room to the value.
    """

    def __init__(
        self,
        context: PageContext,
        facts: Sequence[Fact],
        shared: Sequence[Citation],
        parent: QWidget,
        *,
        strong: bool = True,
    ) -> None:
        """`strong`: short values stand out, as those of a grid do."""
        super().__init__(context, parent)
        self._facts = facts
        self._strong = strong
        self._tags = [self.make_tag(short_name(fact), fact.citations, fact.note, shared) for fact in facts]

    def compose(self, width: int) -> int:
        """See the class."""
        y = 0.0
        for index in range(len(self._facts)):
            if index and self._facts[index].label:
                self.drawing.fills.append((QRectF(0, round(y), width, 1), "line"))
            y += self._put_row(index, y, width)
        return round(y)

    def _put_row(self, index: int, y: float, width: int) -> float:
        look, fact, tag = self.look, self._facts[index], self._tags[index]
        top = y + look.px(5)
        labeled = label_room(look, width) if fact.label and width >= look.px(380) else 0
        tag_room = min(tag.sizeHint().width(), width * 0.36) if tag else 0
        self.begin_line("fact" if fact.label else "text", also=also_said(fact), tag=tag)
        left, label_height = self._put_label(fact, labeled, top, width)
        if fact.label and not labeled:
            top += max(label_height, look.px(18))
        room = width - left - (tag_room + look.px(16) if tag else 0)
        height = self._put_value(fact, left, top, room)
        if tag:
            self.place_tag(tag, width - tag_room, top + look.px(1), tag_room)
            height = max(height, look.px(18))
        if labeled:
            height = max(height, label_height)  # a long label wraps: what follows stands below it
        return top - y + max(height, look.px(18)) + look.px(6)

    def _put_label(self, fact: Fact, labeled: int, top: float, width: int) -> tuple[float, float]:
        """The label, with its shape; returns where the value begins and how tall the label is."""
        look = self.look
        shape = _SHAPES.get(fact.state)
        indent = look.px(20) if shape else 0
        if shape:
            self.drawing.shapes.append((QRectF(0, top + look.px(2), look.px(14), look.px(14)), shape))
        if not fact.label:
            return indent, 0
        room = (labeled or width) - indent - look.px(12)
        return labeled, self.write(indent, top, room, fact.label, look.font("body"), "text2")

    def _put_value(self, fact: Fact, left: float, top: float, room: float) -> float:
        look = self.look
        faint = fact.state in ("unavailable", "missing")
        weight = 600 if self._strong and fact.label and len(fact.value) <= _SHORT else 400
        font = look.font("body", 400, italic=True) if faint else look.font("body", weight)
        value = marked_value(value_text(fact), fact)
        height = self.write(left, top, room, value, font, "text2" if faint else "text")
        small = [fact.note] if fact.note and fact.state != "missing" and not self._tags_note(fact) else []
        for text in (meta_text(fact, self.context), *small):
            if text:
                height += self.write(left, top + height, room, text, look.font("caption"), "text2")
        return height

    def _tags_note(self, fact: Fact) -> bool:
        """Whether the note is read in the popover of the fact's own tag."""
        return any(tag is not None and tag.note == fact.note for tag in self._tags)
