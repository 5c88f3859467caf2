"""What a drawing is painted with: the look of the window, or black on white paper."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, Protocol

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from app.desktop.look.fonts import TypeToken, make_font
from app.desktop.look.theme import LIGHT


class Ink(Protocol):
    """Colors by token, fonts by the scale, and pixels for measures given at zoom 100 %."""

    def color(self, token: str) -> QColor:
        """The color of a token."""

    def px(self, size: float) -> int:
        """Pixels for a measure."""

    def font(self, token: TypeToken = "body", weight: int = 0, *, code: bool = False) -> QFont:
        """A font of the scale."""

    def metrics(self, token: TypeToken = "body", weight: int = 0, *, code: bool = False) -> QFontMetricsF:
        """The measures of that font."""


class Paper:
    """The colors of the light theme, at zoom 100 %, whatever the window looks like."""

    def __init__(self, family: str) -> None:
        """`family`: of the fonts in use, "" for the system's."""
        self._family = family

    def color(self, token: str) -> QColor:
        """See `Ink`."""
        return QColor(getattr(LIGHT, token))

    def px(self, size: float) -> int:
        """See `Ink`."""
        return round(size)

    def font(self, token: TypeToken = "body", weight: int = 0, *, code: bool = False) -> QFont:
        """See `Ink`."""
        return make_font(self._family, token, 100, weight or 400, code=code)

    def metrics(self, token: TypeToken = "body", weight: int = 0, *, code: bool = False) -> QFontMetricsF:
        """See `Ink`."""
        return QFontMetricsF(self.font(token, weight, code=code))


class Scale(NamedTuple):
    """From amounts to pixels: `low` lies at `start`, `high` at `end`; in the middle where both are one."""

    low: float
    high: float
    start: float
    end: float

    def at(self, amount: Decimal | float) -> float:
        """Where an amount lies.

        >>> Scale(10, 20, 0, 100).at(Decimal("12.50"))
        25.0
        """
        share = (float(amount) - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.start + share * (self.end - self.start)
