"""The ZIP code or locality that is remembered, and what the code of a page pays there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.coding.library import PricedLibrary
from app.coding.locality_names import localities_offered
from app.coding.pages import Amounts, Page, Part
from app.coding.shapes import ZIP_CODE
from app.desktop.user_data.store import UserDataStore
from app.payment.code_amounts import place_of_code
from app.payment.code_page import amount_parts, with_amounts
from app.payment.locality import Where, counties_by_key
from app.payment.record import Locality

PLACE_SETTING = "pay_place"
"""The ZIP code or locality that was typed last is remembered; it is of no patient."""


def is_one_place(typed: str, where: Where) -> bool:
    """Whether what is typed means a place: a locality, a ZIP code of several, or all of a state.

    A part of a name that localities of several states have in common means none. Nothing typed is one.
    """
    of_one = typed[:1].isdigit() or len({each.state for each in where.choices}) == 1
    return not typed or where.locality is not None or (bool(where.choices) and of_one)


def to_remember(typed: str, meant: Locality | None) -> str:
    """The number of a locality that was typed by name: it holds on other dates too; else what was typed."""
    return meant.key if typed and meant is not None and meant.stated == "default" else typed


class CodePayments:
    """What codes pay in the remembered place, by the library of the moment."""

    def __init__(self, library: PricedLibrary, store: UserDataStore, default: str = "") -> None:
        """`default`: the place that an administrator set, where the user typed none."""
        self._library = library
        self._store = store
        self._default = default

    def place(self) -> str:
        """The place as it was typed."""
        return str(self._store.setting(PLACE_SETTING, self._default))

    def take(self, place: str, on: date) -> Where:
        """What a typed place means on a date; it is remembered where it means one, or was cleared."""
        where = place_of_code(place, on, self._library)
        if is_one_place(place, where):
            self._store.set_setting(PLACE_SETTING, to_remember(place, where.locality))
        return where

    def knows(self, place: str, on: date) -> bool:
        """Whether a text means a locality, several, or is a ZIP code; nothing is remembered."""
        where = place_of_code(place, on, self._library)
        return bool(where.locality or where.choices) or ZIP_CODE.fullmatch(place) is not None

    def parts(self, asked: Amounts, place: str, on: date) -> Iterator[Part | None]:
        """What the code of a page pays in a place, as `amount_parts` makes it."""
        return amount_parts(asked, on, place, self._library)

    def fill(self, page: Page) -> Page:
        """The page with what its code pays in the remembered place, for paper and the clipboard."""
        return with_amounts(page, self.place(), self._library)

    def find(self, text: str, on: date) -> tuple[str, ...]:
        """The localities to offer for a text: by the beginning of the key, by name, state or county."""
        rates = self._library.rates_on(on)
        return localities_offered(text, rates.localities, lambda: counties_by_key(rates))

    def name(self, key: str, on: date) -> str:
        """What a locality is called."""
        row = self._library.rates_on(on).localities.get(key)
        return f"{row.name.title()}, {row.state}" if row else ""
