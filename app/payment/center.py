"""What the lines of an ambulatory surgical center's claim pay: by ASC addenda AA, BB and EE.

Source: the addenda for indicator and rate; First Coast for what the indicators mean; payment_shares.csv for
the discount of further procedures. Rates are national, before the wage index. The OPPS amount of Addendum FF
pays nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from app.coding.claim import Claim, Line
from app.coding.payment_rows import AscAncillary, AscExcluded, AscProcedure
from app.coding.rates import Rates
from app.coding.series import SeriesName
from app.payment.authorities import CENTER
from app.payment.price import exact
from app.payment.record import LinePayment, State, Step, line_payment, show_dollars, to_cents

_PACKAGED = "N1"
_NOT_PAID = frozenset({"B5", "D1", "D5", "K5", "L1"})
_CHANGING = frozenset({"50", "52", "73", "74", "GX", "GY", "GZ"})


def pay_center(claim: Claim, rates: Rates) -> tuple[LinePayment, ...]:
    """Each line in its order."""
    if not rates.has("asc-aa"):
        return tuple(
            line_payment(at, line, "unknown", rates.missing("asc-aa"))
            for at, line in enumerate(claim.lines, start=1)
        )
    procedures = {at: row for at, line in _numbered(claim) if (row := rates.row(AscProcedure, line.code))}
    first = _first_discounted(procedures, claim)
    surgical = any(_pays(row) for row in procedures.values())
    return tuple(
        _pay_procedure(at, line, procedures[at], rates, first)
        if at in procedures
        else _pay_other(at, line, rates, beside_surgery=surgical)
        for at, line in _numbered(claim)
    )


def _numbered(claim: Claim) -> list[tuple[int, Line]]:
    return list(enumerate(claim.lines, start=1))


def _pays(row: AscProcedure | AscAncillary) -> bool:
    return row.rate is not None and row.indicator != _PACKAGED and row.indicator not in _NOT_PAID


def _first_discounted(procedures: Mapping[int, AscProcedure], claim: Claim) -> int | None:
    """The line with the highest rate of those that are subject to discounting; of equal ones the first.

    None where a modifier changes the amount of one of them: then no rank is known.
    """
    ranked = [(-exact(row.rate), at) for at, row in procedures.items() if row.discounted and _pays(row)]
    changed = any(_CHANGING.intersection(claim.lines[at - 1].modifiers) for _, at in ranked)
    return min(ranked)[1] if ranked and not changed else None


def _pay_procedure(at: int, line: Line, row: AscProcedure, rates: Rates, first: int | None) -> LinePayment:
    ended = _without_rate(at, line, row, "asc-aa", rates)
    if ended:
        return ended
    if row.discounted and first is None:
        why = "It is ranked with another procedure, whose amount a modifier changes."
        return _ended(at, line, row, "unknown", why, "asc-aa", rates)
    full = line.units if not row.discounted else 1 if at == first else 0
    return _paid(at, line, row, "asc-aa", rates, full)


def _pay_other(at: int, line: Line, rates: Rates, *, beside_surgery: bool) -> LinePayment:
    """An ancillary service, paid beside a surgical one that is paid; or one that no addendum pays."""
    row = rates.row(AscAncillary, line.code)
    if row is None:
        if rates.row(AscExcluded, line.code):
            why = f"{line.code} is excluded from payment in an ambulatory surgical center (Addendum EE)."
            step = Step("Addendum EE", None, rates.cite("asc-ee", line.code))
            return line_payment(at, line, "not-paid", why, step)
        missing = [rates.missing(name) for name in ("asc-bb", "asc-ee") if not rates.has(name)]
        why = missing[0] if missing else f"{line.code} is not in ASC addenda AA, BB and EE."
        return line_payment(at, line, "unknown", why)
    ended = _without_rate(at, line, row, "asc-bb", rates)
    if ended:
        return ended
    if not beside_surgery:
        why = f"{line.code} is paid only with a surgical procedure that is paid."
        return _ended(at, line, row, "not-paid", why, "asc-bb", rates)
    return _paid(at, line, row, "asc-bb", rates, line.units)


def _without_rate(
    at: int, line: Line, row: AscProcedure | AscAncillary, series: SeriesName, rates: Rates
) -> LinePayment | None:
    if row.indicator == _PACKAGED:
        why = f"{line.code} is packaged (indicator N1): the center is not paid for it separately."
        return _ended(at, line, row, "packaged", why, series, rates)
    if row.indicator in _NOT_PAID:
        why = f"{line.code} is not paid (indicator {row.indicator})."
        return _ended(at, line, row, "not-paid", why, series, rates)
    changing = sorted(_CHANGING.intersection(line.modifiers))
    if changing:
        why = f"How {changing[0]} changes the amount is not calculated here."
        return _ended(at, line, row, "unknown", why, series, rates)
    if row.rate is None:
        why = f"{line.code} has no rate in the addendum (indicator {row.indicator})."
        return _ended(at, line, row, "unknown", why, series, rates)
    return None


def _paid(
    at: int, line: Line, row: AscProcedure | AscAncillary, series: SeriesName, rates: Rates, full: int
) -> LinePayment:
    """The rate of each unit: `full` of them in full, the others by the discount."""
    rate = to_cents(exact(row.rate))
    further = line.units - full
    shares = rates.shares("further-center")
    share = shares.percents[""][0]
    amount: Decimal = rate * full + to_cents(rate * share / 100) * further
    steps = [Step(f"Indicator {row.indicator}", rate, rates.cite(series, line.code))]
    if further:
        said = f"Further procedures subject to discounting: {further} at {share} %"
        steps.append(Step(said, amount, shares.citation))
    elif line.units != 1:
        steps.append(Step(f"{line.units} units of {show_dollars(rate)}", amount))
    return line_payment(at, line, "paid", "", *steps, amount=amount)


def _ended(
    at: int,
    line: Line,
    row: AscProcedure | AscAncillary,
    state: State,
    why: str,
    series: SeriesName,
    rates: Rates,
) -> LinePayment:
    meaning = rates.authority(CENTER, f"indicator {row.indicator}")
    step = Step(f"Indicator {row.indicator}", None, rates.cite(series, line.code))
    return line_payment(at, line, state, why, step, Step(why, None, meaning))
