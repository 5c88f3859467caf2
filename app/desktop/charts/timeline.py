"""Amounts over the years: a line for each name, broken where no edition is on the shelf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.coding.charts import Span, Timeline
from app.desktop.charts.ink import Ink, Scale
from app.payment.record import show_dollars

_TALL, _LABEL, _FOOT, _GAP, _HEAD = 80, 16, 18, 8, 6
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_STROKES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)


class _End(NamedTuple):
    """What stands at the end of a line: its name and last amount, wished at a height."""

    y: float
    text: str


def timeline_height(timeline: Timeline, ink: Ink) -> int:
    """The height that the lines take: as much as their names need."""
    return max(ink.px(_TALL), ink.px(_LABEL) * len(timeline.lines)) + ink.px(_HEAD + _FOOT)


def paint_timeline(painter: QPainter, rect: QRectF, timeline: Timeline, ink: Ink) -> None:
    """The years below, a line for each name, and beside the lines what they are."""
    ends = [f"{name} {show_dollars(spans[-1].amount)}" for name, spans in timeline.lines]
    wide = max(map(ink.metrics("small").horizontalAdvance, ends)) + ink.px(_GAP)
    spans = [span for _, each in timeline.lines for span in each]
    foot = rect.bottom() - ink.px(_FOOT)
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    years = Scale(
        first.toordinal(), last.toordinal() + 1, rect.left() + 1, rect.right() - wide - ink.px(_GAP)
    )
    most = float(max(span.amount for span in spans))
    amounts = Scale(0, most or 1, foot, rect.top() + ink.px(_HEAD))
    _paint_years(painter, (first, last), years, foot, ink)
    for number, (_, own) in enumerate(timeline.lines):
        painter.setPen(_pen(number, ink))
        painter.drawLines(list(steps_of(own, years, amounts)))
    wished = [
        _End(amounts.at(own[-1].amount), text) for (_, own), text in zip(timeline.lines, ends, strict=True)
    ]
    _write_ends(painter, wished, QRectF(years.end + ink.px(_GAP), rect.top(), wide, foot - rect.top()), ink)


def steps_of(spans: Sequence[Span], years: Scale, amounts: Scale) -> Iterator[QLineF]:
    """A level stroke for each span, and an upright one where the next follows without a gap."""
    before: Span | None = None
    for span in spans:
        start, y = years.at(span.first.toordinal()), amounts.at(span.amount)
        if before is not None and before.last + timedelta(days=1) == span.first:
            yield QLineF(start, amounts.at(before.amount), start, y)
        yield QLineF(start, y, years.at(span.last.toordinal() + 1), y)
        before = span


def spread_out(wished: Sequence[float], room: float, top: float, bottom: float) -> list[float]:
    """Heights as near as can be to the wished ones, in their order, each `room` below the one before.

    >>> spread_out([10, 12, 80], 16, 0, 90)
    [10, 26, 80]
    >>> spread_out([70, 80, 85], 16, 0, 90)
    [58, 74, 90]
    """
    order = sorted(range(len(wished)), key=lambda at: wished[at])
    placed: list[float] = list(wished)
    least = top
    for at in order:
        placed[at] = least = max(wished[at], least)
        least += room
    most = bottom
    for at in reversed(order):
        placed[at] = most = min(placed[at], most)
        most -= room
    return placed


def _write_ends(painter: QPainter, ends: Sequence[_End], rect: QRectF, ink: Ink) -> None:
    painter.setFont(ink.font("small"))
    half = ink.px(_LABEL) / 2
    places = spread_out([each.y for each in ends], ink.px(_LABEL), rect.top() + half, rect.bottom() - half)
    for number, (end, y) in enumerate(zip(ends, places, strict=True)):
        painter.setPen(_pen(number, ink))
        near = QLineF(rect.left() - ink.px(_GAP), end.y, rect.left() - ink.px(2), y)
        painter.drawLine(near)
        painter.setPen(ink.color("text"))
        painter.drawText(QRectF(rect.left(), y - half, rect.width(), 2 * half), _LEFT, end.text)


def _paint_years(painter: QPainter, days: tuple[date, date], years: Scale, foot: float, ink: Ink) -> None:
    """The ground line, with a tick and the number where a year begins."""
    painter.setPen(QPen(ink.color("border"), 1))
    painter.drawLine(QLineF(years.start, foot + 0.5, years.end, foot + 0.5))
    painter.setFont(ink.font("caption"))
    written = years.start - 1
    for year in range(days[0].year, days[1].year + 1):
        begins = max(date(year, 1, 1), days[0])
        x = years.at(begins.toordinal())
        painter.setPen(QPen(ink.color("border"), 1))
        painter.drawLine(QLineF(x, foot, x, foot + ink.px(4)))
        across = ink.metrics("caption").horizontalAdvance(str(year))
        if x > written:
            painter.setPen(ink.color("text2"))
            painter.drawText(QRectF(x, foot + ink.px(4), across + 2, ink.px(_FOOT - 4)), _LEFT, str(year))
            written = x + across + ink.px(_GAP)


def _pen(number: int, ink: Ink) -> QPen:
    """The first line in the accent, the others told apart by their strokes too."""
    return QPen(ink.color("text2" if number else "accent"), ink.px(2), _STROKES[number % len(_STROKES)])
