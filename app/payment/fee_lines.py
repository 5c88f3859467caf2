"""Which row of the fee schedule a line is paid by, or why none is: status, component, setting, modifiers.

Source: documentation of the relative value file, its attachment of status and PC/TC values. What a status
means is said in our own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.coding.claim import Claim, Line, place_of
from app.coding.dates import show_date
from app.coding.facts import PlaceFacts
from app.coding.official import FeeRow
from app.coding.rates import Rates
from app.payment.record import LinePayment, State, Step, line_payment

COMPONENTS = ("26", "TC", "53")
ASSISTANTS = frozenset({"80", "81", "82", "AS"})
PAID = frozenset("ART")
ANESTHESIA, CONTRACTOR = "J", "C"
_STATUS: dict[str, tuple[State, str]] = {
    "B": ("packaged", "is bundled: its payment is included in that of other services"),
    "C": ("unknown", "is priced by the contractor"),
    "E": ("unknown", "is excluded from this fee schedule by regulation"),
    "I": ("not-paid", "is not valid for Medicare, which uses another code"),
    "J": ("unknown", "is an anesthesia service; its base units are not in the files that are read"),
    "M": ("not-paid", "is used for reporting only"),
    "N": ("not-paid", "is not covered by Medicare"),
    "P": ("packaged", "is bundled or excluded: this fee schedule pays nothing for it"),
    "X": ("unknown", "is excluded from this fee schedule by law"),
}
_CHANGING = frozenset(
    {"22", "52", "54", "55", "56", "66", "73", "74", "78", "CO", "CQ", "CT", "FX", "FY", "GX", "GY", "GZ"}
)
"""Modifiers that change a payment by a rule that is not calculated here, or ask for a denial."""
_PROCEDURES, _DIAGNOSTIC = frozenset("23"), frozenset("467")
_HOSPITAL = frozenset({"19", "21", "22", "23"})
_INCIDENT_TO = "5"


class FeeLine(NamedTuple):
    """A line with the row that pays it. `number` counts from 1; `facility`: it is paid by that column."""

    number: int
    line: Line
    row: FeeRow
    facility: bool


def find_fee_line(claim: Claim, number: int, rates: Rates, *, qualifying: bool) -> FeeLine | LinePayment:
    """The row that pays a line, or the line without an amount."""
    line = claim.lines[number - 1]
    if not line.code:
        return line_payment(number, line, "not-paid", "The line has no code.")
    changing = sorted(_CHANGING.intersection(line.modifiers))
    if changing:
        return line_payment(
            number, line, "unknown", f"How {changing[0]} changes the amount is not calculated here."
        )
    place = rates.place(place_of(claim, line) or "")
    if place is None:
        return line_payment(
            number, line, "unknown", "The place of service is not stated, so the setting is not known."
        )
    rows = rates.fees(line.code, qualifying=qualifying)
    if not rows:
        edition = rates.cite("pfs-rvu", "", qualifying=qualifying).edition
        return line_payment(number, line, "unknown", f"{line.code} is not in the fee schedule {edition}.")
    row = rows.get(next((each for each in line.modifiers if each in COMPONENTS), ""))
    if row is None:
        return line_payment(
            number, line, "unknown", f"The fee schedule has no row for {line.code} with that component."
        )
    state, why = _why_not(row, place)
    if not why and (superseded := rates.superseded(row.conversion)):
        factor, citation = superseded
        raised = f"a conversion factor that a law raised on {show_date(factor.first)}"
        reason = f"{_name(row)} has {raised}; the release is from before."
        return line_payment(number, line, "unknown", reason, Step(reason, None, citation))
    if not why and (row.facility_na if place.facility else row.office_na):
        state, why = "unknown", _not_there(row, rows, facility=place.facility)
    if why:
        return line_payment(number, line, state, f"{_name(row)} {why}.")
    return FeeLine(number, line, row, place.facility)


class Unranked(NamedTuple):
    """A line that would be ranked among others, for which no amount is known."""

    number: int
    line: Line
    row: FeeRow

    def bears_on(self, other: FeeLine) -> bool:
        """Whether the rank of the other line, and so its share, hangs on this one's amount."""
        one, two = self.row, other.row
        if self.line.practitioner != other.line.practitioner or "ZZZ" in (one.global_days, two.global_days):
            return False
        if {one.multiple, two.multiple} <= _PROCEDURES:
            return True
        same_session = self.line.encounter == other.line.encounter
        family = (one.multiple, one.imaging_family) == (two.multiple, two.imaging_family)
        return one.multiple in _DIAGNOSTIC and family and same_session


def find_unranked(claim: Claim, rates: Rates, *, qualifying: bool) -> list[Unranked]:
    """The lines that are paid, but not by what is calculated here: by a modifier, or by the contractor."""
    found = []
    for number, line in enumerate(claim.lines, start=1):
        part = next((each for each in line.modifiers if each in COMPONENTS), "")
        row = rates.fees(line.code, qualifying=qualifying).get(part) if line.code else None
        if row and (
            row.status == CONTRACTOR or (row.status in PAID and _CHANGING.intersection(line.modifiers))
        ):
            found.append(Unranked(number, line, row))
    return found


def _why_not(row: FeeRow, place: PlaceFacts) -> tuple[State, str]:
    """Why a row pays nothing or no amount is known; "" where it pays."""
    if not row.complete:
        return "unknown", "was imported by an earlier version; import its official file again"
    if row.status not in PAID:
        return _STATUS.get(row.status, ("unknown", f"has status {row.status}, which pays nothing here"))
    if not row.total and not row.total_facility:
        return "unknown", "has no relative values; the contractor prices it"
    if row.component == _INCIDENT_TO and place.code in _HOSPITAL:
        return "not-paid", "is incident to a physician's service and not paid so in a hospital"
    return "paid", ""


def _not_there(row: FeeRow, rows: Mapping[str, FeeRow], *, facility: bool) -> str:
    """That a row has NA where the service is done: of a global service, that its 26 is paid."""
    amount = "facility amount" if facility else "nonfacility amount"
    professional = rows.get("26")
    if row.modifier == "TC":
        return f"has no {amount}: NA in the fee schedule for the technical component"
    if row.modifier or professional is None or professional.status not in PAID:
        where = "in" if facility else "outside"
        return f"has no {amount}: NA in the fee schedule, as it is rarely or never done {where} a facility"
    said = f"has no {amount} for the global service: NA in the fee schedule"
    if professional.facility_na if facility else professional.office_na:
        return said
    return f"{said}. The professional component, {_name(professional)}, has one"


def _name(row: FeeRow) -> str:
    return f"{row.code}-{row.modifier}" if row.modifier else row.code
