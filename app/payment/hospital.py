"""What the lines of a hospital's outpatient claim pay: packaged, conditionally packaged, or by the APC.

Source: Addendum B for status indicator and rate; Noridian for what the indicators mean; payment_shares.csv
for the discount of further procedures. Rates are national, before any adjustment.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from app.coding.claim import Claim, Line
from app.coding.official import OppsRow
from app.coding.payment_rows import ApcRow
from app.coding.rates import Rates
from app.coding.sources import Citation
from app.payment.authorities import OUTPATIENT
from app.payment.price import exact
from app.payment.record import LinePayment, State, Step, line_payment, show_dollars, to_cents

_PAID = frozenset("STV")
_WITHIN = _PAID | {"Q1", "Q2", "Q3", "Q4", "N"}
"""What a comprehensive APC takes in."""
_RATED = _PAID | {"J1", "Q1", "Q2", "G", "K", "R", "U"}
"""Indicators of what is paid the rate of its APC. What another one means is not calculated here."""
_CHANGING = frozenset({"52", "73", "74", "PN", "PO", "CT", "FX", "FY", "GX", "GY", "GZ"})
_OTHERWISE: dict[str, tuple[State, str]] = {
    "A": ("unknown", "is paid by another fee schedule"),
    "B": ("not-paid", "is not recognized on this bill type; another code is"),
    "C": ("not-paid", "is paid for inpatients only"),
    "D": ("not-paid", "is discontinued"),
    "E1": ("not-paid", "is not covered"),
    "E2": ("not-paid", "has no price"),
    "M": ("not-paid", "is not billed to the contractor"),
    "Q3": ("unknown", "is part of a composite APC when its criteria are met; that is not decided here"),
    "Q4": (
        "unknown",
        "is a laboratory service: packaged beside other services, else by the laboratory fee schedule",
    ),
    "J2": (
        "unknown",
        "is comprehensive when the criteria for observation are met; that is not decided here",
    ),
}


def pay_hospital(claim: Claim, rates: Rates) -> tuple[LinePayment, ...]:
    """Each line in its order."""
    if not rates.has("opps-b"):
        return tuple(
            line_payment(at, line, "unknown", rates.missing("opps-b"))
            for at, line in enumerate(claim.lines, start=1)
        )
    rows = [rates.row(OppsRow, line.code) if line.code else None for line in claim.lines]
    return tuple(
        _pay(at, line, row, [each for each in rows if each], claim, rates)
        for at, (line, row) in enumerate(zip(claim.lines, rows, strict=True), start=1)
    )


def _pay(
    at: int, line: Line, row: OppsRow | None, rows: Sequence[OppsRow], claim: Claim, rates: Rates
) -> LinePayment:
    if not line.code:
        return line_payment(at, line, "unknown", "The line has no code; it may be packaged.")
    if row is None:
        edition = rates.cite("opps-b", line.code).edition
        return line_payment(at, line, "unknown", f"{line.code} is not in Addendum B {edition}.")
    changing = sorted(_CHANGING.intersection(line.modifiers))
    if changing:
        return line_payment(
            at, line, "unknown", f"How {changing[0]} changes the amount is not calculated here."
        )
    indicator, meaning = row.indicator, rates.authority(OUTPATIENT, f"status indicator {row.indicator}")
    packaged = _why_packaged(row, rows)
    if packaged:
        return _ended(at, line, row, "packaged", packaged, meaning, rates)
    if indicator == "J1" and sum(each.indicator == "J1" for each in rows) + line.units > 2:
        why = "is one of several J1 services: the highest is paid, and a pair may raise it; not decided here"
        return _ended(at, line, row, "unknown", why, meaning, rates)
    if indicator in _OTHERWISE:
        return _ended(at, line, row, *_OTHERWISE[indicator], meaning, rates)
    if row.rate is None or indicator not in _RATED:
        why = "has no rate in Addendum B" if row.rate is None else "has an indicator not calculated here"
        return _ended(at, line, row, "unknown", why, meaning, rates)
    return _pay_rate(at, line, row, claim, rates)


def _why_packaged(row: OppsRow, rows: Sequence[OppsRow]) -> str:
    """Why the payment of another line contains this one; "" where it does not."""
    others = {each.indicator for each in rows if each is not row}
    if row.indicator == "N":
        return "is always packaged: its cost is included in the payment for other services"
    if "J1" in others and row.indicator in _WITHIN:
        return "is included in the comprehensive payment for the J1 service"
    if row.indicator == "Q1" and others & _PAID:
        return "is packaged when billed with a service of status S, T or V"
    if row.indicator == "Q2" and "T" in others:
        return "is packaged when billed with a service of status T"
    return ""


def _ended(
    at: int, line: Line, row: OppsRow, state: State, why: str, meaning: Citation, rates: Rates
) -> LinePayment:
    reason = f"{line.code} {why} (status indicator {row.indicator})."
    step = Step(f"Status indicator {row.indicator}", None, rates.cite("opps-b", line.code))
    return line_payment(at, line, state, reason, step, Step(reason, None, meaning))


def _pay_rate(at: int, line: Line, row: OppsRow, claim: Claim, rates: Rates) -> LinePayment:
    """The APC's rate for each unit; of procedures with T the highest in full, all further ones less."""
    rate = to_cents(exact(row.rate))
    steps = [Step(f"APC {row.apc}, status indicator {row.indicator}", rate, rates.cite("opps-b", line.code))]
    amount = rate * line.units
    first = _is_first(at, claim, rates) if row.indicator == "T" else True
    if first is None:
        why = "It is ranked with another procedure of status T, whose amount a modifier changes."
        return line_payment(at, line, "unknown", why, *steps)
    if row.indicator == "T":
        full = 1 if first else 0
        further = line.units - full
        if further:
            shares = rates.shares("further-hospital")
            share = shares.percents[""][0]
            amount = rate * full + to_cents(rate * share / 100) * further
            said = f"Further procedures with T: {further} at {share} %"
            steps.append(Step(said, amount, shares.citation))
    elif line.units != 1:
        steps.append(Step(f"{line.units} units of {show_dollars(rate)}", amount))
    apc = rates.row(ApcRow, row.apc)
    if apc is not None and apc.rate is not None:
        own = to_cents(exact(apc.rate))
        steps.append(Step("Addendum A prints for the APC", own, rates.cite("opps-a", row.apc)))
        if own != rate:
            notes = (f"Addendum A prints {show_dollars(own)} for the APC; that is not explained.",)
            return replace(line_payment(at, line, "paid", "", *steps, amount=amount), notes=notes)
    return line_payment(at, line, "paid", "", *steps, amount=amount)


def _is_first(at: int, claim: Claim, rates: Rates) -> bool | None:
    """Whether a line has the highest rate of those with T; of equal ones the first.

    None where that hangs on a line of as high a rate whose amount a modifier changes.
    """
    ranked: list[tuple[Decimal, int]] = []
    for number, line in enumerate(claim.lines, start=1):
        row = rates.row(OppsRow, line.code) if line.code else None
        if row and row.indicator == "T":
            ranked.append((-exact(row.rate), number))
    own = next(rank for rank, number in ranked if number == at)
    changed = (rank for rank, number in ranked if _CHANGING.intersection(claim.lines[number - 1].modifiers))
    return None if any(rank <= own for rank in changed) else min(ranked)[1] == at
