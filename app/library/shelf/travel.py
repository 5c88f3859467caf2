"""Editions as files named by their SHA-256, to be sent to other machines and opened there.

A name says what must be in the file, so a store may keep it for good and a copy that is there already is not
sent again. What was set aside and what is not whole stays at home. Local policy travels with its signature,
by which it is judged again where it is opened: behind the hash stands the name that it has at home, which its
flags cite.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.coding.editions import Edition
from app.coding.errors import InstallationError
from app.coding.local import LocalPolicy
from app.library.local.reading import SIGNATURE, read_local_files
from app.library.local.reading import SUFFIX as LOCAL
from app.library.shelf.edition_file import EditionFile
from app.library.shelf.edition_format import SUFFIX
from app.library.shelf.shared import Signers
from app.library.shelf.shelf import Shelf


def pack_shelf(folder: Path, out: Path) -> tuple[str, ...]:
    """Copy what is in use of a shelf folder into `out`, each file named by its hash; the names, sorted.

    Raises InstallationError when an edition is damaged, OSError when `out` cannot be written.
    """
    shelf = Shelf.open(folder).proved()
    _refuse_damaged(shelf)
    out.mkdir(parents=True, exist_ok=True)
    names = []
    for edition in shelf.editions:
        source = shelf.path(edition)
        names.append(_pack(source, out, _name_of(source)))
    for path in sorted(folder.glob(f"*{LOCAL}")) if folder.is_dir() else ():
        name = _name_of(path)
        names.append(_pack(path, out, name))
        if (signature := _signature_of(path)).is_file():
            names.append(_pack(signature, out, name + SIGNATURE))
    shelf.close()
    return tuple(sorted(names))


def _pack(source: Path, out: Path, name: str) -> str:
    """Copy a file under another name, unless that is there."""
    if not (out / name).exists():
        part = out / f"{name}.{os.getpid()}.part"
        shutil.copyfile(source, part)
        part.replace(out / name)
    return name


def open_packed(folder: Path, names: Sequence[str], signers: Signers = ()) -> Shelf:
    """The shelf of the named files of a folder, whatever else lies there; each is read whole and proved.

    `signers`: names and public keys, one of which must have signed local policy; that of anybody else is a
    rule that was not checked. Raises InstallationError when a file is missing or does not hold what its name
    says, and where signatures cannot be checked.
    """
    files: dict[Edition, EditionFile] = {}
    local: list[tuple[str, Path]] = []
    for name in names:
        path = folder / name
        if not path.is_file():
            raise InstallationError(f"The file {name[:12]} is not in the folder. Send every packed file.")
        if name.endswith(SIGNATURE):
            continue  # what it signs says whether it is right
        home = name.partition(".")[2]
        if _name_of(path, home) != name:
            raise InstallationError(f"The file {name[:12]} does not hold what its name says. Send it again.")
        if name.endswith(LOCAL):
            local.append((home, path))
        else:
            file = EditionFile(path)
            files[file.meta.edition] = file
    return Shelf(files, local=_read_local(sorted(local), signers))


def open_whole(folder: Path, signers: Signers = ()) -> Shelf:
    """The shelf of a folder, of which no edition may be damaged. Raises InstallationError.

    `signers`: as for `open_packed`.
    """
    if not folder.is_dir():
        raise InstallationError(f"{folder} is not a folder. Give the folder of a shelf, which may be empty.")
    shelf = Shelf.open(folder).proved()
    _refuse_damaged(shelf)
    local = _read_local([(path.name, path) for path in sorted(folder.glob(f"*{LOCAL}"))], signers)
    return Shelf.of_parts(msgspec.structs.replace(shelf.parts(), local=local)) if local else shelf


def _read_local(files: Sequence[tuple[str, Path]], signers: Signers) -> LocalPolicy | None:
    """Local policy of which the signatures are checked here; see `read_local_files`."""
    try:
        return read_local_files(files, signers)
    except ModuleNotFoundError:
        raise InstallationError(
            "The shelf has local policy, and nothing here can check its signature. Install PyNaCl."
        ) from None


def _refuse_damaged(shelf: Shelf) -> None:
    """Where nobody looks, a damaged edition must not turn into claims that were not checked."""
    if shelf.damaged:
        raise InstallationError(shelf.damaged[0].reason)


def _name_of(path: Path, home: str = "") -> str:
    """The name by the hash; of local policy by that of its signature too, and its name `home` behind it."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    home = home or path.name
    if not home.endswith(LOCAL):
        return digest.hexdigest() + SUFFIX
    if (signature := _signature_of(path)).is_file():
        digest.update(signature.read_bytes())
    return f"{digest.hexdigest()}.{home}"


def _signature_of(path: Path) -> Path:
    return path.with_name(path.name + SIGNATURE)
