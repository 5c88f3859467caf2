"""The lower half of the mini window: facts that scroll where they need more room than it has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from app.desktop.heard.painted_access import hear_painted
from app.desktop.look.look import Look
from app.desktop.pages.block import Block
from app.desktop.pages.block_canvas import BlockCanvas


class FactsPane(QScrollArea):
    """Blocks below each other. It never asks the window for room; Tab reaches it, arrows scroll it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        hear_painted()
        self.sheet = BlockCanvas("panel")
        self.sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("miniFacts")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(self.sheet)
        self.show_blocks((), "")

    def show_blocks(self, blocks: Sequence[Block], name: str) -> None:
        """Show blocks that were made as children of `sheet`; `name` is of what they speak."""
        self.sheet.show_blocks(blocks)
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self.setAccessibleName(f"Facts of {name}" if name else "Facts")
        self.setAccessibleDescription(self.sheet.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Facts wrap to the new width."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down reads from the first line on, page keys scroll; what does neither is the window's."""
        if event.key() == Qt.Key.Key_Down and self.hasFocus() and self.sheet.blocks:
            self.sheet.read()
            return
        before = self.verticalScrollBar().value()
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape or before == self.verticalScrollBar().value():
            event.ignore()

    def _arrange(self) -> None:
        px = self._look.px
        y, width = px(12), max(self.viewport().width() - px(40), px(120))
        self.sheet.setMinimumHeight(self.sheet.arrange(px(20), y, width, px(4)) + px(8))
