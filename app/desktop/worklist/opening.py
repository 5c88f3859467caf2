"""Several files at once as one worklist: files of claims, claims and exported checklists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import structs

from app.checklist import reopen
from app.claims.claim_files import open_claims, suffix_of
from app.claims.many_files import files_of, is_archive, read_archive, read_files
from app.claims.record import Entry
from app.claims.tables.opening import TableReading, UnknownHeadingsError
from app.claims.worklist.file import is_worklist
from app.claims.x12.run import Run
from app.coding.errors import InputError
from app.coding.sentences import count_of
from app.desktop.claim.many import TABLES, Ask
from app.file_kinds import wrong_in_window

_LARGEST = 20_000_000
_UNSAID = "what its headings mean was not said, so it was not read. Open it by itself to say it."
_ALONE = "It is a worklist. Open it by itself."


def read_several(paths: Sequence[Path], tables: TableReading | None, ask: Ask) -> Iterator[Entry]:
    """The claims of each file and of those in each folder, as one run.

    `ask` says what the headings of a table mean.
    """
    files = files_of([str(path) for path in paths])
    given = {path: _headings(path, tables, ask) for path in files}

    def read(path: Path, run: Run) -> Iterator[Entry]:
        with_given = structs.replace(tables, given=given[path]) if tables and given.get(path) else tables
        return _read_one(path, with_given, run)

    return read_files(files, read, _explain)


def _explain(file: Path) -> str:
    """What a file is that holds no claims, with its name."""
    said = wrong_in_window(file, "claims", "remittance", "checklist", "other-x12")
    return f"{file.name}: {said}" if said else ""


def name_of(paths: Sequence[Path]) -> str:
    """What several files are called as one worklist."""
    return f"{count_of(len(paths), 'file')} of {paths[0].parent.name or paths[0].parent}"


def _read_one(path: Path, tables: TableReading | None, run: Run) -> Iterator[Entry]:
    try:
        if path.is_file() and is_worklist(path):
            raise InputError(f"{path.name}: {_ALONE}")
        if path.is_file() and path.stat().st_size <= _LARGEST:
            content = path.read_bytes() if path.suffix.lower() == ".pdf" else b""
            if content:
                return iter((Entry("checklist", reopen(content, path.name)),))
    except OSError as error:
        raise InputError(f"{path.name} cannot be read ({error.strerror}).") from None
    if is_archive(str(path)):
        return read_archive(str(path), path.name)
    try:
        return open_claims(str(path), tables, run).entries
    except UnknownHeadingsError:
        raise InputError(f"{path.name}: {_UNSAID}") from None


def _headings(path: Path, tables: TableReading | None, ask: Ask) -> dict[str, str]:
    """What was answered for the headings of a table that are not known; nothing for any other file."""
    if suffix_of(str(path)) not in TABLES:
        return {}
    try:
        next(open_claims(str(path), tables).entries, None)
    except UnknownHeadingsError as asked:
        return dict(ask(path, asked) or {})
    except (InputError, OSError):
        pass  # said where the file is read
    return {}
