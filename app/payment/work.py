"""The amount of a line on its way: what it is now, and the steps that led there."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from app.coding.sources import Citation
from app.payment.fee_lines import FeeLine
from app.payment.price import Price
from app.payment.record import LinePayment, State, Step, line_payment, to_cents


class Work:
    """One line while its amount is calculated in one locality. Made and used up within one call.

    `state` and `reason` are as in `LinePayment`, `steps` those after the first, which follow from its price.
    `one_procedure`: its units are the sides of one procedure.
    """

    def __init__(self, fee: FeeLine, price: Price) -> None:
        """Begin with the amount of one unit times the units."""
        self.fee, self.price = fee, price
        self.line = fee.line
        self.amount: Decimal = price.amount * fee.line.units
        self.state: State = "paid"
        self.reason = ""
        self.one_procedure = False
        self.steps: list[Step] = []

    def add(self, text: str, amount: Decimal, citation: Citation | None = None) -> None:
        """Replace the amount, with the step that did it."""
        self.amount = amount
        self.steps.append(Step(text, amount, citation))

    def take_share(self, percent: Decimal | int, text: str, citation: Citation) -> None:
        """Leave a share of the amount."""
        share = Decimal(percent)
        self.add(f"{text}: {share.normalize():f} %", to_cents(self.amount * share / 100), citation)

    def end(self, state: State, reason: str, citation: Citation | None = None) -> None:
        """Say that the line pays nothing, or that no amount is known."""
        self.state, self.reason = state, reason
        self.steps.append(Step(reason, None, citation))

    def payment(self, first: Iterable[Step], notes: Iterable[str]) -> LinePayment:
        """The line as it ended, with its first steps before the others."""
        steps = (*first, *self.steps)
        ended = line_payment(self.fee.number, self.line, self.state, self.reason, *steps, amount=self.amount)
        noted = tuple(notes)
        return replace(ended, notes=noted) if noted else ended
