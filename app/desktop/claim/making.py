"""The form's blocks made a part at a time, so that a key typed meanwhile waits for one part at most."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from app.coding.facts import PlaceFacts
from app.coding.payers import PayerFacts
from app.desktop.claim.blocks import DocumentationBlock, EncounterBlock
from app.desktop.claim.lines_block import LinesBlock
from app.desktop.look.look import Look

Made = TypeVar("Made")


class FormBlocks(NamedTuple):
    """What the form shows one below the other. They have no parent until the form takes them."""

    encounter: EncounterBlock
    lines: LinesBlock
    documentation: DocumentationBlock


def make_blocks(
    look: Look,
    label_of: Callable[[str], str],
    places: Sequence[PlaceFacts],
    payers: Sequence[PayerFacts],
    today: Callable[[], date],
) -> Generator[None, None, FormBlocks]:
    """Make the blocks, a part with each step; gives them in the end."""
    encounter = EncounterBlock(look)
    yield from encounter.build(places, payers, today)
    documentation = DocumentationBlock(look)
    yield from documentation.build()
    lines = LinesBlock(look, label_of)
    yield
    return FormBlocks(encounter, lines, documentation)


def finish(steps: Generator[None, None, Made]) -> Made:
    """Take all steps at once; gives what they made."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            made: Made = done.value
            return made
