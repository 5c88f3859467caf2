"""What a block paints: texts, fills, boxes and shapes in place, and the links among them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QStaticText, QTextOption

from app.desktop.heard.part import Cell
from app.desktop.look.look import Look
from app.desktop.look.shapes import State, paint_shape
from app.desktop.widgets.citations import SourceTag

WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Piece(Struct, frozen=True, gc=False):
    """A text in place. `flags` are Qt alignment and wrapping."""

    rect: QRectF
    text: str
    font: QFont
    color: str
    flags: int = WRAP


class Stop(Struct, frozen=True, gc=False):
    """A link in place: what it opens, and the name that is spoken. `group` is what Tab goes by."""

    rect: QRectF
    key: str
    name: str
    group: int = 0


LineKind = Literal["text", "fact", "codes", "heading", "item", "cell", "column", "row"]


class Line(Struct, frozen=True, gc=False):
    """One heading, paragraph, fact (label, value, small print), label with its codes, list item, or cell.

    It begins at the painted text number `at` and ends where the next line begins. `also` is said behind it
    and not painted as text: what a shape stands for. `tag` are its sources.
    """

    at: int
    kind: LineKind = "text"
    level: int = 0
    also: str = ""
    tag: SourceTag | None = None
    cell: Cell | None = None
    rect: QRectF | None = None
    text: str = ""


class Drawing(Struct):
    """What a block paints, rebuilt for each width."""

    pieces: list[Piece] = []
    fills: list[tuple[QRectF, str]] = []
    boxes: list[QRectF] = []
    shapes: list[tuple[QRectF, State]] = []
    stops: list[Stop] = []
    lines: list[Line] = []


def paint_ground(painter: QPainter, drawing: Drawing, exposed: QRectF, look: Look) -> None:
    """Fills and boxes, which lie below selected text."""
    for rect, token in drawing.fills:
        if rect.intersects(exposed):
            painter.fillRect(rect, look.color(token))
    painter.setPen(look.color("line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for rect in drawing.boxes:
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_texts(painter: QPainter, drawing: Drawing, exposed: QRectF, look: Look) -> None:
    """Texts and shapes."""
    font = None
    for piece in drawing.pieces:
        if piece.rect.intersects(exposed):
            if piece.font is not font:
                font = piece.font
                painter.setFont(font)
            painter.setPen(look.color(piece.color))
            painter.drawText(piece.rect, piece.flags, piece.text)
    for rect, state in drawing.shapes:
        paint_shape(painter, rect, state, look.color(state))


def label_room(look: Look, width: int) -> int:
    """The width of a column of labels before their values, which line up across the parts of a page."""
    return min(look.px(182), max(look.px(104), round(width * 0.26)))


def wrapped_text(text: str, width: float, *, right: bool = False) -> QStaticText:
    """Plain text laid out in a width; a word that is wider is broken, so that all of it can be read."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextWidth(width)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    return made
