"""The page of a search that finds nothing, so that no old page stands for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coding.page_key import page_key
from app.coding.pages import Hit, Page, Section, Way, Ways
from app.desktop.reference.welcome import TIPS


def nothing_found_page(typed: str, nearest: Sequence[Hit], on: date) -> Page:
    """What was typed, and what is nearest to it: hits of the other groups, else searches to try."""
    ways = tuple(Way(" ".join(filter(None, (hit.code, hit.label))), hit.key) for hit in nearest)
    part = Ways(ways, label="Nearest", quiet=True) if ways else TIPS
    return Page(
        key=page_key("search", typed),
        kind="start",
        code="Nothing found",
        label="",
        summary=f"Nothing found for “{typed}”.",
        as_of=on,
        sections=(Section("nearest", "", (part,)),),
    )
