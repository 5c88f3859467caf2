"""Asking the library for typed text, whatever state the shelf is in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.coding.errors import InstallationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.coding.library import ReferenceLibrary
    from app.coding.pages import Hit, HitGroup, Results


def find(library: ReferenceLibrary, text: str, limit: int, group: HitGroup | None, on: date) -> Results:
    """The results for a text; where an edition file is damaged, its fault instead of an error."""
    try:
        return library.search(text, limit, group, on)
    except InstallationError as error:
        from app.coding.pages import Results

        return Results((), fault=str(error))


def with_notes(found: Results, notes: Sequence[Hit]) -> Results:
    """The results with the user's own notes behind them."""
    from msgspec.structs import replace

    return replace(found, hits=(*found.hits, *notes)) if notes else found
