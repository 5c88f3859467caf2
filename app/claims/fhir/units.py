"""What the quantity of a FHIR line counts: services, minutes, or something that no unit of a claim is."""

from decimal import Decimal
from typing import NamedTuple

from app.claims.fhir import values
from app.claims.fhir.resources import Item
from app.coding.errors import InputError

SERVICES = "3"
"""The one value of the CMS indicator of units (CLM-MTUS-IND-CD) that means services."""
FRACTION = "a fraction of a unit"
_INDICATOR = "CLM-MTUS-IND-CD"
_MINUTES = {"min", "minute", "minutes", "mj"}
_MEASURES = {
    *("ml", "l", "mg", "g", "kg", "ug", "mcg", "h", "hr", "hour", "hours"),
    *("[mi_us]", "mi", "mile", "miles"),
}
_OTHERS = "its quantity counts minutes, miles or something else than services; one unit is taken"


class Counted(NamedTuple):
    """Units, and minutes where the quantity counts those. `why` they cannot be counted; then `units` is 0."""

    units: int
    minutes: int | None = None
    why: str = ""


def count(item: Item, notes: list[str]) -> Counted:
    """What a line counts; `notes` takes what must be said. Raises InputError for what is no number."""
    quantity = item.quantity
    value = _number(item)
    written = (quantity.code or quantity.unit) if quantity else None
    measure = written.strip().lower() if written else ""
    if (item.extension and _indicator(item) != SERVICES) or measure in _MEASURES:
        notes.append(_OTHERS)
        return Counted(1)
    if value is None:
        notes.append("no units are given; one unit is taken")
        return Counted(1)
    if value != value.to_integral_value():
        return Counted(0, why=FRACTION)
    if measure in _MINUTES:
        notes.append("its quantity counts minutes; one unit is taken")
        return Counted(1, int(value) or None)
    if not value and bytes(item.adjudication) != b"null":
        notes.append("the payer counts no unit of it; one unit is taken")
        return Counted(1)
    if not value:
        return Counted(0, why="0 units")
    return Counted(int(value))


def _number(item: Item) -> Decimal | None:
    try:
        return values.number(item.quantity.value) if item.quantity else None
    except InputError as error:
        raise InputError(f"the quantity {error}") from None


def _indicator(item: Item) -> str:
    """The indicator of CMS of what a quantity counts; that of services where there is none."""
    found = (
        each.value_coding.code
        for each in item.extension or ()
        if each and each.value_coding and (each.url or "").upper().endswith(_INDICATOR)
    )
    return next(found, None) or SERVICES
