"""Reading tables: wrapped cells, numbers at the right, rows that open pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QWidget

from app.coding.pages import Row, Table
from app.coding.sources import Citation
from app.desktop.heard.part import Cell
from app.desktop.pages.block import Block
from app.desktop.pages.context import PageContext
from app.desktop.pages.drawing import WRAP, Line, Piece, Stop
from app.desktop.pages.lines import ReadLine

_MARK = 18  # the dashed mark of what was not checked and the gap behind it
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


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


def widest(metrics: QFontMetricsF, texts: Iterable[str]) -> float:
    """The width of the widest text. Those with much fewer signs than the longest are not measured."""
    texts = set(texts)
    signs = max(map(len, texts), default=0)
    return max((metrics.horizontalAdvance(text) for text in texts if len(text) > 0.7 * signs), default=0)


def looks_like_code(text: str) -> bool:
    """Whether a cell is a code or a modifier, which alone carry the dotted zero."""
    return text.isascii() and text.isalnum() and text.upper() == text and any(char.isdigit() for char in text)


class TableBlock(Block):
    """A table in full. Rows with a key are links; the page's own row is marked.

    Where not even the longest words of the columns fit side by side, each row stands as lines of its own.
    """

    def __init__(
        self, context: PageContext, table: Table, shared: Sequence[Citation], parent: QWidget
    ) -> None:
        super().__init__(context, parent)
        self._table = table
        self._tags = [
            self.make_tag(", ".join(filter(None, row.cells[:2])), cited, row.note, () if row.note else shared)
            for row, cited in zip(table.rows, _by_group(table.rows), strict=True)
        ]
        look = context.look
        self._head_metrics = look.metrics("caption")
        self._rows: list[QRectF] = []
        self._is_stacked = False
        self.reader.role = QAccessible.Role.Table
        self._natural: list[float] | None = None
        self._least: list[float] = []

    def compose(self, width: int) -> int:
        """See the class."""
        look = self.look
        tag_room = max((tag.sizeHint().width() for tag in self._tags if tag), default=0)
        tag_room = min(tag_room + look.px(16), round(width * 0.22)) if tag_room else 0
        natural = self._naturals()
        self._rows = []
        self._is_stacked = sum(self._least) > width - tag_room - 2
        if self._is_stacked:
            return self._stack(width)
        columns = fit_columns(natural, width - tag_room - 2, self._least)
        y = top = self._put_head(columns)
        self.drawing.fills.insert(0, (QRectF(1, 1, width - 2, y - 1), "head"))
        for index, row in enumerate(self._table.rows):
            y += self._put_row(index, row, columns, y, width)
        self.drawing.fills.append((QRectF(1, top, width - 2, 1), "line"))
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
                across = widest(metrics, texts)
                longest = widest(metrics, (word for text in texts for word in text.split()))
                longest = max(longest, widest(self._head_metrics, head.split()))
                self._natural.append(max(heading, across) + look.px(18))
                self._least.append(longest + look.px(18))
            if any(row.is_open for row in rows):
                self._natural[1] += look.px(_MARK)
                self._least[1] += look.px(_MARK)
        return self._natural

    def _put_head(self, columns: list[float]) -> float:
        """The heads, wrapped where a column is narrow, at the foot of their row; returns its height."""
        look, metrics = self.look, self._head_metrics
        rooms = [QRectF(0, 0, across - look.px(16), 1e6) for across in columns]
        heads = list(zip(self._table.columns, rooms, strict=True))
        needed = [metrics.boundingRect(room, WRAP, head).height() for head, room in heads]
        height, x = max(needed) + look.px(10), 1.0
        for column, head in enumerate(self._table.columns):
            flags = _RIGHT if column in self._table.numeric else WRAP
            top = height - needed[column] - look.px(5)
            rect = QRectF(x + look.px(8), top, columns[column] - look.px(16), needed[column])
            self.drawing.pieces.append(Piece(rect, head, look.font("caption"), "text2", flags))
            x += columns[column]
        return float(round(height))

    def _put_row(self, index: int, row: Row, columns: list[float], y: float, width: int) -> float:
        look = self.look
        pieces, x, height = [], 1.0, float(look.px(24))
        for column, text in enumerate(row.cells):
            mark = look.px(_MARK) if row.is_open and column == 1 else 0
            room = columns[column] - look.px(16) - mark
            code = column == 0 or looks_like_code(text)
            font = look.font("body", 600 if column == 0 else 400, code=code)
            metrics = look.metrics("body", 600 if column == 0 else 400, code=code)
            needed = metrics.boundingRect(QRectF(0, 0, room, 1e6), WRAP, text).height()
            flags = _RIGHT if column in self._table.numeric else WRAP
            top = y + look.px(3)
            color = "text" if column == 0 or row.marked else "text2"
            pieces.append(Piece(QRectF(x + look.px(8) + mark, top, room, needed), text, font, color, flags))
            height = max(height, needed + look.px(7))
            if mark:
                self._put_mark(x + look.px(8), top)
            x += columns[column]
        tag = self._tags[index]
        if tag:
            self.place_tag(tag, x + look.px(6), y + look.px(3), width - x - look.px(10))
        self.drawing.pieces.extend(pieces)
        self._mark(row, QRectF(1, y, width - 2, height), x - 1)
        return height

    def _put_mark(self, x: float, y: float) -> None:
        """The dashed mark of what was not checked to its end, before or behind words that say so."""
        side = self.look.px(12)
        drop = (self.look.metrics("body").height() - side) / 2
        self.drawing.shapes.append((QRectF(x, y + drop, side, side), "none"))

    def _mark(self, row: Row, rect: QRectF, across: float) -> None:
        """Tint the page's own row; make a row with a key a link."""
        self._rows.append(rect)
        if row.marked:
            self.drawing.fills.append((rect, "select"))
        if row.key:
            name = ", ".join(cell for cell in row.cells if cell)
            place = QRectF(rect.x(), rect.y(), across, rect.height())
            self.drawing.stops.append(Stop(place, row.key, name, len(self._rows)))

    def _stack(self, width: int) -> int:
        """The rows one below the other: the first cell, then every other one behind its head."""
        look, y = self.look, 1.0
        left, room = look.px(9), width - look.px(18)
        for index, row in enumerate(self._table.rows):
            top = y
            if index:
                self.drawing.fills.append((QRectF(1, y, width - 2, 1), "line"))
            y += look.px(5)
            if row.is_open:
                across = look.metrics("body", 600, code=True).horizontalAdvance(row.cells[0])
                self._put_mark(left + across + look.px(8), y)
            y += self.write(left, y, room, row.cells[0], look.font("body", 600, code=True))
            x = float(left)
            for head, text in zip(self._table.columns[1:], row.cells[1:], strict=True):
                x, y = self._put_pair(f"{head}: {text}" if head else text, x, y, (left, left + room))
            y += look.metrics("body").height() if x > left else 0
            if tag := self._tags[index]:
                y += self.place_tag(tag, left, y + look.px(2), room)[1] + look.px(4)
            y += look.px(6)
            self._mark(row, QRectF(1, top, width - 2, y - top), width - 2)
        self.drawing.boxes.append(QRectF(0, 0, width, round(y) + 1))
        return round(y) + 1

    def read_lines(self) -> list[ReadLine]:
        """The heads, then every cell, row by row. In stacked rows each cell is where its row is."""
        columns, pieces = len(self._table.columns), self.drawing.pieces
        is_flat = len(pieces) == columns * (len(self._table.rows) + 1) and not self._is_stacked
        heads = [
            Line(at, "column", cell=Cell(-1, at), text=head) for at, head in enumerate(self._table.columns)
        ]
        lines = heads + [
            Line(
                columns * (row + 1) + column,
                "cell" if column else "row",
                cell=Cell(row, column, column, columns * (row + 1) if column else -1),
                text=text,
                tag=self._tags[row],
            )
            for row, record in enumerate(self._table.rows)
            for column, text in enumerate(record.cells)
        ]
        rects = [piece.rect for piece in pieces] if is_flat else self._rects_of_rows(len(heads))
        placed = (replace(line, rect=rect) for line, rect in zip(lines, rects, strict=True))
        return [ReadLine(line, line.text, ()) for line in placed]

    def _rects_of_rows(self, heads: int) -> list[QRectF]:
        """For each head none, for each cell the rectangle of its row."""
        across = len(self._table.columns)
        return [QRectF()] * heads + [rect for rect in self._rows for _ in range(across)]

    def _put_pair(self, text: str, x: float, y: float, edges: tuple[int, int]) -> tuple[float, float]:
        """A cell behind the one before it, in a new line where it does not fit; returns what comes next."""
        look, (left, right) = self.look, edges
        across = look.metrics("body").horizontalAdvance(text) + 2
        line = look.metrics("body").height()
        if x > left and x + across > right:
            x, y = float(left), y + line
        height = self.write(x, y, min(across, right - x), text, look.font("body"), "text2")
        if height > line * 1.5:
            return float(left), y + height
        return x + across + look.px(16), y


def _by_group(rows: Sequence[Row]) -> list[tuple[Citation, ...]]:
    """The citations that each row shows: rows that begin alike, on one source, show them once."""
    shown: list[tuple[Citation, ...]] = []
    first, before = 0, None
    for index, row in enumerate(rows):
        group = (row.cells[0], {cited.source for cited in row.citations})
        if group == before and row.citations:
            shown[first] = tuple(dict.fromkeys((*shown[first], *row.citations)))
            shown.append(())
        else:
            first, before = index, group
            shown.append(row.citations)
    return shown
