"""The numbers of remittances: the table that explains denials, a page each, and the steps of appeal."""

from collections.abc import Iterator

from app.coding.denials import DENIAL_KINDS, AppealStep, DenialCode, DenialTable
from app.coding.page_key import page_key
from app.coding.pages import Fact, Page, Prose, Row, Section, Table
from app.coding.sentences import count_of
from build_scripts.reference import denial_rows
from build_scripts.reference.authored_pages import make_page
from build_scripts.reference.citing import Citer
from build_scripts.reference.inserting import record_of
from build_scripts.reference.knowledge import Knowledge


def denial_table(knowledge: Knowledge, citer: Citer) -> DenialTable:
    """Every number and every step of appeal, with their sources."""
    codes = (row.value for row in knowledge.denial_codes)
    steps = (row.value for row in knowledge.appeal_steps)
    return DenialTable(
        codes=tuple(record_of(DenialCode, item, citations=citer.cite(item)) for item in codes),
        steps=tuple(record_of(AppealStep, item, citations=citer.cite(item)) for item in steps),
    )


def number_pages(knowledge: Knowledge, citer: Citer) -> Iterator[Page]:
    """A page for each number."""
    for row in knowledge.denial_codes:
        item = row.value
        facts = (*_facts(item, citer), *_advice(item.number, knowledge, citer))
        sections = [Section("denial", "Denial", (Prose(facts),))]
        key = page_key("denial", item.number)
        yield make_page(knowledge, key, "denial", item.number, item.label, DENIAL_KINDS[item.kind], sections)


def _facts(item: denial_rows.DenialCodeRow, citer: Citer) -> Iterator[Fact]:
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


def steps_section(knowledge: Knowledge, citer: Citer) -> Section:
    """The steps of appeal in original Medicare as a table, each with its least amount by year."""
    table = tuple(
        Row(
            (
                str(item.level or ""),
                item.name,
                item.by,
                _open_for(item),
                item.counts_from,
                f"${item.minimum:,} in {item.year}" if item.minimum is not None else "none",
            ),
            citer.cite(item),
        )
        for item in (row.value for row in knowledge.appeal_steps)
    )
    heads = ("Level", "Name", "By", "Within", "Counted from", "Least amount")
    return Section("levels", "Levels of appeal, original Medicare", (Table(heads, table),))


def _open_for(item: denial_rows.AppealStepRow) -> str:
    """How long a step is open: "120 days", "1 year, with good cause 4 years"."""
    if item.days:
        return f"{item.days} days"
    cause = f", with good cause {count_of(item.years_with_cause, 'year')}" if item.years_with_cause else ""
    return f"{count_of(item.years, 'year')}{cause}"
