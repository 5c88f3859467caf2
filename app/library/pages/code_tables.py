"""The tables on a code's page: which code, answers with guidance, PTP edits, contents, denials."""

from app.coding.dates import covers
from app.coding.facts import Inclusion
from app.coding.pages import Fact, FactGrid, Prose, Row, Section, Table
from app.coding.sources import Citation
from app.coding.words import MODALITIES
from app.library.book.book import Book
from app.library.facts.day import Day
from app.library.pages.answer import short_answer
from app.library.pages.code_facts import book_units
from app.library.pages.code_fees import NOT_HELD, fee_sets, show_rvu

_WHICH_HEADS = ("Code", "Steers", "By", "Add-on", "MUE", "Total RVU, 26", "Total RVU, global")
_ADD_ON = {"1": "type 1, closed list", "2": "type 2, contractor", "3": "type 3, not closed"}
_GROUNDS = {
    "wording": "the code's own wording",
    "cpt-instruction": "CPT instruction",
    "arthrography": "arthrography S&I",
    "pair-edit": "NCCI PTP edit",
}


def which(day: Day, code: str) -> Section:
    """The needle guidance codes side by side; the row of the page's own code is marked."""
    rows = tuple(_which_row(day, each, marked=each == code) for each in day.book.needle_guidance())
    return Section("which", "Which guidance code", (Table(_WHICH_HEADS, rows, numeric=(4, 5, 6)),))


def _which_row(day: Day, code: str, *, marked: bool) -> Row:
    facts = day.code(code)
    by = MODALITIES[facts.modality] if facts and facts.modality else ""
    listing = day.sources.get("ncci-aoc")
    add_on = _ADD_ON.get((facts.add_on_type if facts else None) or "", "no")
    if "add-ons" in day.missing or listing is None:
        add_on = "not on the shelf"
    citations = [] if listing is None else [listing.cite(code)]
    units, cited = _units(day, code)
    reading, whole, priced = _totals(day, code)
    every = (*priced, *citations, *cited) or (facts.citations if facts else ())
    cells = (code, day.book.guidance().codes[code].steers, by, add_on, units, reading, whole)
    return Row(cells, _one_a_source(every), code, marked)


def _one_a_source(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple({cited.source: cited for cited in reversed(citations)}.values())[::-1]


def _units(day: Day, code: str) -> tuple[str, tuple[Citation, ...]]:
    if day.has_whole("ncci-mue"):
        limit = day.about(code).units
        cited = (day.sources["ncci-mue"].cite(code),)
        return str(limit.value) if limit else "none published", cited
    found = book_units(day, code)
    return (str(found[0].value), found[1][:1]) if found else (NOT_HELD, ())


def _totals(day: Day, code: str) -> tuple[str, str, tuple[Citation, ...]]:
    """Total RVU with 26 and whole, of the day's own year only."""
    current = next((each for each in fee_sets(day, code) if each.current), None)
    if current is None:
        return NOT_HELD, NOT_HELD, ()
    reading, read_at = current.rows.get("26", (None, ()))
    whole, whole_at = current.rows.get("", (None, ()))
    totals = [show_rvu(row.total if row else None) for row in (reading, whole)]
    return totals[0], totals[1], (*whole_at, *read_at)


def with_guidance(day: Day, code: str) -> Section:
    """The answer for the code with each guidance code, as a look-up of the two codes gives it."""
    rows = []
    for guidance in guidance_codes(day.book):
        if guidance != code:
            answer = short_answer(day, code, guidance)
            cells = (guidance, answer.full_headline(), answer.sentence)
            rows.append(Row(cells, answer.citations, guidance, is_open=bool(answer.unread())))
    return Section("with", "With guidance", (Table(("Guidance", "Answer", "Why"), tuple(rows)),))


def guidance_codes(book: Book) -> tuple[str, ...]:
    """The guidance codes to look at beside a procedure: those for needles, then fluoroscopy alone."""
    return (*book.needle_guidance(), *sorted(book.guidance().fluoroscopy_alone))


def contains(day: Day, code: str) -> Section | None:
    """What guidance the code contains, on any date, and on whose word; None when no source says it does.

    Not what rests on a PTP edit that a whole table imported for the day does not have.
    """
    every = day.book.inclusions(code)
    stands_today = {(row.guidance, row.ground) for row in day.in_force(every)}
    rows = [
        row
        for row in every
        if not covers(row.first, row.last, day.on) or (row.guidance, row.ground) in stands_today
    ]
    if not rows:
        return None
    return Section("contains", "Contains", (Prose(tuple(_contained(row) for row in rows)),))


def _contained(row: Inclusion) -> Fact:
    value = f"Included by {_GROUNDS[row.ground]}. {row.note}".strip()
    return Fact(
        label=row.guidance,
        value=value,
        note=f"See {row.conflict}." if row.conflict else "",
        state="disputed" if row.conflict else "stated",
        citations=row.citations,
        first=row.first,
        last=row.last,
    )


def denials(day: Day) -> Section | None:
    """How such lines are denied and what to do: one row a situation, each with its own page."""
    rows = []
    for page in day.book.pages_of("denial"):
        if page.code:
            continue  # a number by itself
        grids = (part for section in page.sections for part in section.parts)
        facts = [fact for part in grids if isinstance(part, FactGrid | Prose) for fact in part.facts]
        if facts:
            rows.append(Row((page.label, *(fact.value for fact in facts)), facts[0].citations, page.key))
    heads = ("Situation", "Codes seen", "What to do")
    return Section("denials", "Denials", (Table(heads, tuple(rows)),)) if rows else None


def disagreements(day: Day, code: str) -> Section | None:
    """The entries of the register that concern the code."""
    found = day.book.register_by_code().get(code)
    return Section("disagree", "Sources disagree", found) if found else None
