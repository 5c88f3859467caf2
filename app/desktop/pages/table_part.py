"""Reading tables: wrapped cells, numbers at the right, rows that open pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from app.coding.pages import Row, Table
from app.coding.sources import Citation
from app.desktop.pages.block import Block, PageContext
from app.desktop.pages.drawing import WRAP, Piece, Stop

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_SINGLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_SINGLE_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


def fit_columns(natural: list[float], width: float, least: list[float] | None = None) -> list[float]:
    """Share `width` among columns: each its natural width when all fit, else the wide ones give way.

    Those that give way share what is left by the root of their natural widths, so that a column of sentences
    keeps more than one of words. None becomes narrower than its `least`, the width of its longest word, while
    others can still give.

    >>> fit_columns([100, 300], 300)
    [100, 200.0]
    >>> fit_columns([50, 100], 300)
    [50, 250.0]
    >>> fit_columns([400, 100, 900], 340, [40, 90, 60])
    [100.0, 90, 150.0]
    """
    spare = width - sum(natural)
    if spare >= 0:
        grow = len(natural) - 1
        return [natural[0], *(size + spare / grow for size in natural[1:])] if grow else [width]
    fitted, shared = list(natural), set(range(len(natural)))
    room = float(width)
    while shared:
        whole = sum(natural[index] ** 0.5 for index in shared)
        share = {index: room * natural[index] ** 0.5 / whole for index in shared}
        settled = {
            index
            for index in shared
            if natural[index] <= share[index] or (least and least[index] > share[index])
        }
        if not settled:
            for index in shared:
                fitted[index] = share[index]
            break
        for index in settled:
            fitted[index] = min(natural[index], max(share[index], least[index] if least else 0))
            room -= fitted[index]
        shared -= settled
    return fitted


def _widest(metrics: QFontMetricsF, texts: Iterable[str]) -> float:
    """The width of the widest text. Those with much fewer signs than the longest are not measured."""
    texts = set(texts)
    signs = max(map(len, texts), default=0)
    return max((metrics.horizontalAdvance(text) for text in texts if len(text) > 0.7 * signs), default=0)


def looks_like_code(text: str) -> bool:
    """Whether a cell is a code or a modifier, which alone carry the dotted zero."""
    return text.isascii() and text.isalnum() and text.upper() == text and any(char.isdigit() for char in text)


class TableBlock(Block):
    """A table in full. Rows with a key are links; the page's own row is marked."""

    def __init__(
        self, context: PageContext, table: Table, shared: Sequence[Citation], parent: QWidget
    ) -> None:
        super().__init__(context, parent)
        self._table = table
        self._tags = [self.make_tag(row.citations, shared=shared) for row in table.rows]
        look = context.look
        self._head_metrics = look.metrics("caption")
        self._natural: list[float] | None = None
        self._least: list[float] = []

    def compose(self, width: int) -> int:
        """See the class."""
        look = self.look
        tag_room = max((tag.sizeHint().width() for tag in self._tags if tag), default=0)
        tag_room = min(tag_room + look.px(16), round(width * 0.22)) if tag_room else 0
        columns = fit_columns(self._naturals(), width - tag_room - 2, self._least)
        y = float(look.px(25))
        self.drawing.fills.append((QRectF(1, 1, width - 2, y - 1), "head"))
        self._put_head(columns, y)
        for index, row in enumerate(self._table.rows):
            y += self._put_row(index, row, columns, y, width)
        self.drawing.fills.append((QRectF(1, look.px(25), width - 2, 1), "line"))
        self.drawing.boxes.append(QRectF(0, 0, width, round(y) + 1))
        return round(y) + 1

    def _naturals(self) -> list[float]:
        """The width that each column would like, measured once."""
        if self._natural is None:
            look, rows = self.look, self._table.rows
            self._natural, self._least = [], []
            for column, head in enumerate(self._table.columns):
                metrics = look.metrics("body", 600 if column == 0 else 400)
                texts = [row.cells[column][:120] for row in rows]
                heading = self._head_metrics.horizontalAdvance(head)
                widest = _widest(metrics, texts)
                longest = _widest(metrics, (word for text in texts for word in text.split()))
                self._natural.append(max(heading, widest) + look.px(18))
                self._least.append(longest + look.px(18))
        return self._natural

    def _put_head(self, columns: list[float], height: float) -> None:
        look, x = self.look, 1.0
        for column, head in enumerate(self._table.columns):
            flags = _SINGLE_RIGHT if column in self._table.numeric else _SINGLE
            rect = QRectF(x + look.px(8), 0, columns[column] - look.px(16), height)
            text = self._head_metrics.elidedText(head, Qt.TextElideMode.ElideRight, rect.width() + 1)
            self.drawing.pieces.append(Piece(rect, text, look.font("caption"), "text2", flags))
            x += columns[column]

    def _put_row(self, index: int, row: Row, columns: list[float], y: float, width: int) -> float:
        look = self.look
        pieces, x, height = [], 1.0, float(look.px(24))
        for column, text in enumerate(row.cells):
            room = columns[column] - look.px(16)
            code = column == 0 or looks_like_code(text)
            font = look.font("body", 600 if column == 0 else 400, code=code)
            metrics = look.metrics("body", 600 if column == 0 else 400, code=code)
            needed = metrics.boundingRect(QRectF(0, 0, room, 1e6), WRAP, text).height()
            flags = _RIGHT if column in self._table.numeric else WRAP
            top = y + look.px(3)
            color = "text" if column == 0 or row.marked else "text2"
            pieces.append(Piece(QRectF(x + look.px(8), top, room, needed), text, font, color, flags))
            height = max(height, needed + look.px(7))
            x += columns[column]
        if row.marked:
            self.drawing.fills.append((QRectF(1, y, width - 2, height), "select"))
        tag = self._tags[index]
        if tag:
            self.place_tag(tag, x + look.px(6), y + look.px(3), width - x - look.px(10))
        self.drawing.pieces.extend(pieces)
        if row.key:
            name = ", ".join(cell for cell in row.cells if cell)
            self.drawing.stops.append(Stop(QRectF(1, y, x - 1, height), row.key, name))
        return height

    def row_text(self, point: QPointF) -> str:
        """The row under a point as tab-separated text."""
        stop = self.stop_at(point)
        return stop.name if stop else ""
