"""Writing the reference database with sqlite-utils: the same knowledge gives the same bytes."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec
import sqlite_utils

from app.coding.facts import CodeFacts, Variant
from app.coding.pages import Page
from app.library.book.book import APPLICATION_ID, SCHEMA
from app.rules.engine.rule import Rule
from build_scripts.reference import rows
from build_scripts.reference.changes import write_changes
from build_scripts.reference.citing import Citer
from build_scripts.reference.entries import entries
from build_scripts.reference.form_tables import write_form
from build_scripts.reference.inserting import Columns, insert, record_of, short_citations, short_json
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.listing import first_listed
from build_scripts.reference.official_tables import write_official
from build_scripts.reference.static_pages import static_pages

_PAGE_SIZE = 2048
"""Bytes: long records end in pages that are half empty, which costs twice as much with 4096."""


def write_database(knowledge: Knowledge, rules: Sequence[Rule], out: Path) -> None:
    """Write the database to `out`, which must not exist. Deterministic to the byte."""
    connection = sqlite3.connect(out, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.execute("BEGIN")
    db = sqlite_utils.Database(connection)
    citer = Citer(knowledge)
    _write_meta(db, knowledge)
    _write_sources(db, citer)
    _write_codes(db, knowledge, citer)
    write_official(db, knowledge)
    write_form(db, knowledge, citer)
    _write_pages(db, static_pages(knowledge, rules))
    _write_entries(db, knowledge, rules)
    write_changes(db)
    connection.execute("COMMIT")
    _prove(connection)
    connection.execute("VACUUM")
    connection.close()


def _write_meta(db: sqlite_utils.Database, knowledge: Knowledge) -> None:
    book = knowledge.book
    count = sum(
        len(getattr(knowledge, name)) for name in ("codes", "add_on_pairs", "inclusions", "alternatives")
    )
    count += sum(
        len(getattr(knowledge, name)) for name in ("pair_edits", "fees", "units", "modifiers", "places")
    )
    values = {
        "edition": book.edition,
        "title": book.title,
        "first": book.first.isoformat(),
        "last": book.last.isoformat(),
        "digest": knowledge.digest,
        "rows": str(count),
    }
    insert(db, "meta", ({"key": key, "value": value} for key, value in values.items()))


def _write_sources(db: sqlite_utils.Database, citer: Citer) -> None:
    found = ({"id": key, "record": short_json(citer.sources[key])} for key in sorted(citer.sources))
    insert(db, "source", found)


def _write_codes(db: sqlite_utils.Database, knowledge: Knowledge, citer: Citer) -> None:
    """The codes, and apart from them what thousands have in common: their group, note and confidence."""
    listed = first_listed(knowledge)
    items = sorted((row.value for row in knowledge.codes), key=lambda each: each.code)
    kinds = sorted({_code_kind(item) for item in items})
    numbers = {kind: number for number, kind in enumerate(kinds, 1)}
    names = ("family", "note", "confidence")
    insert(
        db,
        "code_kind",
        ({"id": numbers[kind]} | dict(zip(names, kind, strict=True)) for kind in kinds),
    )
    found = (
        _code(
            item,
            numbers[_code_kind(item)],
            listed_from=listed.get(item.code),
            regions=_regions(knowledge, item.code),
            variants=_variants(knowledge, item.code, citer),
        )
        for item in items
    )
    insert(db, "code", found)


def _code_kind(item: rows.CodeRow) -> tuple[str, str, str]:
    return item.group, item.note, item.confidence


def _variants(knowledge: Knowledge, code: str, citer: Citer) -> tuple[Variant, ...]:
    """What stands for a code's service done in other ways."""
    own = (row.value for row in knowledge.variants if row.value.code == code)
    return tuple(record_of(Variant, item, citations=citer.cite(item)) for item in own)


def _regions(knowledge: Knowledge, code: str) -> tuple[str, ...]:
    """The regions of the run that holds a code; none where no run does."""
    runs = (row.value for row in knowledge.regions)
    return next((run.regions for run in runs if run.first <= code <= run.last), ())


def _code(item: rows.CodeRow, kind: int, **found: object) -> Columns:
    return {
        "code": item.code,
        "kind": kind,
        "record": short_json(record_of(CodeFacts, item, **found)),
        "cited": short_citations(item),
    }


def _write_pages(db: sqlite_utils.Database, pages: list[Page]) -> None:
    found = (
        {"key": page.key, "record": short_json(page)} for page in sorted(pages, key=lambda each: each.key)
    )
    insert(db, "page", found)


def _write_entries(db: sqlite_utils.Database, knowledge: Knowledge, rules: Sequence[Rule]) -> None:
    found = entries(knowledge, rules)
    insert(
        db,
        "entry",
        (msgspec.structs.asdict(entry) | {"id": number} for number, entry in enumerate(found, 1)),
    )
    db.table("entry").create_index(["key"])
    db.execute("CREATE INDEX idx_entry_code ON entry (code COLLATE NOCASE)")  # codes are typed in any case
    db.table("entry").enable_fts(
        ["code", "label", "synonyms", "body"], tokenize="unicode61 remove_diacritics 2"
    )
    phrases = sorted(
        {
            (" ".join(word.lower().split()), position, key)
            for row in knowledge.synonyms
            for word in row.value.words
            for position, key in enumerate(row.value.keys)
        }
    )
    insert(
        db, "phrase", ({"words": words, "position": position, "key": key} for words, position, key in phrases)
    )
    db.table("phrase").create_index(["words"])


def _prove(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError when SQLite itself finds a fault in what was written."""
    (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
