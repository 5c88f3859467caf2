"""Where a service was rendered, as articles go by place: by contractor number, or by state.

A contractor's number is the carrier of the ZIP code file. Some states are cut into parts in the Medicare
Coverage Database; who names the state means all of them.
"""

from __future__ import annotations

import re

from msgspec import Struct

from app.coding.article_parts import ArticleContractor
from app.coding.locality_names import localities_named
from app.coding.payment_rows import ZipLocality
from app.coding.rates import Rates
from app.coding.shapes import ZIP_CODE

_STATE = re.compile(r"[A-Z]{2}", re.ASCII)
_CONTRACTOR = re.compile(r"\d{4,5}", re.ASCII)
_LOCALITY = re.compile(r"(\d{4,5})-\d{1,2}", re.ASCII)


class Place(Struct, frozen=True):
    """A place in words, with the contractor or the states that it means; neither: everywhere.

    `why`: why the place is not known; nothing can be checked then. `note`: what else must be said of it.
    `by_carrier`: the contractor is the carrier of a ZIP code or a payment locality, which pays practitioners.
    """

    text: str = "all contractors"
    contractor: str = ""
    states: tuple[str, ...] = ()
    why: str = ""
    note: str = ""
    by_carrier: bool = False

    def is_of(self, contractor: ArticleContractor) -> bool:
        """Whether a contractor's articles count here."""
        if self.contractor:
            return contractor.number == self.contractor
        return not self.states or any(state in self.states for state in contractor.states)


def of_state(typed: str, rates: Rates) -> Place | None:
    """The place of a state of two letters with its parts, None for what is no two letters."""
    state = typed.strip().upper()
    if not _STATE.fullmatch(state):
        return None
    known = rates.states
    is_known = state in known or any(state in parts for parts in known.values())
    note = "" if is_known else f"{state} is not a state, territory or part of one: is it misspelled?"
    return Place(text=state, states=(state, *known.get(state, ())), note=note)


def of_contractor(typed: str) -> Place | None:
    """The place of a contractor's number, None for what is none."""
    number = typed.strip()
    if not _CONTRACTOR.fullmatch(number):
        return None
    return Place(text=f"contractor {number.zfill(5)}", contractor=number.zfill(5))


def of_locality(typed: str) -> Place | None:
    """The place of the contractor of a payment locality ("06102-16"), None for what is none."""
    match = _LOCALITY.fullmatch(typed.strip())
    return _of_carrier(match[1].zfill(5), f"payment locality {match[0]}") if match else None


def _of_carrier(number: str, paid_in: str) -> Place:
    """The place of the contractor that a payment locality begins with: the carrier that pays in it."""
    return Place(text=f"contractor {number}, which pays in {paid_in}", contractor=number, by_carrier=True)


def of_name(typed: str, rates: Rates) -> Place | None:
    """The place of the payment localities of a name ("Manhattan"): their contractor, or else their state.

    None where no locality is called so, or those of several states are.
    """
    known = rates.localities
    keys = localities_named(typed, known)
    carriers = {key.partition("-")[0] for key in keys}
    states = {known[key].state for key in keys}
    if len(carriers) == 1:
        named = f"the payment localities called {typed.title()}"
        one = f"payment locality {keys[0]} {known[keys[0]].name.title()}"
        return _of_carrier(carriers.pop(), one if len(keys) == 1 else named)
    return of_state(states.pop(), rates) if len(states) == 1 else None


def of_zip(typed: str, rates: Rates) -> Place | None:
    """The place of a ZIP code by the ZIP code file in force, None for what is none."""
    match = ZIP_CODE.fullmatch(typed.strip())
    if not match:
        return None
    code = match[1]
    text = f"ZIP code {code}"
    if not rates.has("pfs-zip"):
        return Place(text=text, why=rates.missing("pfs-zip"))
    edition = rates.cite("pfs-zip", code).edition
    found = rates.rows(ZipLocality, code)
    carriers = {row.locality.partition("-")[0] for row in found}
    if len(carriers) != 1:
        why = f"belongs to {len(carriers)} contractors" if carriers else "is not"
        return Place(text=text, why=f"{text} {why} in the ZIP code file of {edition}. Give the contractor.")
    (carrier,) = carriers
    split = any(row.plus_four for row in found)
    note = f"{text} is split by its ZIP+4 digits; most of it belongs to contractor {carrier}."
    return Place(
        text=f"{text}, contractor {carrier} (ZIP codes {edition})",
        contractor=carrier,
        note=note if split else "",
        by_carrier=True,
    )
