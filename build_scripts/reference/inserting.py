"""What every table of the database needs: short JSON, short citations, rows in a fixed order."""

import functools
import zlib
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
import sqlite_utils
from msgspec import Struct
from msgspec.structs import FieldInfo

from build_scripts.reference import rows
from build_scripts.reference.tables import TABLES

Record = TypeVar("Record", bound=Struct)
Columns = dict[str, Any]


@functools.cache  # msgspec works the types of the fields out again at every call
def _fields(kind: type[Struct]) -> tuple[FieldInfo, ...]:
    return msgspec.structs.fields(kind)


def short_json(record: Struct) -> str:
    """The record as JSON; it and the records in it without the fields that hold their default."""
    return msgspec.json.encode(_lean(record)).decode()


def packed_json(record: Struct) -> bytes:
    """The same packed, for a record that is long and read at most once."""
    return zlib.compress(short_json(record).encode(), 9)


def _lean(value: object) -> object:
    """A value for JSON, every record in it as a mapping with its tag and the fields that say something."""
    if isinstance(value, tuple):
        return [_lean(each) for each in value]
    if not isinstance(value, Struct):
        return value
    config = value.__struct_config__
    tag = {config.tag_field: config.tag} if config.tag_field else {}
    return tag | {
        field.encode_name: _lean(getattr(value, field.name))
        for field in _fields(type(value))
        if field.default is msgspec.NODEFAULT or getattr(value, field.name) != field.default
    }


def short_citations(item: rows.Cited) -> str:
    """The citations of a row: a line each, source id and locator apart by a tab."""
    return "\n".join(f"{source}\t{locator}" for source, locator in item.pairs())


def record_of(kind: type[Record], item: Struct, **more: object) -> Record:
    """A record of `kind` from the fields of the same name, and from `more`."""
    names = {field.name for field in _fields(kind)} - set(more)
    values = {key: value for key, value in msgspec.structs.asdict(item).items() if key in names}
    return kind(**values, **more)


def in_order(found: Iterable[Columns]) -> list[Columns]:
    """The rows sorted by their columns as text, so that the order of lines in data/ does not matter."""
    return sorted(found, key=lambda each: [str(value) for value in each.values()])


def insert(db: sqlite_utils.Database, name: str, found: Iterable[Columns]) -> None:
    """Make a table of `TABLES` and insert its rows, if there are any."""
    table = TABLES[name]
    db.table(name).create(table.types, pk=table.key if len(table.key) > 1 else next(iter(table.key), None))
    db.table(name).insert_all(list(found))
