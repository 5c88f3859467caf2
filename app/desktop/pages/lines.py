"""The lines of a block as one reads them: which painted texts belong together, and what they say as one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QAccessible

from app.desktop.heard.part import Part
from app.desktop.pages.drawing import Line, Piece
from app.desktop.pages.selection import lay_out, range_rects

_ROLES = {
    "text": QAccessible.Role.Paragraph,
    "fact": QAccessible.Role.Paragraph,
    "codes": QAccessible.Role.Paragraph,
    "heading": QAccessible.Role.Heading,
    "item": QAccessible.Role.ListItem,
    "cell": QAccessible.Role.Cell,
    "column": QAccessible.Role.ColumnHeader,
    "row": QAccessible.Role.RowHeader,
}


class ReadLine(Struct, frozen=True):
    """A line with its painted texts: each with the place of its first character in `text`."""

    line: Line
    text: str
    pieces: tuple[tuple[int, Piece], ...]

    def rect(self) -> QRect:
        """Where it stands in its block."""
        united = self.line.rect or QRectF()
        for _start, piece in () if self.line.rect else self.pieces:
            united = united.united(piece.rect)
        return united.toAlignedRect()

    def char_rect(self, offset: int) -> QRect:
        """Where a character stands in its block; for what is not painted, the end of the line."""
        for start, piece in self.pieces:
            if start <= offset < start + len(piece.text):
                rects = range_rects(lay_out(piece), piece, offset - start, offset - start + 1)
                return rects[0].toAlignedRect() if rects else piece.rect.toAlignedRect()
        rect = self.rect()
        return QRect(rect.right(), rect.top(), 1, rect.height())

    def part(self) -> Part:
        """The line as a screen reader knows it."""
        line = self.line
        is_cell = line.cell is not None
        cell = None if line.kind == "column" else line.cell
        return Part(_ROLES[line.kind], self.text, self.rect(), line.level, reads=not is_cell, cell=cell)


def read_lines(lines: Sequence[Line], pieces: Sequence[Piece]) -> list[ReadLine]:
    """The lines with what they say. Painted texts before the first line are one line each."""
    first = lines[0].at if lines else len(pieces)
    marked = [*(Line(at) for at in range(first)), *lines]
    ends = [*(line.at for line in marked[1:]), len(pieces)]
    return [_read(line, pieces[line.at : end]) for line, end in zip(marked, ends, strict=True)]


def _read(line: Line, pieces: Sequence[Piece]) -> ReadLine:
    text, placed = "", []
    for number, piece in enumerate(pieces):
        if text and piece.text:
            text += _between(line, number, text)
        placed.append((len(text), piece))
        text += piece.text
    return ReadLine(line, line.text or text + line.also, tuple(placed))


def _between(line: Line, number: int, before: str) -> str:
    """What is said between two texts of a line: a pause where they are no sentence."""
    if line.kind not in ("fact", "codes"):
        return " "
    if number > 1 and line.kind == "codes":
        return ", "
    if before.endswith((".", ":", "?", "!", ";")):
        return " "
    return ": " if number == 1 else "; "
