"""What a line pays and why, as points of plain text for console and window alike."""

from collections.abc import Iterator
from decimal import Decimal

from app.coding.sources import Citation
from app.payment.difference import Difference
from app.payment.record import STATES, LinePayment, Payment, show_dollars, to_cents
from app.payment.spread import Spread

Point = tuple[str, Citation | None]
"""A sentence, and where it stands."""


def name_of(line: LinePayment) -> str:
    """Code and modifiers of a line: "77002-26"."""
    return "-".join((line.code or "no code", *line.modifiers))


def amount_of(line: LinePayment) -> str:
    """The amount of a line, or its state: "$58.40", "packaged", "no amount"."""
    amount = show_dollars(line.amount) if line.state == "paid" else STATES[line.state]
    other = f", or {show_dollars(line.qualifying)}" if line.qualifying is not None else ""
    return f"{amount}{other}"


def points_of(line: LinePayment) -> Iterator[Point]:
    """The reason, each step with its source, and what else must be said."""
    if line.reason:
        yield line.reason, None
    for step in line.steps:
        shown = f" = {show_dollars(step.amount)}" if step.amount is not None and "=" not in step.text else ""
        yield ("" if step.text == line.reason else f"{step.text}{shown}"), step.citation
    yield from ((note, None) for note in line.notes)


def total_of(payment: Payment) -> str:
    """The total, and what it lacks; no sum where no amount is known."""
    if payment.unknown and payment.unknown == len(payment.lines):
        return "not known: no line has a known amount"
    total = show_dollars(payment.total)
    if payment.total_qualifying is not None:
        total += f", or {show_dollars(payment.total_qualifying)} for a qualifying participant"
    if payment.unknown:
        total += f", without {payment.unknown} of {len(payment.lines)} lines, for which no amount is known"
    return total


def words_of_spread(spread: Spread, chosen: str) -> str:
    """How the amount in the chosen locality lies among all, "" where there is nothing to compare."""
    quartiles = spread.quartiles
    if quartiles is None:
        return ""
    first, middle, third = (show_dollars(to_cents(each)) for each in quartiles)
    low, high = show_dollars(spread.amounts[0][1]), show_dollars(spread.amounts[-1][1])
    amount = spread.amount_in(chosen)
    here = f"Here {show_dollars(amount)}. " if amount is not None else ""
    range_of = f"{here}In {len(spread.amounts)} localities from {low} to {high}"
    return f"{range_of}; median {middle}, half of them between {first} and {third}."


def words_of_difference(found: Difference) -> str:
    """How much more or less the claim pays with an edit: "$24.21 more", "the same", "not known".

    Where that is not known the claim may have a sum with the edit all the same: "with the edit $58.40".
    """
    if found.total is None:
        if found.paid is None or found.paid.unknown == len(found.paid.lines):
            return "not known: no line has a known amount"
        return f"with the edit {total_of(found.paid)}"
    other = f", or {_more_or_less(found.qualifying)}" if found.qualifying is not None else ""
    return f"{_more_or_less(found.total)}{other}"


def _more_or_less(amount: Decimal) -> str:
    if not amount:
        return "the same"
    return f"{show_dollars(abs(amount))} {'more' if amount > 0 else 'less'}"
