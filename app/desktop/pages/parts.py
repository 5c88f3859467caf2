"""From the parts of a page record to the blocks that show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.coding.pages import CodeGroups, Disagreement, Fact, FactGrid, Part, Prose, Section, Table, Ways
from app.coding.sources import Citation
from app.desktop.pages.block import PageContext
from app.desktop.pages.code_parts import CodeGroupsBlock
from app.desktop.pages.disagreement_part import DisagreementBlock
from app.desktop.pages.fact_parts import FactGridBlock, FactRowsBlock, is_short
from app.desktop.pages.table_part import TableBlock
from app.desktop.pages.ways_part import WaysBlock
from app.pages.text import FindSource, tag_text

if TYPE_CHECKING:
    from app.desktop.pages.block import Block
    from app.desktop.pages.filter_table import FilterTableBlock
    from app.desktop.pages.note_part import NoteBlock

    AnyBlock = Block | FilterTableBlock | NoteBlock | WaysBlock

# A table of more rows than this has its own filter and copies, whether it asks or not.
_MANY_ROWS = 60
_SHORT_POPOVER = 3


def shared_citations(section: Section, find: FindSource) -> tuple[Citation, ...]:
    """The citations that stand beside a section's title: its own, or those all its items have in common.

    One tag for a section when every item shares it, there is more than one item, and the popover stays short.
    """
    if section.citations:
        return section.citations
    items = [citations for part in section.parts for citations in _citations_of(part)]
    if len(items) > 1 and items[0] and len({tag_text(item, find) for item in items}) == 1:
        together = tuple(dict.fromkeys(citation for item in items for citation in item))
        return together if len(together) <= _SHORT_POPOVER else ()
    return ()


def make_block(
    part: Part, section: Section, shared: tuple[Citation, ...], context: PageContext, parent: QWidget
) -> AnyBlock:
    """The block for a part. `shared` are the citations already beside the section's title."""
    if isinstance(part, FactGrid) and is_short(part.facts):
        return FactGridBlock(context, part.facts, shared, parent)
    if isinstance(part, FactGrid | Prose):
        return FactRowsBlock(context, part.facts, shared, parent, strong=isinstance(part, FactGrid))
    if isinstance(part, CodeGroups):
        return CodeGroupsBlock(context, part.groups, shared, parent)
    if isinstance(part, Disagreement):
        return DisagreementBlock(context, part, parent)
    if isinstance(part, Ways):
        return WaysBlock(context, part, parent)
    if part.filterable or len(part.rows) > _MANY_ROWS:
        from app.desktop.pages.filter_table import FilterTableBlock

        return FilterTableBlock(context, part, parent, section.title)
    return TableBlock(context, part, shared, parent)


def _citations_of(part: Part) -> Iterator[Sequence[Citation]]:
    if isinstance(part, FactGrid | Prose):
        yield from (_cited(fact) for fact in part.facts)
    elif isinstance(part, CodeGroups):
        yield from (group.citations for group in part.groups)
    elif isinstance(part, Table):
        yield from (row.citations for row in part.rows)


def _cited(fact: Fact) -> tuple[Citation, ...]:
    return fact.citations


def is_register(part: Part) -> bool:
    """Whether a part is an entry of the register of conflicts, whose title carries the warning shape."""
    return isinstance(part, Disagreement)
