"""Writing edition files: under a temporary name, proved by reading back, then renamed in one step."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from app.coding.editions import Edition
from app.coding.errors import InputError
from app.coding.series import SERIES, SeriesName
from app.library.shelf.edition_file import EditionFile
from app.library.shelf.edition_format import (
    APPLICATION_ID,
    FORMAT,
    PARTIAL,
    SUFFIX,
    Meta,
    copy_name,
    file_name,
    record_of,
    to_columns,
)
from app.library.shelf.seal import append_seal
from app.library.shelf.word_index import SCHEMA as WORD_SCHEMA
from app.library.shelf.word_index import split_words
from app.releases import retirement
from app.releases.archive import UNEDITED
from app.releases.word_index import write_words

TEMPORARY = ".import-"
_ROWS_AT_ONCE = 512
_encode = msgspec.msgpack.Encoder().encode  # with kind and length of each value: no two rows look alike
_COPIES = 10


@contextmanager
def new_file(folder: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """An empty edition file under a temporary name; whatever happens, the temporary name is gone afterwards.

    The body installs the file with `install_file` or leaves it to be removed.
    """
    path = folder / f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}"
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        yield path, connection
    except (sqlite3.OperationalError, OSError) as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_ERROR":
            raise  # a fault in our own SQL
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(
            f"The edition cannot be written to {folder} ({reason}). Nothing was installed. Make room there "
            "and import again."
        ) from None
    finally:
        connection.close()
        with suppress(OSError):
            path.unlink(missing_ok=True)


def write_records(
    connection: sqlite3.Connection, source: SeriesName, records: Sequence[Struct], name: str
) -> str:
    """Write the records of a series that is not PTP edits. Raises InputError when a code comes twice.

    `name` is the file they were read from, for the message. Gives the digest of the rows as they were read,
    by which `install_file` proves the file that is on the disk in the end.
    """
    kind = record_of(source)
    _check_unique(source, records, name)
    connection.executescript(WORD_SCHEMA)
    if SERIES[source].has_text:
        records = sorted(records, key=_shown_first)
    columns = ", ".join(f'"{field}"' for field in ("key", *kind.__struct_fields__[1:]))
    marks = ", ".join("?" * len(kind.__struct_fields__))
    connection.execute(f"CREATE TABLE record ({columns})")
    connection.execute("BEGIN")
    rows = list(map(to_columns, records))
    connection.executemany(f"INSERT INTO record VALUES ({marks})", rows)  # noqa: S608  only "?"
    connection.execute("CREATE INDEX record_key ON record (key)")
    if SERIES[source].has_text:
        write_words(connection, ((at, _words(record)) for at, record in enumerate(records, start=1)))
    connection.execute("COMMIT")
    return _digest([rows])


def seal(path: Path, connection: sqlite3.Connection, meta: Meta, stored: str = "") -> Meta:
    """Write what the edition says of itself, with the digests of its rows; close the file and seal it.

    `stored`: the digest of its rows where it is known; else they are read once more.
    """
    stored = stored or digest_rows(connection.execute)
    parts = [text for (text,) in connection.execute(_DIGESTS)] if meta.edition.source == "ncci-ptp" else []
    own = hashlib.sha256("".join(parts).encode()).hexdigest() if parts else stored
    sealed = replace(meta, edition=replace(meta.edition, sha256=own), stored=stored)
    connection.execute("CREATE TABLE edition (meta TEXT)")
    stated = msgspec.json.encode(sealed).decode()
    connection.execute("INSERT INTO edition VALUES (?)", (stated,))
    connection.close()
    append_seal(path, stated)
    return sealed


def install_file(path: Path, folder: Path, edition: Edition, *, partial: bool = False) -> Path:
    """Prove a sealed file by reading it back, put it on the disk for good, and rename it into the shelf."""
    written = EditionFile(path)
    try:
        if written.meta.edition != edition or digest_rows(written.each) != written.meta.stored:
            raise InputError(
                f"{edition.edition} did not reach the disk as it was read, so it is not installed. Check "
                "the disk and import again."
            )
    finally:
        written.close()
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
    target = _put_in_place(path, folder, edition, PARTIAL if partial else SUFFIX)
    retirement.bring_back(target)
    sync_folder(folder)
    return target


def _put_in_place(path: Path, folder: Path, edition: Edition, suffix: str) -> Path:
    """Rename a file into the shelf. One of that name that is open counts as removed; the new is its copy."""
    target = folder / file_name(edition, suffix)
    for number in range(2, _COPIES):
        try:
            path.replace(target)
        except PermissionError:
            if not target.exists():
                raise
            retirement.remove(target)
            target = folder / copy_name(edition, suffix, number)
        else:
            return target
    raise InputError(
        f"{target.name} is open in other windows or programs, so nothing was installed. Close them and "
        "import again."
    )


def digest_rows(each: Callable[[str], Iterable[tuple[Any, ...]]]) -> str:
    """The digest of the tables of an edition, in stored order: `Meta.stored`. `each` runs a query."""
    tables = {name for (name,) in each("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return _digest(each(query) for table, query in _ROWS.items() if table in tables)


def _digest(tables: Iterable[Iterable[tuple[Any, ...]]]) -> str:
    total = hashlib.sha256()
    for table in tables:
        rows = iter(table)
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            total.update(_encode(some))
    return total.hexdigest()


def sync_folder(folder: Path) -> None:
    """Put a rename on the disk for good where the system lets a folder be synced."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clear_leftovers(folder: Path) -> None:
    """Remove what killed imports and removed editions left. Call it only with the folder's lock held."""
    for path in folder.glob(f"{TEMPORARY}*"):
        with suppress(PermissionError):  # still open in a process that is ending; the next import clears it
            path.unlink(missing_ok=True)
    retirement.clear_removed(folder)


def _check_unique(source: SeriesName, records: Sequence[Struct], name: str) -> None:
    if SERIES[source].repeats:
        return
    seen: set[object] = set()
    for record in records:
        code = getattr(record, record.__struct_fields__[0])
        key = (code, getattr(record, "modifier", ""))
        if key in seen:
            raise InputError(f"{name}: {code} is listed twice. {UNEDITED}")
        seen.add(key)


def _shown_first(record: Struct) -> tuple[int, str]:
    """Short texts first, then by code: the order in which type-ahead shows them."""
    label, code = getattr(record, "label", ""), getattr(record, "code", "")
    return len(split_words(label)), code


def _words(record: Struct) -> str:
    text = getattr(record, "text", "")
    return f"{getattr(record, 'label', '')} {text}"


_PRAGMAS = (
    "PRAGMA page_size = 4096",
    "PRAGMA journal_mode = OFF",  # nobody reads the file before it is renamed: nothing to roll back
    "PRAGMA synchronous = OFF",  # synced once, before the rename
    "PRAGMA locking_mode = EXCLUSIVE",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {FORMAT}",
)
_DIGESTS = "SELECT digest FROM part ORDER BY number"
_ROWS = {
    "record": "SELECT * FROM record ORDER BY rowid",
    "part": "SELECT * FROM part ORDER BY number",
    "column1": "SELECT key, rows FROM column1 ORDER BY key",
    "column2": "SELECT count(*), sum(length(rows)) FROM column2",  # column1 turned over: a count will do
}
