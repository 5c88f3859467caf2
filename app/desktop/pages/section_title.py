"""The title of a section on a page."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from app.coding.pages import Section
from app.coding.sources import Citation
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext
from app.desktop.pages.parts import is_register


class SectionTitle(Block):
    """A section's title with the tag that all its facts share."""

    def __init__(
        self, context: PageContext, section: Section, citations: tuple[Citation, ...], parent: QWidget
    ) -> None:
        super().__init__(context, parent)
        self.section = section
        self._warn = bool(section.parts) and all(is_register(part) for part in section.parts)
        self._tag = self.make_tag(section.title, citations)

    def compose(self, width: int) -> int:
        """See the class."""
        look = self.look
        x = look.px(22) if self._warn else 0
        top = look.px(14)
        if self._warn:
            self.drawing.shapes.append((QRectF(0, top + look.px(2), look.px(15), look.px(15)), "warning"))
        font, metrics = look.font("section"), look.metrics("section")
        across = min(metrics.horizontalAdvance(self.section.title) + 2, width - x)
        self.begin_line("heading", 2, tag=self._tag)
        height = self.write(x, top, across, self.section.title, font)
        if self._tag:
            self.place_tag(
                self._tag, x + across + look.px(8), top + look.px(1), width - x - across - look.px(8)
            )
        return round(top + height + look.px(6))
