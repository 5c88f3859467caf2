"""A few blocks one below the other in a scrolled place, read and walked as those of a page are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from app.desktop.pages.block import Block
from app.desktop.pages.page_reading import read_block, step_heading
from app.desktop.pages.stops import Stops

_EDGE = 24


class BlockCanvas(QWidget):
    """What a scroll area shows. Its blocks are made as its children."""

    def __init__(self, surface: str) -> None:
        super().__init__()
        self.setProperty("surface", surface)
        self.blocks: list[Block] = []

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show other blocks; they are placed next."""
        for old in self.blocks:
            old.hide()
            old.deleteLater()
        self.blocks = list(blocks)
        stops = Stops()
        for block in blocks:
            stops.add(block)
            block.read_on = partial(self._read_on, block)

    def arrange(self, x: int, y: int, width: int, gap: int) -> int:
        """Place the blocks below each other from `y` on; returns where the next one would be."""
        for block in self.blocks:
            block.arrange(width)
            block.move(x, y)
            block.show()
            y += block.height() + gap
        return y

    def read(self) -> None:
        """Read from the first line on."""
        if self.blocks:
            self.blocks[0].reader.enter(1)

    def step_heading(self, step: int) -> bool:
        """Go to the next heading (1) or the one before (-1); whether there is one."""
        return step_heading([*self.blocks], step)

    def text(self) -> str:
        """Every line, as one reads."""
        return "\n".join(line.text for block in self.blocks for line in block.reader.lines())

    def reveal(self, rect: QRect) -> None:
        """Scroll so that a rectangle shows."""
        viewport = self.parentWidget()
        place = viewport.parentWidget() if viewport else None
        if isinstance(place, QScrollArea):
            place.ensureVisible(rect.left(), rect.top(), 0, _EDGE)
            place.ensureVisible(rect.left(), rect.bottom(), 0, _EDGE)

    def _read_on(self, block: Block, step: int) -> None:
        at = self.blocks.index(block) + step
        if 0 <= at < len(self.blocks):
            read_block([*self.blocks], at, step)
