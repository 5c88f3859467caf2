"""Pages of the library as a whole: guidance codes side by side, and what is on the shelf."""

from collections.abc import Iterator, Sequence

from app.coding.dates import show_date
from app.coding.editions import Edition
from app.coding.page_key import COVERAGE, compare_key
from app.coding.pages import Fact, FactGrid, Page, Prose, Row, Section, Table
from app.coding.series import SERIES, Need, Setting
from app.coding.sources import Source
from app.coding.words import CONFIDENCES, MODALITIES
from app.library.facts.day import Day
from app.library.pages.code_facts import facts_section, missing_fact
from app.library.pages.code_fees import fee_sets
from app.library.pages.pair_rows import pair_counts
from app.library.shelf.sources import source_of

_FEWEST, _MOST = 2, 5
_NEEDS: dict[Need, str] = {
    "codes": "Codes", "add-ons": "Add-on code edits", "inclusions": "What codes contain",
    "pairs": "PTP edits", "units": "MUEs", "fees": "Fee schedule", "modifiers": "Modifiers",
    "places": "Places of service", "payers": "Payer policies", "diagnoses": "Diagnoses",
}  # fmt: skip
_PAIR_SETTINGS: tuple[Setting, ...] = ("practitioner", "hospital")
_EDITION_HEADS = ("Series", "Edition", "Setting", "From", "To", "Rows", "Imported")
_LEVELS = f"Confidence: {'; '.join(f'{level}, {words}' for level, words in CONFIDENCES.items())}."
_SOURCE_HEADS = ("Source", "Publisher", "Edition", "Read", "Confidence", "License")


def compare_page(day: Day, asked: Sequence[str]) -> Page:
    """Two to five guidance codes side by side, then every guidance code to choose from.

    Of the codes `asked` for, unknown ones are left out; with fewer than two the usual five are shown.
    """
    known = [page.key for page in day.book.pages_of("code")]
    chosen = [code for code in dict.fromkeys(asked) if code in known]
    needle = day.book.needle_guidance()
    usual = [code for code in needle if code in known]
    codes = (chosen if len(chosen) >= _FEWEST else usual)[:_MOST]
    order = {code: place for place, code in enumerate(needle)}
    every = sorted(known, key=lambda code: (order.get(code, len(order)), code))
    sections = (
        Section("compare", "Side by side", (_side_by_side(day, codes),)),
        Section("codes", "Guidance codes", (_all_codes(day, every),)),
    )
    return Page(
        key=compare_key(asked), kind="view", code="", label="Compare guidance codes",
        summary=" ".join(codes), as_of=day.on, sections=sections,
    )  # fmt: skip


def _side_by_side(day: Day, codes: Sequence[str]) -> Table:
    columns = [_grid(day, code) for code in codes]
    rows = []
    for facts in zip(*columns, strict=True):
        cited = tuple(dict.fromkeys(citation for fact in facts for citation in fact.citations))
        rows.append(Row((facts[0].label, *(fact.value or fact.note for fact in facts)), cited))
    return Table(("Fact", *codes), tuple(rows))


def _grid(day: Day, code: str) -> tuple[Fact, ...]:
    parts = facts_section(day, code, day.book.page(code), fee_sets(day, code)).parts
    return tuple(fact for part in parts if isinstance(part, FactGrid) for fact in part.facts)


def _all_codes(day: Day, codes: Sequence[str]) -> Table:
    rows = []
    for code in codes:
        entry = day.book.code(code)
        if entry:
            by = MODALITIES[entry.facts.modality] if entry.facts.modality else "Any"
            rows.append(Row((code, entry.facts.label, by), entry.facts.citations, code))
    return Table(("Code", "Meaning", "By"), tuple(rows))


def coverage_page(day: Day, editions: Sequence[Edition]) -> Page:
    """What answers on the day and what does not, the editions, and every source with its terms."""
    imported = [source_of(edition) for edition in editions if edition.source != "book"]
    sections = [
        Section("missing", "Not covered on this date", (Prose(tuple(_missing(day))),)),
        Section("editions", "Editions", (_editions(editions),)),
        Section("book", "In the book", (_counts(day),)),
        Section("pairs", "PTP edits in the book", (_pair_counts(day),)),
        Section("sources", "Sources", (_sources([*day.book.sources(), *imported]),)),
    ]
    return Page(
        key=COVERAGE, kind="view", code="", label="Sources and coverage",
        summary=f"What answers for a date of service of {show_date(day.on)}, and what does not. {_LEVELS}",
        as_of=day.on,
        sections=tuple(section for section in sections if section.parts != (Prose(()),)),
    )  # fmt: skip


def _missing(day: Day) -> Iterator[Fact]:
    for need, label in _NEEDS.items():
        if need in day.missing:
            yield missing_fact(label, day.why_missing(need))


def _editions(editions: Sequence[Edition]) -> Table:
    return Table(_EDITION_HEADS, tuple(map(_edition_row, editions)), numeric=(5,))


def _edition_row(edition: Edition) -> Row:
    first = show_date(edition.first) if edition.first else "not given"
    last = show_date(edition.last) if edition.last else "open"
    imported = show_date(edition.imported) if edition.imported else "with the program"
    name = (SERIES[edition.source].title, edition.edition, edition.setting or "")
    cited = () if edition.source == "book" else (source_of(edition).cite(),)
    return Row((*name, first, last, f"{edition.rows:,}", imported), cited)


def _counts(day: Day) -> Table:
    book = day.book
    counted = (
        ("Codes", len(book.codes())),
        ("Guidance codes with a page", len(book.pages_of("code"))),
        ("Modifiers", len(book.modifiers())),
        ("Places of service", len(book.places())),
        ("Payers", len(book.payers())),
        ("Disagreements", len(book.conflicts())),
        ("Sources", len(book.sources())),
        ("Rows in all", book.edition.rows),
    )
    rows = tuple(Row((label, f"{count:,}")) for label, count in counted)
    return Table(("What", "Number"), rows, numeric=(1,))


def _pair_counts(day: Day) -> Table:
    """How many PTP edits of each guidance code the book holds, by setting, and where they were read."""
    counts = {(code, setting): count for code, setting, count in pair_counts(day.book)}
    read = tuple(
        source.cite() for series, _, source in day.book.official_sources() if series.name == "ncci-ptp"
    )
    rows = tuple(
        Row((code, *(f"{counts.get((code, setting), 0):,}" for setting in _PAIR_SETTINGS)), read, code)
        for code in sorted({code for code, _ in counts})
    )
    return Table(("Guidance code", "Practitioner", "Hospital"), rows, numeric=(1, 2))


def _sources(sources: Sequence[Source]) -> Table:
    rows = tuple(
        Row(
            (each.title, each.publisher, each.edition, show_date(each.read), each.confidence, each.license),
            (each.cite(),),
        )
        for each in sources
    )
    return Table(_SOURCE_HEADS, rows, filterable=True)
