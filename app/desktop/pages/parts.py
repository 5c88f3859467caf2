"""From the parts of a page record to the blocks that show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.coding.charts import Chart
from app.coding.dates import covers
from app.coding.pages import CodeGroups, Disagreement, Fact, FactGrid, Part, Prose, Section, Table, Ways
from app.coding.sources import Citation
from app.desktop.pages.code_parts import CodeGroupsBlock
from app.desktop.pages.context import PageContext
from app.desktop.pages.disagreement_part import DisagreementBlock
from app.desktop.pages.fact_parts import FactGridBlock, FactRowsBlock, is_short
from app.desktop.pages.table_part import TableBlock
from app.desktop.pages.ways_part import WaysBlock
from app.pages.text import FindSource, tag_text

if TYPE_CHECKING:
    from app.desktop.pages.block import Block
    from app.desktop.pages.filter_table import FilterTableBlock
    from app.desktop.widgets.widget_block import WidgetBlock

    AnyBlock = Block | FilterTableBlock | WidgetBlock

# A table of more rows than this has its own filter and copies, whether it asks or not.
_MANY_ROWS = 60
_FEW_SOURCES = 3
_SEVERAL = 4


def shared_citations(section: Section, find: FindSource, on: date) -> tuple[Citation, ...]:
    """The citations that stand beside a section's title: its own, or those that its items have in common.

    One tag for a section when every item shares it and there is more than one item. Else that of the official
    editions in force `on` the day which most rows stand on, as the release of the year under Payment: what
    differs has its own.
    """
    if section.citations:
        return section.citations
    items = [citations for part in section.parts for citations in _citations_of(part)]
    if len(items) > 1 and items[0] and len({tag_text(item, find) for item in items}) == 1:
        together = _together(items)
        return together if len({cited.source for cited in together}) <= _FEW_SOURCES else ()
    in_rows = (part for part in section.parts if not _is_grid(part))
    return _leading([citations for part in in_rows for citations in _citations_of(part)], find, on)


def _leading(items: Sequence[Sequence[Citation]], find: FindSource, on: date) -> tuple[Citation, ...]:
    """What is cited by the most items that stand on the same few editions in force, if they are several."""
    alike: dict[frozenset[str], list[Sequence[Citation]]] = {}
    for item in items:
        sources = frozenset(cited.source for cited in item)
        if 0 < len(sources) <= _FEW_SOURCES and all(_is_in_force(cited, find, on) for cited in item):
            alike.setdefault(sources, []).append(item)
    most = max(alike.values(), key=len, default=[])
    return _together(most) if len(most) >= _SEVERAL else ()


def _is_in_force(citation: Citation, find: FindSource, on: date) -> bool:
    """Whether a citation is of an official edition that is in force on a day."""
    source = find(citation)
    return source is not None and source.series is not None and covers(source.first, source.last, on)


def _is_grid(part: Part) -> bool:
    """Whether a part is a grid of cells, each with its own tag."""
    return isinstance(part, FactGrid) and is_short(part.facts)


def _together(items: Sequence[Sequence[Citation]]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(cited for item in items for cited in item))


def make_block(
    part: Part, section: Section, shared: tuple[Citation, ...], context: PageContext, parent: QWidget
) -> AnyBlock:
    """The block for a part. `shared` are the citations already beside the section's title."""
    if isinstance(part, FactGrid) and _is_grid(part):
        return FactGridBlock(context, part.facts, shared, parent)
    if isinstance(part, FactGrid | Prose):
        return FactRowsBlock(context, part.facts, shared, parent, strong=isinstance(part, FactGrid))
    if isinstance(part, CodeGroups):
        return _named(CodeGroupsBlock(context, part.groups, shared, parent), section)
    if isinstance(part, Disagreement):
        return DisagreementBlock(context, part, parent)
    if isinstance(part, Chart):
        from app.desktop.pages.chart_part import ChartBlock  # the first page to open has none

        return ChartBlock(context, part, parent)
    if isinstance(part, Ways):
        return WaysBlock(context, part, parent)
    if not isinstance(part, Table):
        raise TypeError(f"nothing shows a part of the kind {type(part).__name__}")
    if part.filterable or len(part.rows) > _MANY_ROWS:
        from app.desktop.pages.filter_table import FilterTableBlock

        return FilterTableBlock(context, part, parent, part.name or section.title)
    return _named(TableBlock(context, part, shared, parent), section)


def _named(block: Block, section: Section) -> Block:
    """A block at whose links Tab stops: it is called as its section."""
    block.setAccessibleName(section.title)
    return block


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
