"""What one code pays on a date in every setting: the amounts of its page, each as `pay` gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from app.coding.claim import Claim, Line
from app.coding.library import RateSource
from app.coding.official import OppsRow
from app.coding.payers import MEDICARE
from app.coding.payment_rows import AscAncillary, AscExcluded, AscProcedure
from app.coding.rates import Rates
from app.coding.sources import Citation
from app.payment.fee_lines import COMPONENTS
from app.payment.locality import Where, find_locality
from app.payment.paying import pay
from app.payment.price import exact
from app.payment.record import LinePayment, PaymentSetting, show_dollars

GLOBAL = ""
PART_NAMES = {GLOBAL: "Global", "26": "26", "TC": "TC", "53": "53"}
"""The global service and its components, as columns and drawings name them."""


class Setting(NamedTuple):
    """Where a service is done, by its place of service, and who is paid for it; `short` names a column."""

    name: str
    short: str
    place: str
    paid: PaymentSetting


OFFICE = Setting("Practitioner, office", "Office", "11", "professional")
FACILITY = Setting("Practitioner, facility", "Facility", "22", "professional")
HOSPITAL = Setting("Hospital outpatient", "Hospital", "22", "hospital")
CENTER = Setting("Ambulatory surgical center", "Center", "24", "asc")
SETTINGS = (OFFICE, FACILITY, HOSPITAL, CENTER)
"""A practitioner outside a facility and in one, then who keeps the facility."""


class SettingAmounts(Struct, frozen=True):
    """What a code pays in one setting, by part: "" is global, then "26", "TC". `by`: the figure, in words."""

    setting: Setting
    lines: Mapping[str, LinePayment]
    by: str
    left_out: tuple[str, ...]

    def amount(self, part: str = GLOBAL) -> Decimal | None:
        """The amount of a part where one is paid."""
        line = self.lines.get(part)
        return line.amount if line is not None and line.state == "paid" else None


def name_of_column(part: str, *settings: Setting, named: bool) -> str:
    """What the amounts of a part in some settings are called; `named`: the code has several parts.

    A part that pays alike in office and facility is called by its name alone.

    >>> name_of_column("26", OFFICE, FACILITY, named=True)
    '26'
    >>> name_of_column("", OFFICE, named=True)
    'Office, global'
    """
    if named and len(settings) > 1:
        return PART_NAMES[part]
    lead = " and ".join(each.short for each in settings).capitalize()
    return f"{lead}, {PART_NAMES[part].lower() if part == GLOBAL else part}" if named else lead


def cited_by(lines: Iterable[LinePayment]) -> tuple[Citation, ...]:
    """Where the steps of some lines stand, each place once."""
    return tuple(dict.fromkeys(step.citation for line in lines for step in line.steps if step.citation))


def place_of_code(place: str, on: date, library: RateSource) -> Where:
    """The locality that a ZIP code or a locality ("10112-00") names on a date, or why none is known."""
    return find_locality(Claim(schema=2, date_of_service=on, lines=()), library.rates_on(on), place)


def amounts_of(code: str, on: date, place: str, library: RateSource) -> tuple[SettingAmounts, ...]:
    """What a code pays on a date in each of `SETTINGS`; `place` as in `place_of_code`."""
    parts = parts_of(code, library.rates_on(on))
    return tuple(
        _in_setting(code, parts if setting.paid == "professional" else (GLOBAL,), setting, on, place, library)
        for setting in SETTINGS
    )


def parts_of(code: str, rates: Rates) -> tuple[str, ...]:
    """The parts of a code that the fee schedule has rows for, the global service first."""
    rows = rates.fees(code) or rates.fees(code, qualifying=True)
    return tuple(part for part in (GLOBAL, *COMPONENTS) if part in rows) or (GLOBAL,)


def claim_of(code: str, part: str, setting: Setting, on: date) -> Claim:
    """A claim of the code alone, in a setting and no place."""
    line = Line(code=code, modifiers=(part,) if part else ())
    return Claim(schema=2, date_of_service=on, place_of_service=setting.place, lines=(line,), payer=MEDICARE)


def _in_setting(
    code: str, parts: tuple[str, ...], setting: Setting, on: date, place: str, library: RateSource
) -> SettingAmounts:
    paid = {
        part: pay(claim_of(code, part, setting, on), library, default_locality=place, setting=setting.paid)
        for part in parts
    }
    payment = next(iter(paid.values()))
    factors = [each.split(",")[0] for each in (payment.factor, payment.other_factor) if each]
    by = f"RVU × GPCI × {' or '.join(factors)}" if factors else ""
    if setting.paid != "professional":
        by = _indicator(code, setting, library.rates_on(on))
    lines = {part: each.lines[0] for part, each in paid.items()}
    return SettingAmounts(setting, lines, by, payment.left_out)


def _indicator(code: str, setting: Setting, rates: Rates) -> str:
    """By which indicator a facility is paid or not: "APC 5441, status indicator T"."""
    if setting is HOSPITAL:
        row = rates.row(OppsRow, code)
        if row is None:
            return ""
        return f"{f'APC {row.apc}, ' if row.apc else ''}status indicator {row.indicator}"
    own = rates.row(AscProcedure, code) or rates.row(AscAncillary, code)
    if own is None:
        return "Addendum EE" if rates.row(AscExcluded, code) else ""
    addendum = "AA" if isinstance(own, AscProcedure) else "BB"
    rate = f", {show_dollars(exact(own.rate))} with surgery" if addendum == "BB" and own.rate else ""
    return f"Addendum {addendum}, indicator {own.indicator}{rate}"
