"""The bundled book: a read-only SQLite file of typed records. One method a table; nothing is decided here.

The file is written by build_scripts/reference; `SCHEMA` rises when its tables change.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from app.coding.anatomy import Anatomy, ProcedureSites, Structure
from app.coding.decisions import Decision
from app.coding.editions import Edition
from app.coding.errors import InstallationError
from app.coding.facts import CodeFacts, Inclusion, ModifierFacts, PlaceFacts
from app.coding.guidance import GuidanceCode, GuidanceTable, codes_by_method, make_table
from app.coding.headings import HeadingNames
from app.coding.official import AddOnPair, FeeRow, UnitsLimit
from app.coding.page_key import DECISION, SHARED, KeyKind, page_key
from app.coding.pages import Disagreement, Page
from app.coding.payers import PayerFacts
from app.coding.series import Series, Setting, find_series
from app.coding.sources import Citation, Source
from app.coding.words import Confidence
from app.library.book.alternatives import Alternatives
from app.library.book.decisions import decision_rows, disagreements_by_code, reported_pairs
from app.library.book.pair_edits import PairEdits
from app.library.book.payment_rules import PaymentRules
from app.library.database import Database, Record, Rows
from app.library.rows import CitedRows, cited_rows

APPLICATION_ID = 0x4E65_6564  # "Need"
SCHEMA = 15
_cached = functools.lru_cache(maxsize=4096)  # claims name more codes, and payers, than the book holds
CURE = "Install Needlepoint again, or in a source tree run: python3 build_scripts/dev.py setup."


class CodeEntry(Struct, frozen=True):
    """A code with what its page says beyond the facts: the group it stands in, a note and our confidence."""

    facts: CodeFacts
    family: str
    note: str
    confidence: Confidence


class Book:
    """An open reference database. Records are decoded once and kept: the book is small and never changes."""

    def __init__(self, database: Database) -> None:
        """Use `open_book`."""
        self.database = database
        meta: dict[str, str] = dict(database.rows("SELECT key, value FROM meta"))
        self.first, self.last = date.fromisoformat(meta["first"]), date.fromisoformat(meta["last"])
        self.edition = Edition(
            source="book",
            edition=meta["edition"],
            rows=int(meta["rows"]),
            sha256=meta["digest"],
            first=self.first,
            last=self.last,
            title=meta["title"],
        )
        self.code = _cached(self._code)
        self.codes = functools.cache(self._codes)
        self.source = functools.cache(self._source)
        self.sources = functools.cache(self._sources)
        self.dated_sources = functools.cache(self._dated_sources)
        self.official_sources = functools.cache(self._official_sources)
        self.add_on_pairs = _cached(self._add_on_pairs)
        self.add_ons_of = _cached(self._add_ons_of)
        self.inclusions = _cached(self._inclusions)
        alternatives = Alternatives(database, self._cited)
        self.alternatives, self.alternatives_by_use = alternatives.of_code, alternatives.by_use
        self.pairs = PairEdits(database, self._citations)
        self.fees = _cached(self._fees)
        self.fee_rows = _cached(self._fee_rows)
        self.payment = PaymentRules(self._cited)
        self.units = _cached(self._units)
        self.modifiers_by_code = functools.cache(self._modifiers_by_code)
        self.place = _cached(self._place)
        self.guidance = functools.cache(self._guidance)
        self.needle_guidance = functools.cache(self._needle_guidance)
        self.anatomy = functools.cache(self._anatomy)
        self.payers = functools.cache(self._payers)
        self.conflicts = functools.cache(self._conflicts)
        self.register_by_code = functools.cache(self._register_by_code)
        self.inclusions_of = functools.cache(self._inclusions_of)
        self.pages_of = functools.cache(self._pages_of)
        self.page_keys = functools.cache(self._page_keys)
        self.shared = functools.cache(self._shared)
        self.decisions = functools.cache(self._decisions)
        self.decision_rows = functools.cache(self._decision_rows)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def answers_on(self, on: date) -> bool:
        """Whether the book was read for a date of service."""
        return self.first <= on <= self.last

    def _cited(self, query: str, values: tuple[object, ...], kind: type[Record]) -> CitedRows[Record]:
        return self._read(self.database.rows(query, values), kind)

    def _read(self, rows: Iterable[Sequence[str]], kind: type[Record]) -> CitedRows[Record]:
        return cited_rows(
            [(self.database.decode(kind, record), self._citations(cited)) for record, cited in rows]
        )

    def _citations(self, cited: str, place: str = "") -> tuple[Citation, ...]:
        """The citations that a row names in short, a line each: source id, tab, locator or else `place`."""
        parts = (line.partition("\t") for line in cited.splitlines())
        return tuple(source.cite(at or place) for key, _, at in parts if (source := self.source(key)))

    def _code(self, code: str) -> CodeEntry | None:
        """A code of the book, or None."""
        query = (
            "SELECT record, cited, family, note, confidence FROM code "
            "JOIN code_kind ON code_kind.id = code.kind WHERE code = ?"
        )
        if not (rows := self.database.rows(query, (code,))):
            return None
        record, cited, *rest = rows[0]
        facts = self.database.decode(CodeFacts, record)
        return CodeEntry(msgspec.structs.replace(facts, citations=self._citations(cited)), *rest)

    def _codes(self) -> tuple[str, ...]:
        """Every code of the book, in order."""
        return tuple(code for (code,) in self.database.rows("SELECT code FROM code ORDER BY code"))

    def _source(self, key: str) -> Source | None:
        """A source by id, or None."""
        return self.database.record(Source, "SELECT record FROM source WHERE id = ?", (key,))

    def _sources(self) -> tuple[Source, ...]:
        """Every source, by id."""
        return self.database.records(Source, "SELECT record FROM source ORDER BY id")

    def _dated_sources(self) -> tuple[Source, ...]:
        """Every source, by its first date, then by id."""
        return tuple(sorted(self.sources(), key=lambda each: (each.first or date.min, each.id)))

    def _official_sources(self) -> tuple[tuple[Series, Setting, Source], ...]:
        """The official tables of which the book has rows, by their first date."""
        found = ((find_series(source.series or ""), source) for source in self.dated_sources())
        return tuple(
            (series, source.setting or "practitioner", source)
            for series, source in found
            if series is not None and series.dated_in_book
        )

    def _add_on_pairs(self, add_on: str) -> CitedRows[AddOnPair]:
        """Every row of an add-on code, ended ones included."""
        return self._cited("SELECT record, cited FROM add_on_pair WHERE add_on = ?", (add_on,), AddOnPair)

    def _add_ons_of(self, primary: str) -> CitedRows[AddOnPair]:
        """Every row that names a primary."""
        return self._cited("SELECT record, cited FROM add_on_pair WHERE code = ?", (primary,), AddOnPair)

    def _inclusions(self, code: str) -> tuple[Inclusion, ...]:
        """What guidance a code contains, on any date."""
        found = self._cited("SELECT record, cited FROM inclusion WHERE code = ?", (code,), Inclusion)
        return tuple(msgspec.structs.replace(item, citations=cited) for item, cited in found.cited())

    def _inclusions_of(self, guidance: str) -> tuple[Inclusion, ...]:
        """Every code that contains a guidance code's service, on any date."""
        # Found in the text of the record: rows of all guidance take four times as long to decode and cite.
        query = "SELECT record, cited FROM inclusion WHERE instr(record, ?) ORDER BY code"
        found = self._cited(query, (f'"guidance":"{guidance}"',), Inclusion)
        return tuple(msgspec.structs.replace(item, citations=cited) for item, cited in found.cited())

    def _fees(self, code: str, year: int) -> CitedRows[FeeRow]:
        """The fee rows of a code that were read for a calendar year."""
        rows = self.fee_rows(code)
        return self._read([row for first, last, *row in rows if first <= f"{year}-07-01" <= last], FeeRow)

    def _fee_rows(self, code: str) -> Rows:
        """The fee rows of a code of every year: a page asks for one year after the other."""
        return self.database.rows(
            "SELECT first, last, record, cited FROM fee WHERE code = ? ORDER BY rowid", (code,)
        )

    def _units(self, code: str, setting: Setting) -> CitedRows[UnitsLimit]:
        """The MUE rows of a code in a setting, one for each value that was read."""
        query = "SELECT record, cited FROM units WHERE code = ? AND setting = ?"
        return self._cited(query, (code, setting), UnitsLimit)

    def _guidance(self) -> GuidanceTable:
        """What is special about the guidance codes, all of them."""
        codes = self.database.records(GuidanceCode, "SELECT record FROM guidance ORDER BY code")
        return make_table(codes)

    def _needle_guidance(self) -> tuple[str, ...]:
        """The codes that steer a needle or its device: by method, for needles first, for vessels last."""
        return codes_by_method(self.guidance())

    def _anatomy(self) -> Anatomy:
        """What a needle may be for, by every name, and where procedures are done."""
        return Anatomy(
            self.database.records(Structure, "SELECT record FROM structure ORDER BY name"),
            self.database.records(ProcedureSites, "SELECT record FROM procedure ORDER BY first"),
        )

    def modifiers(self) -> tuple[ModifierFacts, ...]:
        """Every modifier, by code."""
        return self.database.records(ModifierFacts, "SELECT record FROM modifier ORDER BY code")

    def _modifiers_by_code(self) -> dict[str, ModifierFacts]:
        return {each.code: each for each in self.modifiers()}

    def _place(self, code: str, payer: str | None) -> PlaceFacts | None:
        """A place of service, with the payer's own view of it where the payer has one."""
        query = "SELECT record FROM payer_place WHERE payer = ? AND code = ?"
        own = self.database.record(PlaceFacts, query, (payer, code)) if payer else None
        return own or self.database.record(PlaceFacts, "SELECT record FROM place WHERE code = ?", (code,))

    def places(self) -> tuple[PlaceFacts, ...]:
        """Every place of service, by code."""
        return self.database.records(PlaceFacts, "SELECT record FROM place ORDER BY code")

    def _payers(self) -> tuple[PayerFacts, ...]:
        """Every payer with its policies of every date, in the order of the claim form."""
        return self.database.records(PayerFacts, "SELECT record FROM payer ORDER BY rowid")

    def _conflicts(self) -> dict[str, Disagreement]:
        """The register of disagreements by id."""
        pages = self.pages_of("conflict")
        parts = (part for page in pages for section in page.sections for part in section.parts)
        return {part.id: part for part in parts if isinstance(part, Disagreement)}

    def _register_by_code(self) -> Mapping[str, tuple[Disagreement, ...]]:
        """The entries of the register that concern a code."""
        return disagreements_by_code(self.pages_of("conflict"))

    def page(self, key: str) -> Page | None:
        """A page as it was authored, or None; guidance pages with the sections that they all share."""
        if key not in self.page_keys():  # of most codes: their pages are composed
            return None
        found = self.database.record(Page, "SELECT record FROM page WHERE key = ?", (key,))
        if found is None or found.kind != "guidance" or key == SHARED:
            return None if key == SHARED else found
        shared = self.shared()
        return msgspec.structs.replace(found, sections=found.sections + (shared.sections if shared else ()))

    def _page_keys(self) -> frozenset[str]:
        return frozenset(key for (key,) in self.database.rows("SELECT key FROM page"))

    def _shared(self) -> Page | None:
        return self.database.record(Page, "SELECT record FROM page WHERE key = ?", (SHARED,))

    def _pages_of(self, kind: KeyKind) -> tuple[Page, ...]:
        """The authored pages of a kind, by key; those of the kind "code" are of guidance codes."""
        query = "SELECT record FROM page WHERE key LIKE ? ORDER BY key"
        return self.database.records(Page, query, (page_key(kind, "_____" if kind == "code" else "%"),))

    def _decisions(self) -> dict[tuple[str, str], tuple[Citation, ...]]:
        return reported_pairs(self.page(DECISION))

    def _decision_rows(self) -> tuple[Decision, ...]:
        return decision_rows(self.page(DECISION))

    def reported_together(self, code: str, guidance: str) -> tuple[Citation, ...]:
        """Where the decision table reports a procedure with a guidance code; empty when it does not."""
        return self.decisions().get((code, guidance), ()) if code != guidance else ()

    def days_of_change(self) -> tuple[date, ...]:
        """The days on which something that the book says begins or is over."""
        return tuple(date.fromisoformat(day) for (day,) in self.database.rows("SELECT day FROM change"))

    def headings(self) -> tuple[HeadingNames, ...]:
        """What the columns of practice systems' tables are called."""
        return self.database.records(HeadingNames, "SELECT record FROM heading ORDER BY rowid")

    def examples(self) -> tuple[tuple[str, str, str], ...]:
        """The bundled claims: title, note and the claim as JSON."""
        rows = self.database.rows("SELECT title, note, claim FROM example ORDER BY position")
        return tuple((title, note, claim) for title, note, claim in rows)


def open_book(path: Path) -> Book:
    """Open the reference database read-only. Raises InstallationError with one sentence and the cure."""
    if not path.is_file():
        raise InstallationError(f"The reference database {path.name} is missing. {CURE}")
    database = Database(path, f"The reference database {{name}} cannot be read ({{error}}). {CURE}")
    schema = database.value("PRAGMA user_version")
    if database.value("PRAGMA application_id") != APPLICATION_ID:
        raise database.damaged("not a reference database")
    if schema != SCHEMA:
        raise InstallationError(
            f"The reference database {path.name} is of version {schema}; "
            f"this program reads version {SCHEMA}. {CURE}"
        )
    try:
        return Book(database)
    except (ValueError, KeyError) as error:
        raise database.damaged(error) from None
