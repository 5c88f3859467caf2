"""Pages of codes that only an imported edition knows: diagnoses, HCPCS codes and rows of the fee schedule."""

from collections.abc import Iterator

from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.official import HcpcsCode
from app.coding.page_key import parse_key
from app.coding.pages import Fact, FactGrid, Page, Section
from app.coding.series import SeriesName
from app.coding.sources import Citation
from app.library.facts.day import Day
from app.library.pages.code_facts import STATUS
from app.library.pages.code_fees import fee_sets, payment
from app.library.pages.code_tables import guidance_codes, with_guidance
from app.library.pages.pair_rows import pair_edits
from app.library.shelf.sources import source_of

_CODE_LENGTH = 5


def shelf_page(day: Day, key: str) -> Page | None:
    """The page of "diagnosis:M16.11", "hcpcs:J1030" or a five-character code; None when no edition knows it.

    The edition that covers the day answers, else the newest, and then the page says so.
    """
    named = parse_key(key)
    code = named.name.upper()
    if named.kind == "diagnosis":
        return _diagnosis_page(day, key, code)
    if named.kind == "hcpcs":
        return _hcpcs_page(day, key, code)
    if named.kind != "code" or len(code) != _CODE_LENGTH:
        return None
    return _hcpcs_page(day, key, code) or _fee_page(day, code) or _diagnosis_page(day, key, code)


def _edition(day: Day, series: SeriesName) -> Edition | None:
    return day.editions.get(series) or day.shelf.newest(series)


def _note(day: Day, edition: Edition) -> str:
    """That the edition does not cover the day, when it does not."""
    if day.editions.get(edition.source) == edition:
        return ""
    return f"{edition.edition} does not cover {show_date(day.on)}; no edition on the shelf does."


def _diagnosis_page(day: Day, key: str, code: str) -> Page | None:
    edition = _edition(day, "icd10cm")
    row = day.shelf.diagnosis(edition, code) if edition else None
    if edition is None or row is None:
        return None
    cited = (source_of(edition).cite(row.dotted),)
    value = "Billable" if row.billable else "A heading: use a code with more characters"
    fact = Fact(label="Use", value=value, note=_note(day, edition), citations=cited)
    return _page(day, key, "diagnosis", (row.dotted, row.label), (_facts(fact),), cited)


def _hcpcs_page(day: Day, key: str, code: str) -> Page | None:
    edition = _edition(day, "hcpcs")
    row = day.shelf.hcpcs(edition, code) if edition else None
    if edition is None or row is None:
        return None
    cited = (source_of(edition).cite(row.code),)
    sections = [_facts(*_hcpcs_facts(row, _note(day, edition), cited))]
    if len(row.code) == _CODE_LENGTH:
        sections += [with_guidance(day, row.code), pair_edits(day, row.code, guidance_codes(day.book))]
        sections.append(payment(day, row.code, fee_sets(day, row.code)))
    kind = "hcpcs" if len(row.code) == _CODE_LENGTH else "modifier"
    return _page(day, key, kind, (row.code, row.label), tuple(sections), cited)


def _hcpcs_facts(row: HcpcsCode, note: str, cited: tuple[Citation, ...]) -> Iterator[Fact]:
    yield Fact(label="Text", value=row.text or row.label, note=note, citations=cited)
    if row.coverage:
        yield Fact(label="Coverage code", value=row.coverage, citations=cited)
    if row.first:
        yield Fact(label="Valid from", value=show_date(row.first), citations=cited)
    if row.last:
        yield Fact(label="Valid to", value=show_date(row.last), citations=cited)


def _fee_page(day: Day, code: str) -> Page | None:
    edition = _edition(day, "pfs-rvu")
    rows = day.shelf.fees(edition, code) if edition else {}
    if edition is None or not rows:
        return None
    cited = (source_of(edition).cite(code),)
    row = next(iter(rows.values()))
    fact = Fact(
        label="Status", value=STATUS.get(row.status, row.status), note=_note(day, edition), citations=cited
    )
    sections = (
        _facts(fact),
        with_guidance(day, code),
        pair_edits(day, code, guidance_codes(day.book)),
        payment(day, code, fee_sets(day, code)),
    )
    return _page(day, code, "code", (code, day.shelf.wording(code) or ""), sections, cited)


def _facts(*facts: Fact) -> Section:
    return Section("facts", "Facts", (FactGrid(facts),))


def _page(
    day: Day,
    key: str,
    kind: str,
    name: tuple[str, str],
    sections: tuple[Section, ...],
    cited: tuple[Citation, ...],
) -> Page:
    code, label = name
    return Page(
        key=key, kind=kind, code=code, label=label, summary="", as_of=day.on,
        sections=tuple(section for section in sections if section.parts), summary_citations=cited,
    )  # fmt: skip
