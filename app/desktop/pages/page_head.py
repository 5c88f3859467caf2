"""The head of a page: code, label and summary."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from app.coding.pages import Page
from app.desktop.look.fonts import TypeToken
from app.desktop.look.shapes import State
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext

# Up to this many signs the head is a code and as large as one; rule ids are the longest.
_CODE_LENGTH = 7
# A summary narrower than this has its tag below it.
_SUMMARY_LEAST = 320
# "22" alone is a modifier or a place.
_KINDS = {"modifier": "Modifier", "place": "Place of service"}


def name_of(page: Page) -> str:
    """What a page is called: its code, with its kind where another's could be the same; else its label."""
    return f"{_KINDS.get(page.kind, '')} {page.code}".strip() if page.code else page.label


class PageHead(Block):
    """Code (22 pt) and label, room for the controls at the right, the summary below."""

    def __init__(
        self, context: PageContext, page: Page, shape: State | None, controls: int, parent: QWidget
    ) -> None:
        """`shape` stands before the code on pages that are an answer; `controls` are so many pixels wide."""
        super().__init__(context, parent)
        self._page = page
        self._shape = shape
        self._tag = self.make_tag(name_of(page), page.summary_citations)
        self._controls = controls

    def compose(self, width: int) -> int:
        """See the class."""
        look, page = self.look, self._page
        right = width - self._controls
        x, y = 0.0, 0.0
        head = name_of(page)
        is_code = len(head) <= _CODE_LENGTH
        token: TypeToken = "code" if is_code else "title"
        font = look.font(token, 600, code=True)
        if self._shape:
            self.drawing.shapes.append((QRectF(0, look.px(12), look.px(20), look.px(20)), self._shape))
            x = look.px(28)
        if not is_code:
            y = look.px(10)
        across = look.metrics(token, 600, code=True).horizontalAdvance(head) + 2
        self.begin_line("heading", 1)
        height = self.write(x, y, min(across, right - x), head, font)
        left = x + across + look.px(10)
        baseline = look.metrics("code", 600).ascent() - look.metrics("title").ascent() if is_code else y
        if page.label and page.label != head:
            if right - left < look.metrics("title").horizontalAdvance(page.label) + look.px(8):
                left, baseline, right = 0, y + height, width
            height = max(
                height,
                baseline
                - y
                + self.write(
                    left, baseline, right - left - look.px(8), page.label, look.font("title"), "text2"
                ),
            )
        bottom = max(y + height, look.px(40)) + look.px(2)
        if page.summary:
            bottom += self._put_summary(bottom, width)
        elif self._tag:
            bottom += self.place_tag(self._tag, 0, bottom, width)[1]
        return round(bottom + look.px(8))

    def _put_summary(self, top: float, width: int) -> float:
        """The summary, its tag at the right or, in a narrow column, below it; returns the height."""
        look, tag = self.look, self._tag
        tag_room = tag.sizeHint().width() + look.px(12) if tag else 0
        beside = width - tag_room >= look.px(_SUMMARY_LEAST)
        room = width - tag_room if beside else width
        self.begin_line(tag=tag)
        height = self.write(0, top, room, self._page.summary, look.font("body"), "text2")
        if tag and beside:
            self.place_tag(tag, room + look.px(12), top, tag_room)
        elif tag:
            height += look.px(4)
            height += self.place_tag(tag, 0, top + height, width)[1]
        return height
