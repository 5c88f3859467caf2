"""Writing the reference database with sqlite-utils: the same knowledge gives the same bytes."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import sqlite_utils
from msgspec import Struct

from app.coding.facts import (
    Alternative,
    CodeFacts,
    Inclusion,
    ModifierFacts,
    PayerFacts,
    PayerPolicy,
    PlaceFacts,
)
from app.coding.official import AddOnPair, FeeRow, UnitsLimit
from app.coding.pages import Page
from app.library.book import APPLICATION_ID, SCHEMA
from app.rules.rule import Rule
from build_scripts.reference import rows
from build_scripts.reference.citing import Citer
from build_scripts.reference.entries import entries
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.reading import Row
from build_scripts.reference.static_pages import static_pages

_PAGE_SIZE = 4096


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
    _write_codes(db, knowledge)
    _write_official(db, knowledge, citer)
    _write_form(db, knowledge, citer)
    _write_pages(db, static_pages(knowledge, rules))
    _write_entries(db, knowledge, rules)
    connection.execute("COMMIT")
    _prove(connection)
    connection.execute("VACUUM")
    connection.close()


def _json(record: Struct) -> str:
    """The record as JSON without the fields that hold their default."""
    fields = msgspec.structs.fields(record)
    values = {
        field.encode_name: getattr(record, field.name)
        for field in fields
        if field.default is msgspec.NODEFAULT or getattr(record, field.name) != field.default
    }
    return msgspec.json.encode(values).decode()


def _cited(item: rows.Cited) -> str:
    """The citations of a row in short: a line each, source id and locator apart by a tab."""
    return "\n".join(f"{source}\t{locator}" for source, locator in item.pairs())


def _insert(db: sqlite_utils.Database, table: str, rows: Iterable[dict[str, Any]], **options: Any) -> None:  # noqa: ANN401  (sqlite-utils takes its options by name)
    db.table(table).insert_all(list(rows), **options)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


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
    _insert(db, "meta", ({"key": key, "value": value} for key, value in values.items()), pk="key")


def _write_sources(db: sqlite_utils.Database, citer: Citer) -> None:
    found = ({"id": key, "record": _json(citer.sources[key])} for key in sorted(citer.sources))
    _insert(db, "source", found, pk="id")


def _write_codes(db: sqlite_utils.Database, knowledge: Knowledge) -> None:
    found = []
    for row in sorted(knowledge.codes, key=lambda each: each.value.code):
        item = row.value
        record = CodeFacts(
            code=item.code,
            label=item.label,
            kind=item.kind,
            first=item.first,
            last=item.last,
            successors=item.successors,
            modality=item.modality,
            requires_imaging=item.requires_imaging,
            techniques=item.techniques,
            targets=item.targets,
            radiographic_arthrogram=item.radiographic_arthrogram,
        )
        found.append(
            {"code": item.code, "family": item.group, "note": item.note, "confidence": item.confidence}
            | {"record": _json(record), "cited": _cited(item)}
        )
    _insert(db, "code", found, pk="code")


def _write_official(db: sqlite_utils.Database, knowledge: Knowledge, citer: Citer) -> None:
    """The rows of the official tables, each with the citations that stand for it."""

    def cited(row: Row[Any], record: Struct, **columns: str | None) -> dict[str, Any]:
        return {**columns, "record": _json(record), "cited": _cited(row.value)}

    def struct(row: Row[Any], kind: type[Struct]) -> Any:  # noqa: ANN401  (any record of app.coding)
        names = {field.name for field in msgspec.structs.fields(kind)}
        values = {key: value for key, value in msgspec.structs.asdict(row.value).items() if key in names}
        return kind(**values)

    def with_citations(row: Row[Any], kind: type[Struct]) -> Any:  # noqa: ANN401
        names = {field.name for field in msgspec.structs.fields(kind)} - {"citations"}
        values = {key: value for key, value in msgspec.structs.asdict(row.value).items() if key in names}
        return kind(**values, citations=citer.cite(row.value))

    def in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        return sorted(rows, key=lambda each: [str(value) for value in each.values()])

    _insert(
        db,
        "add_on_pair",
        in_order(
            cited(row, struct(row, AddOnPair), add_on=row.value.add_on, code=row.value.primary)
            for row in knowledge.add_on_pairs
        ),
    )
    _insert(
        db,
        "pair_edit",
        in_order(
            {
                "setting": row.value.setting,
                "column1": row.value.column1,
                "column2": row.value.column2,
                "indicator": row.value.indicator,
                "first": _text(row.value.first),
                "last": _text(row.value.last),
                "rationale": row.value.rationale,
                "cited": _cited(row.value),
            }
            for row in knowledge.pair_edits
        ),
    )
    _insert(
        db,
        "fee",
        in_order(
            cited(
                row,
                struct(row, FeeRow),
                code=row.value.code,
                first=_text(row.value.first),
                last=_text(row.value.last),
            )
            for row in knowledge.fees
        ),
    )
    _insert(
        db,
        "units",
        in_order(
            cited(row, struct(row, UnitsLimit), code=row.value.code, setting=row.value.setting)
            for row in knowledge.units
        ),
    )
    for table, dated, kind in (
        ("inclusion", knowledge.inclusions, Inclusion),
        ("alternative", knowledge.alternatives, Alternative),
    ):
        _insert(
            db,
            table,
            in_order({"code": row.value.code, "record": _json(with_citations(row, kind))} for row in dated),
        )
    for table in ("add_on_pair", "fee", "units", "inclusion", "alternative"):
        db.table(table).create_index(["code"])
    db.table("add_on_pair").create_index(["add_on"])
    db.table("pair_edit").create_index(["column1"])
    db.table("pair_edit").create_index(["column2"])


def _write_form(db: sqlite_utils.Database, knowledge: Knowledge, citer: Citer) -> None:
    """What the claim form and the rules ask for by key: modifiers, places, payers, examples."""
    modifiers = []
    for row in knowledge.modifiers:
        names = {field.name for field in msgspec.structs.fields(ModifierFacts)} - {"citations"}
        values = {key: value for key, value in msgspec.structs.asdict(row.value).items() if key in names}
        modifiers.append(
            {
                "code": row.value.code,
                "record": _json(ModifierFacts(**values, citations=citer.cite(row.value))),
            }
        )
    _insert(db, "modifier", sorted(modifiers, key=lambda each: each["code"]), pk="code")
    places = {row.value.code: row.value for row in knowledge.places}
    _insert(
        db,
        "place",
        (
            {"code": code, "record": _json(PlaceFacts(code, item.label, item.facility, citer.cite(item)))}
            for code, item in sorted(places.items())
        ),
        pk="code",
    )
    _insert(
        db,
        "payer_place",
        (
            {"payer": item.payer, "code": item.code}
            | {
                "record": _json(
                    PlaceFacts(item.code, places[item.code].label, item.facility, citer.cite(item))
                )
            }
            for item in sorted(
                (row.value for row in knowledge.payer_places), key=lambda each: (each.payer, each.code)
            )
        ),
        pk=("payer", "code"),
    )
    _insert(
        db,
        "payer",
        ({"id": row.value.id, "record": _json(_payer(row.value, citer))} for row in knowledge.payers),
        pk="id",
    )
    _insert(
        db,
        "example",
        (
            {"position": position, "title": row.value.title, "note": row.value.note}
            | {"claim": msgspec.json.encode(row.value.claim).decode()}
            for position, row in enumerate(knowledge.examples)
        ),
        pk="position",
    )


def _payer(item: Any, citer: Citer) -> PayerFacts:  # noqa: ANN401  (a PayerRow; its module imports nothing of ours)
    policies = tuple(
        PayerPolicy(
            id=policy.id,
            payer=item.id,
            slug=policy.slug,
            text=policy.text,
            first=policy.first,
            last=policy.last,
            names_77002=policy.names_77002,
            citations=citer.cite(policy),
        )
        for policy in item.policy
    )
    return PayerFacts(item.id, item.label, item.follows_ncci, policies, citer.cite(item))


def _write_pages(db: sqlite_utils.Database, pages: list[Page]) -> None:
    found = ({"key": page.key, "record": _json(page)} for page in sorted(pages, key=lambda each: each.key))
    _insert(db, "page", found, pk="key")


def _write_entries(db: sqlite_utils.Database, knowledge: Knowledge, rules: Sequence[Rule]) -> None:
    found = entries(knowledge, rules)
    _insert(
        db,
        "entry",
        (msgspec.structs.asdict(entry) | {"id": number} for number, entry in enumerate(found, 1)),
        pk="id",
        column_order=("id", "key", "grouping", "code", "label", "tag", "weight", "synonyms", "body"),
    )
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
    _insert(
        db, "phrase", ({"words": words, "position": position, "key": key} for words, position, key in phrases)
    )
    db.table("phrase").create_index(["words"])


def _prove(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError when SQLite itself finds a fault in what was written."""
    (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
