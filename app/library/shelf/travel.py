"""Editions as files named by their SHA-256, to be sent to other machines and opened there.

A name says what must be in the file, so a store may keep it for good and a copy that is there already is not
sent again. What was set aside, what is not whole, and local policy stay at home.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from app.coding.editions import Edition
from app.coding.errors import InstallationError
from app.library.shelf.edition_file import EditionFile
from app.library.shelf.edition_format import SUFFIX
from app.library.shelf.shelf import Shelf


def pack_shelf(folder: Path, out: Path) -> tuple[str, ...]:
    """Copy the editions in use of a shelf folder into `out`, each named by its hash; the names, sorted.

    Raises InstallationError when an edition is damaged, OSError when `out` cannot be written.
    """
    shelf = Shelf.open(folder).proved()
    _refuse_damaged(shelf)
    out.mkdir(parents=True, exist_ok=True)
    names = []
    for edition in shelf.editions:
        source = shelf.path(edition)
        name = _name_of(source)
        if not (out / name).exists():
            part = out / f"{name}.{os.getpid()}.part"
            shutil.copyfile(source, part)
            part.replace(out / name)
        names.append(name)
    shelf.close()
    return tuple(sorted(names))


def open_packed(folder: Path, names: Sequence[str]) -> Shelf:
    """The shelf of the named files of a folder, whatever else lies there; each is read whole and proved.

    Raises InstallationError when one is missing or does not hold what its name says.
    """
    files: dict[Edition, EditionFile] = {}
    for name in names:
        path = folder / name
        if not path.is_file():
            raise InstallationError(f"The edition {name[:12]} is not in the folder. Send every packed file.")
        if _name_of(path) != name:
            raise InstallationError(
                f"The edition {name[:12]} does not hold what its name says. Send it again."
            )
        file = EditionFile(path)
        files[file.meta.edition] = file
    return Shelf(files)


def open_whole(folder: Path) -> Shelf:
    """The shelf of a folder, of which no edition may be damaged. Raises InstallationError."""
    if not folder.is_dir():
        raise InstallationError(f"{folder} is not a folder. Give the folder of a shelf, which may be empty.")
    shelf = Shelf.open(folder).proved()
    _refuse_damaged(shelf)
    return shelf


def _refuse_damaged(shelf: Shelf) -> None:
    """Where nobody looks, a damaged edition must not turn into claims that were not checked."""
    if shelf.damaged:
        raise InstallationError(shelf.damaged[0].reason)


def _name_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() + SUFFIX
