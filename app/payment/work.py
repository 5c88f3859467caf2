"""The amount of a line on its way: what it is now, and the steps that led there."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from app.coding.sources import Citation
from app.payment.fee_lines import FeeLine
from app.payment.price import Price
from app.payment.record import LinePayment, State, Step, line_payment, to_cents


class Work:
    """One line while its amount is reckoned. Made and used up within one call of `pay`.

    `steps` are those so far, `state` and `reason` as in `LinePayment`. `one_procedure`: its units are the
    sides of one procedure.
    """

    def __init__(self, fee: FeeLine, price: Price, *cited: Citation) -> None:
        """Begin with the amount of one unit times the units."""
        self.fee, self.price = fee, price
        self.line = fee.line
        self.amount: Decimal = price.amount * fee.line.units
        self.state: State = "paid"
        self.reason = ""
        self.one_procedure = False
        self.notes: list[str] = []
        self.steps: list[Step] = []
        row, where = cited
        setting = "facility" if fee.facility else "non-facility"
        self.steps.append(Step(f"{setting.capitalize()} amount: {price.formula}", price.uncapped, row))
        self.steps.append(Step(f"Cost indices of {where.locator}", None, where))

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

    def payment(self) -> LinePayment:
        """The line as it ended."""
        ended = line_payment(
            self.fee.number, self.line, self.state, self.reason, *self.steps, amount=self.amount
        )
        return replace(ended, notes=tuple(self.notes)) if self.notes else ended
