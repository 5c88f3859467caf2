"""What authored pages say of codes: what is reported together, and where sources disagree."""

from collections.abc import Iterable, Iterator, Mapping

from app.coding.pages import CodeGroups, Disagreement, Page, Part, Table
from app.coding.sources import Citation


def reported_pairs(page: Page | None) -> dict[tuple[str, str], tuple[Citation, ...]]:
    """(procedure, guidance code) as the tables of the page report them together, with the row's citations.

    Empty without a page. Of two rows with the same pair the first counts.
    """
    found: dict[tuple[str, str], tuple[Citation, ...]] = {}
    tables = (part for part in _parts(page) if isinstance(part, Table)) if page else ()
    for table in tables:
        report, guidance = table.columns.index("Report"), table.columns.index("Guidance")
        for row in table.rows:
            for code in row.cells[report].split():
                found.setdefault((code, row.cells[guidance]), row.citations)
    return found


def disagreements_by_code(pages: Iterable[Page]) -> Mapping[str, tuple[Disagreement, ...]]:
    """The entries of the register, in the order of its pages, by each code that a page of it names."""
    found: dict[str, list[Disagreement]] = {}
    for page in pages:
        entries = [part for part in _parts(page) if isinstance(part, Disagreement)]
        groups = (group for part in _parts(page) if isinstance(part, CodeGroups) for group in part.groups)
        for code in {code for group in groups for code in group.codes}:
            found.setdefault(code, []).extend(entries)
    return {code: tuple(entries) for code, entries in found.items() if entries}


def _parts(page: Page) -> Iterator[Part]:
    return (part for section in page.sections for part in section.parts)
