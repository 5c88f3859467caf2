"""What the decision table reports together, read from its page."""

from collections.abc import Iterator

from app.coding.pages import Page, Table
from app.coding.sources import Citation


def reported_pairs(page: Page | None) -> dict[tuple[str, str], tuple[Citation, ...]]:
    """(procedure, guidance code) as the tables of the page report them together, with the row's citations.

    Empty without a page. Of two rows with the same pair the first counts.
    """
    found: dict[tuple[str, str], tuple[Citation, ...]] = {}
    for table in _tables(page) if page else ():
        report, guidance = table.columns.index("Report"), table.columns.index("Guidance")
        for row in table.rows:
            for code in row.cells[report].split():
                found.setdefault((code, row.cells[guidance]), row.citations)
    return found


def _tables(page: Page) -> Iterator[Table]:
    for section in page.sections:
        for part in section.parts:
            if isinstance(part, Table):
                yield part
