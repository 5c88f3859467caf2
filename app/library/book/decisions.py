"""What authored pages say of codes: what is reported together, and where sources disagree."""

from collections.abc import Iterable, Iterator, Mapping

from app.coding.decisions import Decision
from app.coding.pages import CodeGroups, Disagreement, Page, Part, Table
from app.coding.sources import Citation
from app.coding.words import MODALITIES, Modality


def reported_pairs(page: Page | None) -> dict[tuple[str, str], tuple[Citation, ...]]:
    """(procedure, guidance code) as the tables of the page report them together, with the row's citations.

    Empty without a page. Of two rows with the same pair the first counts.
    """
    found: dict[tuple[str, str], tuple[Citation, ...]] = {}
    for table in _tables(page):
        report, guidance = table.columns.index("Report"), table.columns.index("Guidance")
        for row in table.rows:
            for code in row.cells[report].split():
                found.setdefault((code, row.cells[guidance]), row.citations)
    return found


def decision_rows(page: Page | None) -> tuple[Decision, ...]:
    """The rows of the page, in their order."""
    methods: dict[str, Modality] = {words: method for method, words in MODALITIES.items()}
    found: list[Decision] = []
    for table in _tables(page):
        places = [table.columns.index(name) for name in ("Target", "Imaging", "Report", "Guidance", "Note")]
        for row in table.rows:
            target, imaging, report, guidance, note = (row.cells[at] for at in places)
            codes = tuple(report.split())
            code = guidance if guidance in codes else ""
            found.append(Decision(target, methods[imaging], codes, code, note, row.citations))
    return tuple(found)


def disagreements_by_code(pages: Iterable[Page]) -> Mapping[str, tuple[Disagreement, ...]]:
    """The entries of the register, in the order of its pages, by each code that a page of it names."""
    found: dict[str, list[Disagreement]] = {}
    for page in pages:
        entries = [part for part in _parts(page) if isinstance(part, Disagreement)]
        groups = (group for part in _parts(page) if isinstance(part, CodeGroups) for group in part.groups)
        for code in {code for group in groups for code in group.codes}:
            found.setdefault(code, []).extend(entries)
    return {code: tuple(entries) for code, entries in found.items() if entries}


def _tables(page: Page | None) -> Iterator[Table]:
    return (part for part in _parts(page) if isinstance(part, Table)) if page else iter(())


def _parts(page: Page) -> Iterator[Part]:
    return (part for section in page.sections for part in section.parts)
