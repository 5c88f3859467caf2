"""What a claim pays, as a record: an amount a line with its steps, or none and why. Money is US dollars."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from msgspec import Struct

from app.coding.claim import Line
from app.coding.editions import EditionUse
from app.coding.sources import Citation

PaymentSetting = Literal["professional", "hospital", "asc"]
State = Literal["paid", "packaged", "not-paid", "unknown"]
"""Paid; in the payment of another service; not paid at all; or no amount is known, with the reason."""
Stated = Literal["zip", "locality", "default"]
SETTINGS: dict[PaymentSetting, str] = {
    "professional": "Practitioner",
    "hospital": "Hospital outpatient",
    "asc": "Ambulatory surgical center",
}
STATES: dict[State, str] = {
    "paid": "paid",
    "packaged": "packaged",
    "not-paid": "not paid",
    "unknown": "no amount",
}
CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


class Step(Struct, frozen=True, gc=False):
    """One step towards an amount: in words, what it gave, and where its row or rule stands."""

    text: str
    amount: Decimal | None = None
    citation: Citation | None = None


class LinePayment(Struct, frozen=True, gc=False, kw_only=True):
    """What one line pays. `line` counts from 1; `amount` is for all its units, None where none is known.

    `qualifying`: the same for a qualifying participant in an advanced alternative payment model, where the
    date has two conversion factors and both are on the shelf. `reason`: why it pays nothing, or why no amount
    is known.
    `notes`: what else must be said with the amount.
    """

    line: int
    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    state: State
    amount: Decimal | None = None
    qualifying: Decimal | None = None
    reason: str = ""
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()


class Locality(Struct, frozen=True, gc=False):
    """A payment locality. `key` is contractor and number, "10112-00"; `stated`: what told it."""

    key: str
    name: str
    state: str
    stated: Stated = "locality"
    counties: str = ""

    @property
    def title(self) -> str:
        """What it is called among others: "10112-00 Alabama"."""
        return f"{self.key} {self.name}"

    @property
    def full_title(self) -> str:
        """The same with its state: "10112-00 Alabama, AL"."""
        return f"{self.title}, {self.state}"


class Payment(Struct, frozen=True, gc=False, kw_only=True):
    """What a claim pays, a line at a time.

    `locality` None: not known, `why_no_locality` says why and `choices` are those it may be. `total` adds up
    the known amounts; `unknown` counts the lines that it lacks, and a total that lacks any is a part only.
    `factor`: the conversion factor of the amounts, in words; `other_factor` that of `qualifying`.
    `left_out`: what changes a payment and is not calculated.
    """

    schema: Literal[1] = 1
    date_of_service: str
    setting: PaymentSetting
    locality: Locality | None = None
    why_no_locality: str = ""
    choices: tuple[Locality, ...] = ()
    lines: tuple[LinePayment, ...] = ()
    total: Decimal = NOTHING
    total_qualifying: Decimal | None = None
    unknown: int = 0
    factor: str = ""
    other_factor: str = ""
    editions: tuple[EditionUse, ...] = ()
    left_out: tuple[str, ...] = ()


def line_payment(
    number: int, line: Line, state: State, reason: str = "", *steps: Step, amount: Decimal | None = None
) -> LinePayment:
    """A line of a claim with what it pays: `amount` where it is paid, nothing where it is packaged or not."""
    return LinePayment(
        line=number,
        code=line.code,
        modifiers=line.modifiers,
        units=line.units,
        state=state,
        amount=amount if state == "paid" else None if state == "unknown" else NOTHING,
        reason=reason,
        steps=steps,
    )


def to_cents(amount: Decimal) -> Decimal:
    """An amount rounded to the cent, half up, as CMS prints them."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def show_dollars(amount: Decimal | None) -> str:
    """An amount for people; "no amount" where none is known.

    >>> show_dollars(Decimal("1248.36"))
    '$1,248.36'
    """
    return "no amount" if amount is None else f"${amount:,.2f}"
