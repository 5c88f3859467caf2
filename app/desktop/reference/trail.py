"""Where the reader has been: back and forward over page keys and dates."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import Struct


class Place(Struct, frozen=True):
    """A page that was shown: its key, the date it was shown for, how far it was scrolled."""

    key: str
    on: date
    scroll: int = 0


class Trail(Struct, frozen=True):
    """Places in order, and which is shown. A preview gives way to the next page instead of staying behind.

    >>> from datetime import date
    >>> day = date(2026, 1, 1)
    >>> trail = Trail().visit(Place("77002", day)).visit(Place("77003", day), preview=True)
    >>> trail.visit(Place("77012", day)).back().here().key
    '77002'
    """

    places: tuple[Place, ...] = ()
    at: int = -1
    preview: bool = False

    def here(self) -> Place | None:
        """The place that is shown."""
        return self.places[self.at] if 0 <= self.at < len(self.places) else None

    def visit(self, place: Place, *, preview: bool = False) -> Trail:
        """Go to a place; what was ahead is forgotten, and a preview before it as well."""
        here = self.here()
        if here and (here.key, here.on) == (place.key, place.on):
            return msgspec.structs.replace(self, preview=self.preview and preview)
        before = self.places[: self.at + (0 if self.preview else 1)]
        return Trail((*before, place)[-100:], min(len(before), 99), preview)

    def scrolled(self, scroll: int) -> Trail:
        """Note how far the place shown is scrolled, before leaving it."""
        here = self.here()
        if not here:
            return self
        places = list(self.places)
        places[self.at] = msgspec.structs.replace(here, scroll=scroll)
        return msgspec.structs.replace(self, places=tuple(places))

    def back(self) -> Trail:
        """One place back, if there is one."""
        return Trail(self.places, max(self.at - 1, 0)) if self.places else self

    def forward(self) -> Trail:
        """One place forward, if there is one."""
        return Trail(self.places, min(self.at + 1, len(self.places) - 1)) if self.places else self

    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self.at > 0

    def can_go_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self.at < len(self.places) - 1
