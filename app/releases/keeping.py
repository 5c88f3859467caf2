"""Choosing among editions on the shelf: set aside, bring back, remove. Other windows may have them open."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.coding.editions import Edition
from app.coding.errors import InputError
from app.library.shelf.edition_format import ASIDE, PARTIAL, SUFFIX, are_rivals, file_name
from app.library.shelf.shelf import Shelf
from app.releases import lock, retirement
from app.releases.writer import sync_folder


def set_aside(folder: Path, edition: Edition) -> None:
    """Take an installed edition out of use; its file stays. Open the shelf again after."""
    with lock.hold(folder):
        path = folder / file_name(edition)
        if not retirement.is_there(path):
            raise InputError(_GONE.format(title=edition.title or edition.edition))
        retirement.set_aside(path)
        sync_folder(folder)


def bring_back(folder: Path, edition: Edition) -> None:
    """Put an edition that was set aside in use again, for example to roll back to it.

    One that is in use for the same days is set aside in its place.
    """
    with closing(Shelf.open(folder)) as shelf:
        rivals = [item for item in shelf.editions if are_rivals(item, edition)]
    with lock.hold(folder):
        path, older = folder / file_name(edition), folder / file_name(edition, ASIDE)
        if not retirement.is_there(path) and not older.exists():
            raise InputError(_GONE.format(title=edition.title or edition.edition))
        for other in rivals:
            retirement.set_aside(folder / file_name(other))
        if not path.exists():
            older.replace(path)
        retirement.bring_back(path)
        sync_folder(folder)


def remove(folder: Path, edition: Edition) -> None:
    """Remove an edition's file, whether installed, set aside or incomplete."""
    with lock.hold(folder):
        paths = [
            path
            for suffix in (SUFFIX, ASIDE, PARTIAL)
            if retirement.is_there(path := folder / file_name(edition, suffix))
        ]
        if not paths:
            raise InputError(
                f"{edition.title or edition.edition} is no longer on the shelf, so nothing was removed."
            )
        for path in paths:
            retirement.remove(path)
        sync_folder(folder)


def remove_damaged(path: Path) -> None:
    """Remove a file that the shelf reported as damaged."""
    with lock.hold(path.parent):
        retirement.remove(path)


_GONE = "{title} is no longer on the shelf. Open Editions again."
