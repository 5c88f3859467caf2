"""What the mini window says of the selected row: the answer about two codes, or the facts of one."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from app.coding.dates import show_date
from app.coding.pages import Answer, Fact, FactGrid, Page, remarks_on
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext
from app.desktop.search.rows import answer_shape
from app.pages.text import tag_text, value_text

_FACTS = 6


class AnswerHead(Block):
    """The answer's word with its shape, its date, and its sentence."""

    def __init__(self, context: PageContext, answer: Answer, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._answer = answer

    def compose(self, width: int) -> int:
        """See the class."""
        look, answer = self.look, self._answer
        side = look.px(16)
        self.drawing.shapes.append((QRectF(0, look.px(3), side, side), answer_shape(answer)))
        when = f"as of {show_date(answer.date)}"
        across = look.metrics("caption").horizontalAdvance(when)
        indent = side + look.px(8)
        word = answer.headline()
        self.begin_line("heading", 2)
        y = self.write(indent, 0, width - indent - across - look.px(8), word, look.font("section"))
        self.begin_line()
        self.write(width - across - 1, look.px(5), across + 1, when, look.font("caption"), "text2")
        y += self.write(0, y + look.px(3), width, answer.sentence, look.font("body"), "text2") + look.px(8)
        self.drawing.fills.append((QRectF(0, y, width, 1), "line"))
        return round(y + look.px(4))


class CodeFacts(Block):
    """The first facts of a code, three in a row, each with the short name of its source."""

    def __init__(self, context: PageContext, page: Page, facts: tuple[Fact, ...], parent: QWidget) -> None:
        super().__init__(context, parent)
        self._page = page
        self._facts = facts

    def compose(self, width: int) -> int:
        """See the class."""
        look = self.look
        if not self._facts:
            return round(self.write(0, 0, width, self._page.summary, look.font("body"), "text2"))
        cell, y, tallest = width / 3, 0.0, 0.0
        for index, fact in enumerate(self._facts):
            if index and index % 3 == 0:
                y, tallest = y + tallest + look.px(8), 0.0
            x, room = (index % 3) * cell, cell - look.px(10)
            self.begin_line("fact")
            top = y + self.write(x, y, room, fact.label, look.font("caption"), "text2")
            top += self.write(x, top, room, value_text(fact), look.font("body", 600))
            read = ", ".join(remarks_on(fact, self._page.as_of))
            tag = read or tag_text(fact.citations, self.context.source_of)
            top += self.write(x, top, room, tag, look.font("caption"), "text2")
            tallest = max(tallest, top - y)
        return round(y + tallest)


def first_facts(page: Page) -> tuple[Fact, ...]:
    """The first six short facts of a page, from its grids."""
    facts = (
        fact
        for section in page.sections
        for part in section.parts
        if isinstance(part, FactGrid)
        for fact in part.facts
    )
    return tuple(
        fact for fact in facts if fact.label and len(value_text(fact)) <= 40 and fact.state != "missing"
    )[:_FACTS]
