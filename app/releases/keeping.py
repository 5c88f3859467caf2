"""Choosing among editions on the shelf: set aside, bring back, remove. Other windows may have them open."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.coding.editions import Edition
from app.coding.errors import InputError
from app.library.shelf.edition_format import ASIDE, PARTIAL, SUFFIX, are_rivals, names_rows
from app.library.shelf.shelf import Shelf
from app.releases import lock, retirement
from app.releases.writer import sync_folder


def set_aside(folder: Path, edition: Edition) -> None:
    """Take an installed edition out of use; its file stays. Open the shelf again after."""
    with lock.hold(folder):
        for path in _paths_or_gone(folder, edition, SUFFIX):
            retirement.set_aside(path)
        sync_folder(folder)


def bring_back(folder: Path, edition: Edition) -> None:
    """Put an edition that was set aside in use again, for example to roll back to it.

    One that is in use for the same days is set aside in its place.
    """
    with closing(Shelf.open(folder)) as shelf:
        rivals = [shelf.path(item) for item in shelf.editions if are_rivals(item, edition)]
    with lock.hold(folder):
        path = _paths_or_gone(folder, edition, SUFFIX, ASIDE)[0]
        for rival in rivals:
            retirement.set_aside(rival)
        if path.suffix == ASIDE:
            path = path.replace(path.with_suffix(SUFFIX))
        retirement.bring_back(path)
        sync_folder(folder)


def remove(folder: Path, edition: Edition) -> None:
    """Remove an edition's file, whether installed, set aside or incomplete."""
    with lock.hold(folder):
        paths = _paths(folder, edition, SUFFIX, ASIDE, PARTIAL)
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


def _paths(folder: Path, edition: Edition, *suffixes: str) -> list[Path]:
    """The files of an edition on the shelf, by suffix in the order given."""
    there = sorted(
        path for path in folder.iterdir() if names_rows(path, edition) and retirement.is_there(path)
    )
    return [path for suffix in suffixes for path in there if path.suffix == suffix]


def _paths_or_gone(folder: Path, edition: Edition, *suffixes: str) -> list[Path]:
    """The same; raises InputError when there is none."""
    paths = _paths(folder, edition, *suffixes)
    if not paths:
        raise InputError(
            f"{edition.title or edition.edition} is no longer on the shelf. Open Editions again."
        )
    return paths
