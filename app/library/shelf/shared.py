"""The shared shelf: a folder of editions that serves many desks, read and never written to.

It may lie on a network share that is away, so it is read in a thread of its own and waited for only as long
as it goes on answering.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from queue import Empty, Queue

from msgspec import Struct

from app.coding.errors import InstallationError
from app.coding.local import LocalPolicy
from app.library.shelf.edition_file import Damaged, EditionFile, damage_in
from app.library.shelf.edition_format import ASIDE_MARK, REMOVED_MARK, SUFFIX

Signers = Sequence[tuple[str, str]]
_Found = EditionFile | Damaged | Exception | LocalPolicy | None

PATIENCE = 5.0
"""Seconds in which the share must give its list of files, and each file, or it counts as away."""

_CURE = "and is not used. It lies on the shared shelf: tell your administrator."


class Shared(Struct, frozen=True, kw_only=True):
    """What lies on the shared shelf: the editions in use there, opened, and the files that are damaged.

    `local`: the team's own rules and notes there, None where there are none. `away`: one sentence when the
    folder cannot be read, and then there is nothing else. Several shelves may use it; its files stay open
    until nobody does.
    """

    folder: Path
    files: tuple[EditionFile, ...] = ()
    damaged: tuple[Damaged, ...] = ()
    local: LocalPolicy | None = None
    away: str = ""


def read_shared(folder: Path, signers: Signers = (), patience: float = PATIENCE) -> Shared:
    """Open what lies in `folder`, whole or not at all.

    `signers`: names and public keys, one of which must have signed local policy.
    """
    found: Queue[_Found] = Queue()
    threading.Thread(target=_find, args=(folder, signers, found), daemon=True).start()
    files: list[EditionFile] = []
    broken: list[Damaged] = []
    while True:
        try:
            item = found.get(timeout=patience)
        except Empty:
            return _away(folder, "it does not answer")
        match item:
            case None | LocalPolicy():
                return Shared(folder=folder, files=tuple(files), damaged=tuple(broken), local=item)
            case EditionFile():
                files.append(item)
            case Damaged():
                broken.append(item)
            case OSError():
                return _away(folder, item.strerror or "it cannot be read")
            case _:
                raise item


def _find(folder: Path, signers: Signers, found: Queue[_Found]) -> None:
    """Put each edition in use, then the local policy or None; at a fault, such as no such folder, that."""
    from app.library.local.reading import read_local  # not needed by those who have no shared shelf

    try:
        names = {path.name for path in folder.iterdir()}
        for path in _in_use(folder, names):
            found.put(_open(path))
        found.put(read_local(folder, tuple(names), signers))
    except Exception as error:  # noqa: BLE001 - raised again where the shelf is asked for
        found.put(error)


def _in_use(folder: Path, names: Set[str]) -> Iterator[Path]:
    """The edition files that are neither set aside nor removed, by name."""
    for name in sorted(names):
        if name.endswith(SUFFIX) and not {name + ASIDE_MARK, name + REMOVED_MARK} & names:
            yield folder / name


def _open(path: Path) -> EditionFile | Damaged:
    try:
        return EditionFile(path, _CURE)
    except (InstallationError, OSError) as error:
        return damage_in(path, error)


def _away(folder: Path, why: str) -> Shared:
    text = str(folder)
    shown = text if len(text) <= 80 else f"…{text[-79:]}"
    sentence = (
        f"The shared shelf {shown} cannot be reached ({why}); its editions are not in use, and checks that "
        "need them are not checked."
    )
    return Shared(folder=folder, away=sentence)
