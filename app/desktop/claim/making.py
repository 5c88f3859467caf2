"""The form in its view, made a part at a time, so that a key typed meanwhile waits for one part at most."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.coding.facts import PlaceFacts
from app.coding.payers import PayerFacts
from app.desktop.claim.blocks import EncounterBlock
from app.desktop.claim.documentation_block import DocumentationBlock
from app.desktop.claim.form import FormBlocks
from app.desktop.claim.lines_block import LinesBlock
from app.desktop.claim.view import ClaimView
from app.desktop.look.look import Look

Made = TypeVar("Made")


def make_view(
    look: Look,
    label_of: Callable[[str], str],
    places: Sequence[PlaceFacts],
    payers: Sequence[PayerFacts],
    today: Callable[[], date],
    parent: QWidget | None = None,
) -> Generator[None, None, ClaimView]:
    """Make the blocks of a form and then its view, a part with each step; gives the view in the end."""
    encounter = EncounterBlock(look)
    yield from encounter.build(places, payers, today)
    documentation = DocumentationBlock(look)
    yield from documentation.build(payers)
    lines = LinesBlock(look, label_of)
    yield
    return ClaimView(look, FormBlocks(encounter, lines, documentation), today, parent)


def finish(steps: Generator[None, None, Made]) -> Made:
    """Take all steps at once; gives what they made."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            made: Made = done.value
            return made
