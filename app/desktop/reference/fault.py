"""The page in place of one that cannot be read: an edition file is damaged."""

from __future__ import annotations

from datetime import date

from app.coding.page_key import IMPORT
from app.coding.pages import Page, Section, Way, Ways


def fault_page(key: str, sentence: str, on: date) -> Page:
    """Why there is no answer, as the one sentence of the fault, with the way to import the file again."""
    ways = Ways((Way("Import CMS files…", IMPORT),), quiet=True)
    return Page(
        key=key,
        kind="start",
        code="Not answered",
        label="",
        summary=sentence,
        as_of=on,
        sections=(Section("import", "", (ways,)),),
    )
