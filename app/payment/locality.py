"""Where a service is paid: the payment locality of a claim, from its ZIP code, its locality or a default.

Medicare pays by the place of the service. A ZIP code whose four further digits decide has several localities,
and so may a name; none is taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from app.coding.claim import Claim
from app.coding.locality_names import localities_named, localities_of_county
from app.coding.payment_rows import LocalityCounties, ZipLocality, locality_key
from app.coding.rates import Rates
from app.coding.shapes import ZIP_CODE
from app.payment.record import Locality, Stated

EXAMPLES = "60098, 10112-00 or Manhattan"
"""How a place may be typed."""
IN_PLACE_OF_ZIP = "A locality can be given in its place: by number or name, by a county or by the state."
NO_COUNTY = "A county that no locality names is in the rest of its state: give the state."
_KEY = re.compile(r"(\d{4,5})-(\d{1,2})", re.ASCII)


class Where(Struct, frozen=True, gc=False):
    """The locality that a claim is paid in; or why none is known, with those that it may be."""

    locality: Locality | None = None
    why: str = ""
    choices: tuple[Locality, ...] = ()


def split_locality(text: str) -> tuple[str, str] | None:
    """Contractor and number of a payment locality as one types it, None for what is none.

    >>> split_locality("2102-1")
    ('02102', '01')
    """
    match = _KEY.fullmatch(text.strip())
    return (match[1].zfill(5), match[2].zfill(2)) if match else None


def find_locality(claim: Claim, rates: Rates, default: str = "") -> Where:
    """The locality of a claim on its date.

    `default` counts where the claim states none: a ZIP code, or a locality by its number ("10112-00"), its
    name or its state.
    """
    if not rates.localities:
        return Where(why=rates.missing("pfs-gpci"))
    stated = claim.locality
    if stated and stated.carrier and stated.locality:
        return _named(locality_key(stated.carrier, stated.locality), rates, "locality")
    if stated and stated.zip:
        return _of_zip(stated.zip[:5], rates)
    if match := ZIP_CODE.fullmatch(default):
        return _of_zip(match[1], rates)
    if parts := split_locality(default):
        return _named(locality_key(*parts), rates, "default")
    if default:
        return _of_name(default, rates)
    return Where(why="The payment locality is not known: give a ZIP code, a locality or a state.")


def _named(key: str, rates: Rates, stated: Stated) -> Where:
    if key not in rates.localities:
        return Where(why=f"{key} is not a payment locality in {rates.cite('pfs-gpci', key).edition}.")
    return Where(_to_locality(key, rates, stated))


def _of_name(name: str, rates: Rates) -> Where:
    keys = localities_named(name, rates.localities)
    if len(keys) == 1:
        return Where(_to_locality(keys[0], rates, "default"))
    if keys:
        why = f"“{name}” is {len(keys)} payment localities. Choose the locality."
        return Where(None, why, tuple(_to_locality(key, rates, "locality") for key in keys))
    if keys := localities_of_county(name, counties_by_key(rates)):
        many = "a payment locality" if len(keys) == 1 else f"{len(keys)} payment localities"
        others = "in other states a county may have the same name"
        why = f"“{name}” is a county of {many}; {others}. Choose the locality."
        return Where(None, why, tuple(_to_locality(key, rates, "locality") for key in keys))
    neither = f"{name} is neither a ZIP code nor a payment locality, by number or by name: {EXAMPLES}."
    return Where(why=f"{neither} {NO_COUNTY}")


def _of_zip(code: str, rates: Rates) -> Where:
    if not rates.has("pfs-zip"):
        return Where(why=f"{rates.missing('pfs-zip')} {IN_PLACE_OF_ZIP}")
    found = rates.rows(ZipLocality, code)
    edition = rates.cite("pfs-zip", code).edition
    if not found:
        return Where(why=f"ZIP code {code} is not in the ZIP code file of {edition}.")
    keys = {row.locality for row in found}
    if len(keys) == 1 and not found[0].plus_four:
        return _named(found[0].locality, rates, "zip")
    why = f"ZIP code {code} lies in more than one payment locality; its ZIP+4 digits decide."
    return Where(None, f"{why} Choose the locality.", _choices(keys, rates))


def counties_by_key(rates: Rates) -> dict[str, str]:
    """The counties of each locality of the date, as the file prints them."""
    return {
        key: "; ".join(row.counties for row in rates.rows(LocalityCounties, key)) for key in rates.localities
    }


def _choices(keys: Iterable[str], rates: Rates) -> tuple[Locality, ...]:
    """The localities of the states that some localities are in, those first."""
    first = [key for key in sorted(keys) if key in rates.localities]
    states = {rates.localities[key].state for key in first}
    others = sorted(key for key, row in rates.localities.items() if row.state in states)
    return tuple(_to_locality(key, rates, "locality") for key in dict.fromkeys((*first, *others)))


def _to_locality(key: str, rates: Rates, stated: Stated) -> Locality:
    row = rates.localities[key]
    counties = "; ".join(each.counties for each in rates.rows(LocalityCounties, key))
    return Locality(key, row.name.title(), row.state, stated, counties.title())
