"""The files of data/notes/: words, headings, cues and rules for reading procedure notes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlite_utils

from app.coding.note_book import ActRule, Cue, NoteBook, NoteRule, QueryTemplate, SectionNames, WordClass
from app.notes.reader import NoteReader
from build_scripts.reference.errors import DataError
from build_scripts.reference.inserting import insert, packed_json
from build_scripts.reference.query_rules import faults_of
from build_scripts.reference.reading import Row, convert, lines_of, read_toml

FOLDER = "notes"
_Record = WordClass | SectionNames | Cue | ActRule | NoteRule | QueryTemplate
_TABLES: dict[str, type[_Record]] = {
    "class": WordClass,
    "section": SectionNames,
    "cue": Cue,
    "act": ActRule,
    "rule": NoteRule,
    "query": QueryTemplate,
}


def read_note_book(data: Path) -> NoteBook:
    """Everything that reads notes, from all files of the folder, rules by id. Raises DataError."""
    rows = [row for path in sorted((data / FOLDER).glob("*.toml")) for row in _rows(data, path)]
    _prove(rows)
    values = [row.value for row in rows]
    book = NoteBook(
        words=tuple(value for value in values if isinstance(value, WordClass)),
        sections=tuple(value for value in values if isinstance(value, SectionNames)),
        cues=tuple(value for value in values if isinstance(value, Cue)),
        acts=tuple(value for value in values if isinstance(value, ActRule)),
        rules=tuple(
            sorted((value for value in values if isinstance(value, NoteRule)), key=lambda rule: rule.id)
        ),
        queries=tuple(value for value in values if isinstance(value, QueryTemplate)),
    )
    _prove_patterns(data, book)
    return book


def _prove(rows: list[Row[Any]]) -> None:
    """Raises DataError for a rule or a class that is there twice, and for a question that leads."""
    seen: set[str] = set()
    for row in rows:
        name = getattr(row.value, "id", "") or getattr(row.value, "name", "")
        if name in seen:
            raise row.error(f"{name} is there twice.")
        seen.update({name} if name else ())
        if isinstance(row.value, QueryTemplate):
            for fault in faults_of(row.value):
                raise row.error(f"The question about {row.value.field}: {fault}")


def _prove_patterns(data: Path, book: NoteBook) -> None:
    """Raises DataError where a pattern cannot be read, so that no faulty one is ever shipped."""
    try:
        if book.rules:
            NoteReader(book)
    except ValueError as error:
        raise DataError(f"{data.name}/{FOLDER}", None, f"{error}.") from None


def _rows(data: Path, path: Path) -> Iterator[Row[Any]]:
    name = f"{data.name}/{path.relative_to(data).as_posix()}"
    values, text = read_toml(path, name)
    for table, items in values.items():
        record = _TABLES.get(table)
        if record is None:
            raise DataError(name, None, f"“{table}” is no table of a file of notes.")
        lines = lines_of(text, table)
        for line, item in zip(lines, items, strict=False):
            yield Row(name, line, convert(name, line, item, record))


def write_notes(db: sqlite_utils.Database, book: NoteBook) -> None:
    """Write the whole as one record: it is always read whole."""
    insert(db, "note_book", [{"record": packed_json(book)}])
