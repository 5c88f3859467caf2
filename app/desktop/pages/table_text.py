"""Rows of a working table as text for the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from app.desktop.pages.table_model import TableModel


def rows_text(model: TableModel, rows: Sequence[int]) -> str:
    """Heads and rows with tabs between their cells, for a spreadsheet."""
    lines = [_heads(model), *(model.row_cells(row) for row in rows)]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def readable_text(model: TableModel, rows: Sequence[int]) -> str:
    """A block of "Head: cell" lines for each row; empty cells are left out."""
    heads = _heads(model)
    blocks = []
    for row in rows:
        cells = zip(heads, model.row_cells(row), strict=True)
        blocks.append("\n".join(f"{head}: {cell}" for head, cell in cells if cell))
    return "\n\n".join(blocks)


def _heads(model: TableModel) -> list[str]:
    horizontal = Qt.Orientation.Horizontal
    return [model.headerData(column, horizontal) for column in range(model.columnCount())]
