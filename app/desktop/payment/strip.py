"""A strip of what a line pays in every locality: a tick each, quartiles as a band, the chosen one marked."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.desktop.look.look import Look
from app.payment.record import show_dollars
from app.payment.spread import Spread

HEIGHT = 64
_BAND, _TOP, _EDGE = 22, 20, 8


class SpreadStrip(QWidget):
    """Drawn from the rows that the table beside it holds; what it shows is said in its accessible name."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._spread = Spread()
        self._chosen = ""
        look.changed.connect(self._fit)
        self._fit()

    def show_spread(self, spread: Spread, chosen: str) -> None:
        """Draw these amounts; `chosen` is the key of the locality to mark, "" for none."""
        self._spread, self._chosen = spread, chosen
        words = words_of(spread, chosen)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(spread.quartiles is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Band, ticks, the chosen amount, and the ends."""
        quartiles = self._spread.quartiles
        if quartiles is None:
            return
        px, color = self._look.px, self._look.color
        painter = QPainter(self)
        first, _, third = quartiles
        top, tall = px(_TOP), px(_BAND)
        painter.fillRect(QRectF(self._x(first), top, self._x(third) - self._x(first), tall), color("nonebg"))
        painter.setPen(QPen(color("text3"), 1))
        for _, amount in self._spread.amounts:
            x = self._x(float(amount))
            painter.drawLine(round(x), top, round(x), top + tall)
        self._draw_ends(painter, top + tall)
        self._draw_chosen(painter, top, tall)
        painter.end()

    def _draw_ends(self, painter: QPainter, below: int) -> None:
        amounts, width = self._spread.amounts, self.width() - 2 * self._look.px(_EDGE)
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.color("text2"))
        row = QRectF(self._look.px(_EDGE), below, width, self._look.px(20))
        for align, (_, amount) in (
            (Qt.AlignmentFlag.AlignLeft, amounts[0]),
            (Qt.AlignmentFlag.AlignRight, amounts[-1]),
        ):
            painter.drawText(row, align | Qt.AlignmentFlag.AlignVCenter, show_dollars(amount))

    def _draw_chosen(self, painter: QPainter, top: int, tall: int) -> None:
        amount = amount_in(self._spread, self._chosen)
        if amount is None:
            return
        px, x = self._look.px, self._x(float(amount))
        painter.setPen(QPen(self._look.color("accent"), px(3)))
        painter.drawLine(round(x), top - px(3), round(x), top + tall + px(3))
        painter.setFont(self._look.font("small", 600))
        painter.setPen(self._look.color("text"))
        wide = self._look.metrics("small", 600).horizontalAdvance(show_dollars(amount)) + px(4)
        left = min(max(x - wide / 2, 0), self.width() - wide)
        painter.drawText(
            QRectF(left, 0, wide, top - px(3)), Qt.AlignmentFlag.AlignCenter, show_dollars(amount)
        )

    def _x(self, amount: float) -> float:
        amounts, edge = self._spread.amounts, self._look.px(_EDGE)
        low, high = float(amounts[0][1]), float(amounts[-1][1])
        share = (amount - low) / (high - low) if high > low else 0.5
        return edge + share * (self.width() - 2 * edge)

    def _fit(self) -> None:
        self.setFixedHeight(self._look.px(HEIGHT))
        self.update()


def amount_in(spread: Spread, key: str) -> Decimal | None:
    """The amount in a locality."""
    return next((amount for place, amount in spread.amounts if place.key == key), None)


def words_of(spread: Spread, chosen: str) -> str:
    """The strip in a sentence, "" where there is nothing to compare."""
    quartiles = spread.quartiles
    if quartiles is None:
        return ""
    first, middle, third = (show_dollars(Decimal(str(round(each, 2)))) for each in quartiles)
    low, high = show_dollars(spread.amounts[0][1]), show_dollars(spread.amounts[-1][1])
    amount = amount_in(spread, chosen)
    here = f"Here {show_dollars(amount)}. " if amount is not None else ""
    range_of = f"{here}In {len(spread.amounts)} localities from {low} to {high}"
    return f"{range_of}; median {middle}, half of them between {first} and {third}."
