"""What a claim pays: the one function that everything which shows or adds up money asks.

Amounts are those of original Medicare in the edition of the date of service; without it, without the locality
and for what a contractor prices there is none, and the reason. None is carried into another year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from app.coding.claim import Claim, place_of
from app.coding.library import RateSource
from app.coding.payers import MEDICARE
from app.coding.rates import Rates
from app.payment.center import pay_center
from app.payment.hospital import pay_hospital
from app.payment.locality import Where, find_locality
from app.payment.price import exact
from app.payment.professional import ClaimLines
from app.payment.record import NOTHING, LinePayment, Payment, PaymentSetting, line_payment

LEFT_OUT: dict[PaymentSetting, tuple[str, ...]] = {
    "professional": (
        "the charge, where it is lower",
        "deductible and coinsurance",
        "sequestration",
        "the practitioner's incentive payments and penalties",
        "the lower fee schedule amount of a nonparticipating practitioner",
    ),
    "hospital": (
        "the wage index",
        "deductible and copayment",
        "sequestration",
        "outlier, rural and pass-through payments",
        "lower rates of off-campus departments",
    ),
    "asc": (
        "the wage index",
        "the charge, where it is lower",
        "deductible and coinsurance",
        "sequestration",
        "devices furnished free or at a reduced price",
    ),
}
"""What changes a payment and is not included."""
_TWO_FACTORS = 2026
_OTHERS = {
    True: "qualifying participants in an advanced alternative payment model",
    False: "practitioners who are no qualifying participants in an advanced alternative payment model",
}
"""Whose conversion factor is left out, by whether that of those who do not qualify is on the shelf."""
"""The first year with a conversion factor of its own for qualifying participants."""
_MEDICARE = (MEDICARE, None)


def pay(
    claim: Claim, library: RateSource, *, default_locality: str = "", setting: PaymentSetting | None = None
) -> Payment:
    """What a claim pays on its date of service, a line at a time.

    `default_locality`: a ZIP code or a locality ("10112-00") for a claim that states none. `setting`: who is
    paid, where the claim itself does not tell; see `setting_of`.
    """
    rates = library.rates_on(claim.date_of_service)
    where = setting or setting_of(claim)
    if where == "professional":
        return _finished(_pay_practitioner(claim, rates, default_locality), claim, rates)
    lines = pay_hospital(claim, rates) if where == "hospital" else pay_center(claim, rates)
    found = Payment(date_of_service=claim.date_of_service.isoformat(), setting=where, lines=lines)
    return _finished(found, claim, rates)


def setting_of(claim: Claim) -> PaymentSetting:
    """Who is paid by a claim: on an institutional one the hospital, or the center where that is the place.

    A center that bills as practitioners do (its place 24 on a professional claim) is not told apart from the
    practitioner who works there: the practitioner is taken.
    """
    if claim.claim_form != "institutional":
        return "professional"
    places = {place_of(claim, line) for line in claim.lines}
    of_center = (claim.bill_type or "").lstrip("0").startswith("83")
    return "asc" if of_center or places == {"24"} else "hospital"


def _pay_practitioner(claim: Claim, rates: Rates, default: str) -> Payment:
    where = find_locality(claim, rates, default)
    stated = Payment(
        date_of_service=claim.date_of_service.isoformat(),
        setting="professional",
        locality=where.locality,
        why_no_locality=where.why,
        choices=where.choices,
    )
    if where.locality is None or not (rates.has("pfs-rvu") or rates.has_qualifying):
        return replace(stated, lines=_unknown(claim, where, rates))
    gpci = rates.localities[where.locality.key]
    only_qualifying = not rates.has("pfs-rvu")
    lines = ClaimLines(claim, rates, qualifying=only_qualifying).pay(gpci)
    stated = replace(stated, lines=lines, factor=_factor(claim, rates, qualifying=only_qualifying))
    if rates.has_qualifying and not only_qualifying:
        others = ClaimLines(claim, rates, qualifying=True).pay(gpci)
        both = tuple(
            replace(line, qualifying=other.amount) for line, other in zip(lines, others, strict=True)
        )
        return replace(stated, lines=both, other_factor=_factor(claim, rates, qualifying=True))
    return stated


def _unknown(claim: Claim, where: Where, rates: Rates) -> tuple[LinePayment, ...]:
    why = rates.missing("pfs-rvu") if not rates.has("pfs-rvu") else where.why
    return tuple(line_payment(at, line, "unknown", why) for at, line in enumerate(claim.lines, start=1))


def _factor(claim: Claim, rates: Rates, *, qualifying: bool) -> str:
    """The conversion factor by its name: "33.4009, not a qualifying participant in an APM"."""
    rows = (rates.fees(line.code, qualifying=qualifying) for line in claim.lines)
    row = next((row for found in rows for row in found.values()), None)
    if row is None:
        return ""
    figure = str(exact(row.conversion))
    if rates.on.year < _TWO_FACTORS:
        return figure
    who = "a qualifying" if qualifying else "not a qualifying"
    return f"{figure}, {who} participant in an advanced alternative payment model"


def _finished(payment: Payment, claim: Claim, rates: Rates) -> Payment:
    """The payment with its total, the editions that it stands on, and what is left out."""
    series = _SERIES[payment.setting]
    left_out = LEFT_OUT[payment.setting]
    if claim.payer not in _MEDICARE:
        left_out = ("what the payer of this claim pays: these are Medicare's amounts", *left_out)
    if payment.setting == "professional" and rates.on.year >= _TWO_FACTORS and not payment.other_factor:
        others = _OTHERS[rates.has("pfs-rvu")]
        unread = f"the conversion factor of {rates.on.year} for {others}, whose file is not on the shelf"
        left_out = (*left_out, unread)
    return replace(
        payment,
        total=_sum(line.amount for line in payment.lines),
        total_qualifying=_sum(line.qualifying for line in payment.lines) if payment.other_factor else None,
        unknown=sum(line.amount is None for line in payment.lines),
        editions=tuple(edition.use() for edition in rates.editions if edition.source in series),
        left_out=left_out,
    )


_SERIES: dict[PaymentSetting, Sequence[str]] = {
    "professional": ("pfs-rvu", "pfs-gpci", "pfs-locco", "pfs-cap", "pfs-zip", "pfs-amounts"),
    "hospital": ("opps-b", "opps-a"),
    "asc": ("asc-aa", "asc-bb", "asc-ee"),
}


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), NOTHING)


def is_medicare(claim: Claim) -> bool:
    """Whether the amounts are those of the claim's own payer, or of none that it states."""
    return claim.payer in _MEDICARE
