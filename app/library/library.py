"""The library: the bundled book plus the shelf of imported editions, as one thing to ask."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.coding.claim import Claim
from app.coding.dates import split_date
from app.coding.decisions import Decision
from app.coding.editions import Edition
from app.coding.errors import InputError
from app.coding.facts import Facts
from app.coding.page_key import COVERAGE, MAIN_CODE, compared_codes
from app.coding.pages import Answer, Hit, HitGroup, Page, Results, Section
from app.coding.shapes import DOTTED_DIAGNOSIS
from app.coding.sources import Citation, Source
from app.library.book.book import Book, open_book
from app.library.search.edition_hits import find_hits
from app.library.search.query import Query, parse
from app.library.search.searcher import Searcher, in_groups
from app.library.shelf.parts import ShelfParts
from app.library.shelf.shelf import Shelf
from app.library.shelf.sources import source_of

if TYPE_CHECKING:
    from app.coding.denials import DenialTable
    from app.coding.guidance import GuidanceTable
    from app.coding.held_articles import HeldArticles
    from app.coding.library import Example
    from app.coding.note_book import NoteBook
    from app.library.facts.gatherer import Gatherer
    from app.library.rates import DayRates, RateBook

_FUZZY_MOST = 8
_ALL = 1000


class Library:
    """Answers look-ups and gathers facts. Never changed once made: after an import take `with_shelf`."""

    def __init__(self, book: Book, searcher: Searcher, shelf: Shelf) -> None:
        """Use `Library.open`."""
        self._book = book
        self.shelf = shelf
        self.book = book.edition
        self.editions: tuple[Edition, ...] = (book.edition, *shelf.editions)
        self._searcher = searcher
        local = shelf.local.sources() if shelf.local else ()
        self._shelf_sources = {source.id: source for source in (*map(source_of, shelf.editions), *local)}
        self.places = functools.cache(book.places)
        self.modifiers = functools.cache(book.modifiers)
        self.payers = book.payers
        self.headings = book.headings

    @classmethod
    def open(cls, reference: Path, shelf: Shelf) -> Library:
        """Open the reference database read-only. Raises InstallationError with one sentence."""
        book = open_book(reference)
        # A connection of its own: the deadline of a search must not stop a review in another thread.
        return cls(book, Searcher(book.database.another()), shelf)

    def reopening(self) -> Callable[[], Library]:
        """How another process opens the same library; it can be pickled, and raises InstallationError."""
        return functools.partial(_open_again, self._book.database.path.absolute(), self.shelf.parts())

    @functools.cached_property
    def _gatherer(self) -> Gatherer:
        """Made with the first page, answer or review: the window must take keys before that."""
        from app.library.facts.gatherer import Gatherer

        return Gatherer(self._book, self.shelf)

    @functools.cached_property
    def _rate_book(self) -> RateBook:
        """Made with the first amount."""
        from app.library.rates import RateBook

        return RateBook(self._book, self.shelf)

    def rates_on(self, on: date) -> DayRates:
        """What Medicare pays by on a date of service, as far as the shelf has it; for `app.payment`."""
        return self._rate_book.on(on)

    def with_shelf(self, shelf: Shelf) -> Library:
        """The same book with another shelf."""
        return Library(self._book, self._searcher, shelf)

    def search(
        self, text: str, limit: int = 50, group: HitGroup | None = None, on: date | None = None
    ) -> Results:
        """Hits for any typed text, at most `limit`; close spellings only when nothing else was found.

        Two codes, or a procedure code alone, bring an answer for guidance with them, as of the date in the
        text, else `on`, else the last day of the book; three or four bring one for each two.
        """
        try:
            words, typed_day = split_date(text)
        except InputError as error:
            return Results((), fault=str(error))
        query = parse(words)
        if not query.text:
            return Results((), on=typed_day)
        # A group is a part of all hits, not of the first few: narrow before counting.
        hits = self._find(query, _ALL if group else limit)
        if group:
            hits = [
                hit for hit in hits if hit.group == group or (group == "modifiers" and hit.group == "places")
            ]
        fuzzy = not hits and group is None
        if fuzzy:
            hits = self._searcher.close_to(query, _FUZZY_MOST)
        strange = [code for code in query.codes if query.pairs and not self.knows(code)]
        answer, *others = self._answers_in(query, strange, typed_day or on) or (None,)
        return Results(
            tuple(in_groups(hits)[:limit]),
            fuzzy and bool(hits),
            answer,
            others=tuple(filter(None, others)),
            on=typed_day,
            unknown=self._unknown_in(query, strange, typed_day or on)
            or (self._searcher.say_unheard(query) if fuzzy and hits else "")
            or ("" if hits else self._diagnosis_unknown(query)),
        )

    def find_codes(self, text: str) -> tuple[str, ...]:
        """The procedure and guidance codes that typed text means, best first."""
        return tuple(hit.code for hit in self.search(text, _ALL, "codes").hits)

    def _find(self, query: Query, limit: int) -> list[Hit]:
        hits = self._searcher.find(query, limit)
        if self.shelf.editions and len(hits) < limit:
            known = {hit.key for hit in hits}
            found = find_hits(self.shelf, query.text, limit - len(hits))
            hits += [hit for hit in found if hit.key not in known]
        return hits

    def knows(self, code: str) -> bool:
        """Whether the book, or an edition on the shelf of any date, has a procedure code."""
        from app.library.facts.known_codes import holds_code

        return holds_code(self._book, self.shelf, code)

    def _unknown_in(self, query: Query, strange: Sequence[str], on: date | None) -> str:
        """That nobody here has some of the codes, where codes alone were typed; else a number is no code."""
        if query.rest or not query.pairs:
            return ""
        day = on or self._book.last
        return " ".join(f"“{code}” was not found." for code in strange if self.page(code, day) is None)

    def _diagnosis_unknown(self, query: Query) -> str:
        """That a diagnosis was typed and no code set of the shelf has it; "" for anything else."""
        typed = query.text.upper()
        if not DOTTED_DIAGNOSIS.fullmatch(typed):
            return ""
        held = any(edition.source == "icd10cm" for edition in self.shelf.editions)
        why = "No ICD-10-CM on the shelf has it." if held else "ICD-10-CM is not on the shelf; import it."
        return f"“{typed}” looks like a diagnosis. {why}"

    def _answers_in(self, query: Query, strange: Sequence[str], on: date | None) -> list[Answer]:
        """The answers to what codes were typed: of each two that are known, else of the one with guidance.

        A number that nobody here has as a code may be a ZIP code: nothing is answered of it.
        """
        day = on or self._book.last
        if query.pairs:
            return [self.answer(*pair, day) for pair in query.pairs if not {*pair} & {*strange}]
        code = query.codes[0] if len(query.codes) == 1 and not query.unguided else ""
        guidance = self.guidance().codes
        if self._book.inclusions(code) or any(
            row.add_on in guidance for row in self._book.add_ons_of(code).rows
        ):
            return [self.answer(code, query.guidance or MAIN_CODE, day)]
        return []

    def answer(self, code: str, guidance: str, on: date) -> Answer:
        """Whether `guidance` may be reported beside `code` on a date of service (professional claims).

        Two codes named the wrong way round are turned: the answer is about the guidance code of the two, of
        a procedure and its add-on about the add-on, and else about the one that a PTP edit counts as part
        of the other.
        """
        from app.library.local.pages import with_local_facts
        from app.library.pages.answer import answer_for, turned

        day = self._gatherer.day(on, "practitioner")
        return with_local_facts(answer_for(day, *turned(day, code, guidance)), self.shelf.local)

    def pairs(self, code: str, other: str, on: date) -> Section:
        """Every PTP edit of two codes, both directions with history, of the table in force on a day."""
        from app.library.pages.pair_rows import pair_edits

        return pair_edits(self._gatherer.day(on, "practitioner"), code, (other,))

    def page(self, key: str, on: date) -> Page | None:
        """The page of a key as of a date, or None when there is no such page."""
        from app.library.local.pages import with_local
        from app.library.pages.legend import with_legend

        page = self._page(key, on)
        return with_local(with_legend(page), self.shelf.local, on) if page else None

    def _page(self, key: str, on: date) -> Page | None:
        from app.library.local.pages import PAGE, local_page
        from app.library.pages.code_pages import code_page
        from app.library.pages.edition_pages import shelf_page
        from app.library.pages.view_pages import compare_page, coverage_page

        day = self._gatherer.day(on, "practitioner")
        compared = compared_codes(key)
        if compared is not None:
            return compare_page(day, compared)
        if key == COVERAGE:
            return coverage_page(day, self.editions)
        if key == PAGE:
            return local_page(self.shelf.local, on)
        authored = self._book.page(key)
        if self._book.code(key):
            return code_page(day, key, authored)
        imported = shelf_page(day, key)
        if authored and imported:  # a diagnosis: the official row first, then our supplement
            sections = (*imported.sections, *authored.sections)
            return msgspec.structs.replace(imported, sections=sections)
        return imported or (msgspec.structs.replace(authored, as_of=on) if authored else None)

    def facts_for(self, claim: Claim) -> Facts:
        """Every look-up that rules may need for a claim, pinned to its date of service."""
        return self._gatherer.facts_for(claim)

    @functools.cached_property
    def covered_codes(self) -> frozenset[str] | None:
        """The codes of which a claim must hold one to concern Needlepoint; None: it need not hold any."""
        from app.library.facts.covered import find_covered_codes

        return find_covered_codes(self._book, self.shelf)

    def articles(self, code: str) -> HeldArticles:
        """The coverage articles that print a code, of the newest download on the shelf."""
        from app.library.shelf.articles import find_articles
        from app.library.shelf.policies import find_policies

        held = find_articles(self.shelf, code)
        policies = find_policies(self.shelf, (each.article for each in held.articles))
        return msgspec.structs.replace(held, policies=policies)

    def label(self, code: str) -> str:
        """Our own words for a code, those of an imported HCPCS file, or nothing."""
        entry = self._book.code(code)
        if entry:
            return entry.facts.label
        edition = self.shelf.newest("hcpcs")
        row = self.shelf.hcpcs(edition, code) if edition else None
        return row.label if row else ""

    def source(self, citation: Citation) -> Source | None:
        """The source that a citation names, or None."""
        return self._shelf_sources.get(citation.source) or self._book.source(citation.source)

    def sources(self) -> tuple[Source, ...]:
        """Every source of the book, then of the shelf."""
        return (*self._book.sources(), *self._shelf_sources.values())

    def verify(self) -> None:
        """Read the whole reference database once. Raises InstallationError when any part of it is damaged."""
        self._book.database.verify()

    def note_book(self) -> NoteBook:
        """What is known of the words of procedure notes."""
        from app.library.book.notes import read_note_book

        return read_note_book(self._book)

    def denials(self) -> DenialTable:
        """The numbers of remittances, and the steps of appeal."""
        from app.library.book.denials import read_denials

        return read_denials(self._book)

    def decision_rows(self) -> tuple[Decision, ...]:
        """The rows of the decision table."""
        return self._book.decision_rows()

    def guidance(self) -> GuidanceTable:
        """What is special about the guidance codes, all of them."""
        return self._book.guidance()

    def examples(self) -> tuple[Example, ...]:
        """The bundled example claims."""
        from app.library.book.examples import read_examples

        return read_examples(self._book)


def _open_again(reference: Path, parts: ShelfParts) -> Library:
    return Library.open(reference, Shelf.of_parts(parts))
