"""The claims of a folder, or of a ZIP archive of X12 files, one file after the other.

Remittances come last, so that what a payer answered finds the claims that were sent. Nothing is unpacked to
disk: an archive is read as it lies.
"""

import functools
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from app.claims.foreign import Explain, is_x12
from app.claims.record import Entry
from app.claims.streams import READ_ERRORS, begins_as_x12, open_stream
from app.claims.x12.files import read_x12
from app.claims.x12.run import Run
from app.coding.errors import InputError
from app.coding.files import expand_patterns
from app.coding.sentences import one_line

_HEAD = 1_024  # bytes in which the first group of an X12 file names itself
_LOOKED_AT = 50  # files of an archive that are looked at to tell what it holds
_REMITTANCE = re.compile(rb"\bGS[^0-9A-Za-z\s]HP[^0-9A-Za-z\s]")
_WORKBOOK = "[Content_Types].xml"
_DAMAGED = (
    *(zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError),
    *(zlib.error, lzma.LZMAError),
)
Read = Callable[[Path, Run], Iterator[Entry]]


def is_archive(file: str) -> bool:
    """Whether a file is a ZIP archive that is no workbook."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _WORKBOOK not in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def holds_x12(file: str) -> bool:
    """Whether a file is a ZIP archive that holds an X12 file."""
    try:
        with zipfile.ZipFile(file) as archive:
            inside = [each for each in archive.infolist() if not each.is_dir()]
            return any(is_x12(archive.open(each).read(_HEAD)) for each in inside[:_LOOKED_AT])
    except _DAMAGED:
        return False


def read_folder(folder: Path, read: Read, explain: Explain) -> Iterator[Entry]:
    """The claims of each file of a folder by its name, each entry named with its file. Hidden files are left.

    A file that cannot be read at all gives its sentence, and the others go on.
    """
    yield from read_files(_files_in(folder), read, explain)


def files_of(named: Collection[str]) -> tuple[Path, ...]:
    """The files named, and those of each folder among them by name. Raises InputError for standard input."""
    if "-" in named:
        raise InputError("Standard input is among several files. Give it by itself.")
    paths = expand_patterns(map(Path, named))
    return tuple(each for path in paths for each in (_files_in(path) if path.is_dir() else [path]))


def _files_in(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.is_file() and not each.name.startswith("."))


def read_files(files: Sequence[Path], read: Read, explain: Explain) -> Iterator[Entry]:
    """The claims of several files as one run, in their order, each entry named with its file."""
    answers = [each for each in files if _is_remittance(_head_of(each))]
    files = [*(each for each in files if each not in answers), *answers]
    run = Run(has_answers=bool(answers))
    _survey(files, run)
    for file in files:
        try:
            shared = is_x12(_head_of(file))
            yield from _named(file.name, read(file, run), "" if shared else file.name)
        except InputError as error:
            yield Entry("", None, explain(file) or str(error))


def _survey(files: Sequence[Path], run: Run) -> None:
    """Look at the X12 files of a folder before the first is read."""
    found = [str(each) for each in files if begins_as_x12(str(each))]
    looked_at = run.survey(
        [(_shown(Path(each).name), functools.partial(open_stream, each)) for each in found]
    )
    run.files.update(zip(found, looked_at, strict=True))


def read_archive(file: str, name: str) -> Iterator[Entry]:
    """The claims of each X12 file of an archive. One that is no X12 file is named by its place. Raises so."""
    with _whole(name), zipfile.ZipFile(file) as archive:
        yield from _members(archive, name)


@contextmanager
def _whole(name: str) -> Iterator[None]:
    """Raises InputError for what of an archive is damaged."""
    try:
        yield
    except _DAMAGED:
        raise InputError(f"{name} cannot be read: it is damaged, or packed with a password.") from None


@contextmanager
def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[IO[bytes]]:
    with _whole(name), archive.open(member) as stream:
        yield stream


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[Entry]:
    inside = sorted(
        (each for each in archive.infolist() if not each.is_dir()), key=lambda each: each.filename
    )
    heads = {each.filename: archive.open(each).read(_HEAD) for each in inside}
    answers = [each for each in inside if _is_remittance(heads[each.filename])]
    inside = [*(each for each in inside if each not in answers), *answers]
    run = Run(has_answers=bool(answers))
    found = [each for each in inside if is_x12(heads[each.filename])]
    if not found:
        raise InputError(f"{name} is a ZIP archive without an X12 file. Unpack it and give the files in it.")
    looked_at = run.survey(
        [
            (_shown(Path(each.filename).name), functools.partial(_open_member, archive, each, name))
            for each in found
        ]
    )
    surveyed = dict(zip((each.filename for each in found), looked_at, strict=True))
    for place, member in enumerate(inside, 1):
        shown = f"{name}, {_shown(Path(member.filename).name)}"
        if member.filename not in surveyed:
            yield Entry("", None, f"{name}, file {place} is no X12 file. Unpack it and give it by itself.")
            continue
        try:
            with _open_member(archive, member, shown) as stream:
                entries = read_x12(stream, shown, run, surveyed[member.filename])
                yield from _named(Path(member.filename).name, entries)
        except InputError as error:
            yield Entry("", None, str(error))


def _named(file: str, entries: Iterator[Entry], tokens: str = "") -> Iterator[Entry]:
    """The entries with their file's name before theirs, and whose tokens they have."""
    for entry in entries:
        name = f"{_shown(file)}, {entry.name}" if entry.name else ""
        yield msgspec.structs.replace(entry, name=name, tokens=tokens)


def _shown(file: str) -> str:
    """The name of a file as entries have it."""
    return one_line(file, 40)


def _head_of(file: Path) -> bytes:
    try:
        with open_stream(str(file)) as stream:
            return stream.read(_HEAD)
    except READ_ERRORS:
        return b""  # whoever reads it says why


def _is_remittance(head: bytes) -> bool:
    return is_x12(head) and _REMITTANCE.search(head) is not None
