"""Reading a whole page by keys: from heading to heading, and on from block to block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.desktop.pages.block import Block
from app.desktop.pages.note_part import NoteBlock

if TYPE_CHECKING:
    from app.desktop.pages.filter_table import FilterTableBlock
    from app.desktop.pages.parts import AnyBlock
    from app.desktop.widgets.widget_block import WidgetBlock

_Place = tuple[int, int]
"""A block of the sheet and a line of it."""


def step_heading(blocks: list[AnyBlock], step: int) -> bool:
    """Go to the next heading (1) or the one before (-1); whether there is one."""
    here, headings = _here(blocks, step), _headings(blocks)
    later = [place for place in headings if (place > here if step > 0 else place < here)]
    if later:
        _stand(blocks, later[0] if step > 0 else later[-1])
    return bool(later)


def read_block(blocks: list[AnyBlock], at: int, step: int) -> None:
    """Read on in the block at a place, from its first line or, going up, from its last."""
    block = blocks[at]
    if isinstance(block, Block):
        block.reader.enter(step)
    else:
        _enter(block)


def _headings(blocks: list[AnyBlock]) -> list[_Place]:
    found: list[_Place] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Block):
            found += [(at, n) for n, line in enumerate(block.drawing.lines) if line.kind == "heading"]
        elif isinstance(block, NoteBlock):
            found.append((at, 0))
    return found


def _here(blocks: list[AnyBlock], step: int) -> _Place:
    """Where the keyboard is; above the first line or below the last when it is not in a block."""
    focused = QApplication.focusWidget()
    for at, block in enumerate(blocks):
        if focused is not None and (block is focused or block.isAncestorOf(focused)):
            return at, max(block.reader.line, 0) if isinstance(block, Block) else 0
    return (-1, 0) if step > 0 else (len(blocks), 0)


def _stand(blocks: list[AnyBlock], place: _Place) -> None:
    block = blocks[place[0]]
    if isinstance(block, Block):
        block.reader.stand(place[1])
    else:
        _enter(block)


def _enter(block: FilterTableBlock | WidgetBlock) -> None:
    """Give the keyboard to what takes it in a block of widgets: the rows of a table, the first button."""
    stops = [block.view] if hasattr(block, "view") else block.tab_stops()
    first = next((widget for widget in stops if not widget.isHidden()), None)
    if first:
        first.setFocus(Qt.FocusReason.TabFocusReason)
