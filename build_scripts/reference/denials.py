"""The numbers of remittances: the table that explains denials, a page each, and the levels of appeal."""

from collections.abc import Iterator

from app.coding.denials import DENIAL_KINDS, AppealLevel, DenialCode, DenialTable
from app.coding.page_key import page_key
from app.coding.pages import Fact, Page, Prose, Row, Section, Table
from build_scripts.reference import rows
from build_scripts.reference.authored_pages import make_page
from build_scripts.reference.citing import Citer
from build_scripts.reference.inserting import record_of
from build_scripts.reference.knowledge import Knowledge


def denial_table(knowledge: Knowledge, citer: Citer) -> DenialTable:
    """Every number and every level of appeal, with their sources."""
    codes = (row.value for row in knowledge.denial_codes)
    levels = (row.value for row in knowledge.appeal_levels)
    return DenialTable(
        codes=tuple(record_of(DenialCode, item, citations=citer.cite(item)) for item in codes),
        levels=tuple(record_of(AppealLevel, item, citations=citer.cite(item)) for item in levels),
    )


def number_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """A page for each number."""
    for row in knowledge.denial_codes:
        item = row.value
        facts = (*_facts(item, citer), *_advice(item.number, knowledge, citer))
        sections = [Section("denial", "Denial", (Prose(facts),))]
        key = page_key("denial", item.number)
        yield make_page(knowledge, key, "denial", item.number, item.label, DENIAL_KINDS[item.kind], sections)


def _facts(item: rows.DenialCodeRow, citer: Citer) -> Iterator[Fact]:
    cited = citer.cite(item)
    for label, value in (("In our words", item.label), ("For guidance services", item.meaning)):
        if value:
            yield Fact(label=label, value=value, citations=cited, confidence=item.confidence)


def _advice(number: str, knowledge: Knowledge, citer: Citer) -> Iterator[Fact]:
    """What the situations say that are known by the number, as CO-236 is."""
    for row in knowledge.denials:
        told = row.value
        if told.code.rpartition("-")[2] == number:
            cited = citer.cite(told)
            yield Fact(label="What to do", value=told.remedy, citations=cited, confidence=told.confidence)


def levels_section(knowledge: Knowledge, citer: Citer) -> Section:
    """The levels of appeal in original Medicare as a table, each with its least amount by year."""
    table = tuple(
        Row(
            (
                str(item.level) if item.level else "",
                item.name,
                item.by,
                f"{item.days} days",
                item.counts_from,
                f"${item.minimum:,} in {item.year}" if item.minimum is not None else "none",
            ),
            citer.cite(item),
        )
        for item in (row.value for row in knowledge.appeal_levels)
    )
    heads = ("Level", "Name", "By", "Within", "Counted from", "Least amount")
    return Section("levels", "Levels of appeal, original Medicare", (Table(heads, table),))
