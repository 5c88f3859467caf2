"""The lower half of the mini window: facts that scroll where they need more room than it has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.desktop.look.look import Look
from app.desktop.pages.block import Block


class FactsPane(QScrollArea):
    """Blocks below each other. It never asks the window for room; Tab reaches it, arrows scroll it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._blocks: list[Block] = []
        self.sheet = QWidget()
        self.sheet.setProperty("surface", "panel")
        self.sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("miniFacts")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(self.sheet)
        self.show_blocks((), "")

    def show_blocks(self, blocks: Sequence[Block], name: str) -> None:
        """Show blocks that were made as children of `sheet`; `name` is of what they speak."""
        for old in self._blocks:
            old.hide()
            old.deleteLater()
        self._blocks = list(blocks)
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self.setAccessibleName(f"Facts of {name}" if name else "Facts")
        self.setAccessibleDescription(" · ".join(block.accessibleName() for block in self._blocks))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Facts wrap to the new width."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys scroll; what does not is the window's."""
        before = self.verticalScrollBar().value()
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape or before == self.verticalScrollBar().value():
            event.ignore()

    def _arrange(self) -> None:
        px = self._look.px
        y, width = px(12), max(self.viewport().width() - px(40), px(120))
        for block in self._blocks:
            height = block.arrange(width)
            block.move(px(20), y)
            block.show()
            y += height + px(4)
        self.sheet.setMinimumHeight(y + px(8))
