"""Choosing among editions on the shelf: set aside, bring back, remove. Each is one rename or removal."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.coding.editions import Edition
from app.coding.errors import InputError
from app.library.shelf.edition_format import ASIDE, PARTIAL, SUFFIX, are_rivals, file_name
from app.library.shelf.shelf import Shelf
from app.releases import lock
from app.releases.writer import sync_folder


def set_aside(folder: Path, edition: Edition) -> None:
    """Take an installed edition out of use; its file stays. Close the shelf before, open it again after."""
    _rename(folder, edition, SUFFIX, ASIDE)


def bring_back(folder: Path, edition: Edition) -> None:
    """Put an edition that was set aside in use again, for example to roll back to it.

    One that is in use for the same days is set aside in its place.
    """
    with closing(Shelf.open(folder)) as shelf:
        rivals = [item for item in shelf.editions if are_rivals(item, edition)]
    for other in rivals:
        _rename(folder, other, SUFFIX, ASIDE)
    _rename(folder, edition, ASIDE, SUFFIX)


def remove(folder: Path, edition: Edition) -> None:
    """Remove an edition's file, whether installed, set aside or incomplete. Close the shelf before."""
    with lock.hold(folder):
        paths = [
            path
            for suffix in (SUFFIX, ASIDE, PARTIAL)
            if (path := folder / file_name(edition, suffix)).exists()
        ]
        if not paths:
            raise InputError(
                f"{edition.title or edition.edition} is no longer on the shelf, so nothing was removed."
            )
        for path in paths:
            path.unlink()
        sync_folder(folder)


def remove_damaged(path: Path) -> None:
    """Remove a file that the shelf reported as damaged."""
    with lock.hold(path.parent):
        path.unlink(missing_ok=True)


def _rename(folder: Path, edition: Edition, old: str, new: str) -> None:
    with lock.hold(folder):
        path = folder / file_name(edition, old)
        if not path.exists():
            raise InputError(
                f"{edition.title or edition.edition} is no longer on the shelf. Open Editions again."
            )
        path.replace(folder / file_name(edition, new))
        sync_folder(folder)
