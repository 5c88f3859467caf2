"""Writing edition files: under a temporary name, proved by reading back, then renamed in one step."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from app.coding.editions import Edition
from app.coding.errors import InputError, InstallationError
from app.library.shelf.edition_file import EditionFile
from app.library.shelf.edition_format import (
    APPLICATION_ID,
    FORMAT,
    PARTIAL,
    SUFFIX,
    Meta,
    copy_name,
    file_name,
)
from app.library.shelf.seal import append_seal, write_sealed
from app.releases import retirement
from app.releases.row_digest import AT_ONCE, RowDigest

TEMPORARY = ".import-"
_COPIES = 10


@contextmanager
def new_file(folder: Path, *, in_memory: bool = False) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """An empty edition file under a temporary name; whatever happens, the temporary name is gone afterwards.

    The body installs the file with `install_file` or leaves it to be removed. `in_memory`: the database is
    made in memory, and `seal_table` writes it under that name.
    """
    path = folder / f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}"
    connection = sqlite3.connect(_memory() if in_memory else path, isolation_level=None, uri=in_memory)
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


def _memory() -> str:
    """A database in memory, in one piece where SQLite can: `serialize` then copies it once, not twice."""
    return "file:edition?vfs=memdb" if hasattr(sqlite3.Connection, "serialize") else ":memory:"


def seal(path: Path, connection: sqlite3.Connection, meta: Meta) -> Meta:
    """Write what an edition of PTP edits says of itself, with the digests of its rows; close and seal it."""
    parts = [text for (text,) in connection.execute(_DIGESTS)]
    own = hashlib.sha256("".join(parts).encode()).hexdigest()
    sealed, stated = _state(connection, meta, own, digest_rows(connection.execute))
    connection.close()
    append_seal(path, stated)
    return sealed


def seal_table(path: Path, connection: sqlite3.Connection, meta: Meta, stored: str) -> Meta:
    """The same for a table that was made in memory: write it, sealed before a byte of it reached the disk.

    `stored`: the digest of its rows.
    """
    sealed, stated = _state(connection, meta, stored, stored)
    if hasattr(connection, "serialize"):
        database = connection.serialize()
        connection.close()
        write_sealed(path, database, stated)
    else:
        _copy_sealed(path, connection, stated, stored)
    return sealed


def _copy_sealed(path: Path, connection: sqlite3.Connection, stated: str, stored: str) -> None:
    """The same where SQLite is built without `serialize`: it writes the file, whose rows are read back.

    Raises InputError when they are not those in memory.
    """
    with closing(sqlite3.connect(path)) as file:
        connection.backup(file)
        are_whole = digest_rows(file.execute) == stored
    connection.close()
    if not are_whole:
        raise InputError(
            "The edition did not reach the disk as it was read. Check the disk and import again."
        )
    append_seal(path, stated)


def _state(connection: sqlite3.Connection, meta: Meta, own: str, stored: str) -> tuple[Meta, str]:
    """Write what an edition says of itself; give it as record and as text."""
    sealed = replace(meta, edition=replace(meta.edition, sha256=own), stored=stored)
    stated = msgspec.json.encode(sealed).decode()
    connection.execute("CREATE TABLE edition (meta TEXT)")
    connection.execute("INSERT INTO edition VALUES (?)", (stated,))
    return sealed, stated


def install_file(path: Path, folder: Path, edition: Edition, *, partial: bool = False) -> Path:
    """Prove a sealed file by reading it back, put it on the disk for good, and rename it into the shelf."""
    if not _is_on_disk(path, edition):
        raise InputError(
            f"{edition.edition} did not reach the disk as it was read, so it is not installed. Check "
            "the disk and import again."
        )
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
    target = _put_in_place(path, folder, edition, PARTIAL if partial else SUFFIX)
    retirement.bring_back(target)
    sync_folder(folder)
    return target


def _is_on_disk(path: Path, edition: Edition) -> bool:
    """Whether a file reads back as it was written.

    The seal of a table was made before its bytes were written; of PTP edits, which SQLite itself writes to
    the disk, the rows are read once more.
    """
    try:
        written = EditionFile(path)
    except InstallationError:
        return False
    with closing(written):
        if written.meta.edition != edition:
            return False
        if edition.source == "ncci-ptp":
            return digest_rows(written.each) == written.meta.stored
        try:
            written.prove()
        except InstallationError:
            return False
    return True


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
    digest = RowDigest()
    for query in (query for table, query in _ROWS.items() if table in tables):
        rows = iter(each(query))
        while some := list(islice(rows, AT_ONCE)):
            digest.add(some)
        digest.end()
    return digest.end()


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
