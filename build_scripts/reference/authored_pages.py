"""Pages written by hand in data/: guidance codes and topics."""

from collections.abc import Iterator, Sequence

from app.coding.page_key import MAIN_CODE, SHARED
from app.coding.pages import CodeGroup, CodeGroups, Fact, FactGrid, Page, Part, Prose, Row, Section, Table
from app.coding.sources import Citation
from build_scripts.reference import page_rows, rows
from build_scripts.reference.citing import Citer
from build_scripts.reference.disagreements import disagreements_of
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.payer_sections import payer_sections
from build_scripts.reference.shared_sections import (
    documentation_section,
    modifier_table,
    supplement,
)


def make_page(
    knowledge: Knowledge,
    key: str,
    kind: str,
    code: str,
    label: str,
    summary: str,
    sections: Sequence[Section],
    citations: tuple[Citation, ...] = (),
) -> Page:
    """A page as of the last day of the book, without its empty sections."""
    return Page(
        key=key,
        kind=kind,
        code=code,
        label=label,
        summary=summary,
        as_of=knowledge.book.last,
        sections=tuple(section for section in sections if section.parts),
        summary_citations=citations,
    )


def _authored(page: page_rows.PageRow, citer: Citer) -> list[Section]:
    return [
        Section(item.id, item.title, tuple(_parts(item, citer)), _shared(item, citer))
        for item in page.section
    ]


def _shared(item: page_rows.SectionRow, citer: Citer) -> tuple[Citation, ...]:
    """The tags beside the title, where the section's parts lean on them."""
    parts = (*item.fact, *item.group, *item.table)
    leaning = any(not part.source and not _missing(part) for part in parts)
    return citer.cite(item) if leaning else ()


def _missing(part: rows.Cited) -> bool:
    """Whether a fact says that nothing was found: then there is no source to name, not even the section's."""
    return isinstance(part, page_rows.FactRow) and part.state == "missing"


def _parts(item: page_rows.SectionRow, citer: Citer) -> Iterator[Part]:
    facts = tuple(
        Fact(
            label=fact.label,
            value=fact.value,
            note=fact.note,
            citations=() if _missing(fact) and not fact.source else citer.cite_or(fact, item),
            state=fact.state,
            confidence=fact.confidence,
            first=fact.first,
            last=fact.last,
        )
        for fact in item.fact
    )
    if facts:
        yield FactGrid(facts) if item.style == "grid" else Prose(facts)
    if item.group:
        yield CodeGroups(
            tuple(
                CodeGroup(group.label, group.codes, group.note, group.disputed, citer.cite_or(group, item))
                for group in item.group
            )
        )
    for table in item.table:
        own = [citer.cite(rows.Cited(source=source)) for source in table.row_sources] or [
            citer.cite_or(table, item)
        ] * len(table.rows)
        lines = tuple(Row(cells, cited) for cells, cited in zip(table.rows, own, strict=True))
        yield Table(table.columns, lines, table.numeric, table.filterable)


def guidance_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """The authored part of every guidance code, and the page of the sections that they share."""
    labels = {row.value.code: row.value.label for row in knowledge.codes}
    for row in knowledge.guidance:
        item = row.value
        sections = [
            *_authored(item, citer),
            supplement(knowledge, citer) if item.key == MAIN_CODE else Section("", "", ()),
            disagreements_of(knowledge, citer, item.key),
        ]
        yield make_page(
            knowledge,
            item.key,
            "guidance",
            item.key,
            labels[item.key],
            item.summary,
            sections,
            citer.cite(item),
        )

    shared = [
        modifier_table(knowledge, citer, folded=True),
        documentation_section(knowledge, citer),
        *payer_sections(knowledge, citer),
    ]
    yield make_page(knowledge, SHARED, "guidance", "", "", "", shared)


def topic_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """The page of every topic file."""
    for row in knowledge.topics:
        item = row.value
        yield make_page(
            knowledge,
            item.key,
            "topic",
            "",
            item.title,
            item.summary,
            _authored(item, citer),
            citer.cite(item),
        )
