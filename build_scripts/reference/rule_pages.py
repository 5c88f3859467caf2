"""The page of each rule: its reason, its remedy, its authority and its examples."""

from collections.abc import Iterator, Sequence

from app.coding.claim import Claim
from app.coding.dates import show_date
from app.coding.page_key import page_key
from app.coding.pages import Fact, FactGrid, Page, Prose, Row, Section, Table
from app.coding.sources import Citation
from app.coding.words import BASES, SEVERITIES
from app.rules.engine.rule import Rule
from app.rules.engine.rule_book import show_found
from build_scripts.reference.citing import Citer
from build_scripts.reference.knowledge import Knowledge


def rule_pages(knowledge: Knowledge, citer: Citer, rules: Sequence[Rule]) -> Iterator[Page]:
    """One page a rule, keyed by its slug."""
    for each in rules:
        found = (citer.cite_id(cite.source, cite.locator) for cite in each.citations)
        cited = tuple(citation for citation in found if citation)
        yield Page(
            key=page_key("rule", each.slug),
            kind="rule",
            code=each.id,
            label=each.title,
            summary=each.why,
            as_of=knowledge.book.last,
            sections=_sections(each, cited),
            summary_citations=cited,
        )


def _sections(each: Rule, cited: tuple[Citation, ...]) -> tuple[Section, ...]:
    span = (
        f"from {show_date(each.first)}" if each.first else "",
        f"to {show_date(each.last)}" if each.last else "",
    )
    dates = " ".join(filter(None, span)) or "any"
    grid = (
        Fact(label="Severity", value=SEVERITIES[each.severity], citations=cited),
        Fact(label="Basis", value=BASES[each.basis], citations=cited),
        Fact(label="Name in files", value=each.slug, citations=cited),
        Fact(label="Dates of service", value=dates, citations=cited),
    )
    told = (
        Fact(label="Why", value=each.why, citations=cited),
        Fact(label="To clear", value=each.remedy, citations=cited),
    )
    lines = tuple(
        Row((example.name, _shorthand(example.claim), show_found(example) or "nothing found"))
        for example in each.examples
    )
    return (
        Section("rule", "Rule", (FactGrid(grid), Prose(told))),
        Section("examples", "Examples", (Table(("Case", "Claim", "Result"), lines),), cited),
    )


def _shorthand(claim: Claim) -> str:
    lines = ", ".join(
        "-".join((line.code, *line.modifiers)) + (f" x{line.units}" if line.units > 1 else "")
        for line in claim.lines
    )
    place = f"; POS {claim.place_of_service}" if claim.place_of_service else ""
    return f"{lines or 'no lines'}{place}; {show_date(claim.date_of_service)}"
