"""Two windows on one data folder: what each of them changed since both last agreed, put together.

Nothing that either kept is dropped; where both changed the same note, both texts stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.desktop.user_data.file import UserData

Texts = tuple[str, ...]


def merge(base: UserData, mine: UserData, theirs: UserData) -> UserData:
    """The data after both sets of changes. `base` is what this window last read or wrote."""
    return UserData(
        favorites=_merge_kept(base.favorites, mine.favorites, theirs.favorites),
        recent=_merge_newest(base.recent, mine.recent, theirs.recent),
        claims=_merge_newest(base.claims, mine.claims, theirs.claims),
        notes=_merge_notes(base.notes, mine.notes, theirs.notes),
        settings=_merge_maps(base.settings, mine.settings, theirs.settings),
        problem=mine.problem,
    )


def _merge_kept(base: Texts, mine: Texts, theirs: Texts) -> Texts:
    """Their list without what was taken away here, and below it what was added here."""
    stays = tuple(item for item in theirs if item in mine or item not in base)
    return (*stays, *(item for item in mine if item not in base and item not in stays))


def _merge_newest(base: Texts, mine: Texts, theirs: Texts) -> Texts:
    """What was used here since, newest first, above their list; as many as the longer list has."""
    if mine == base:
        return theirs
    if not mine:  # the list was cleared here
        return tuple(item for item in theirs if item not in base)
    merged = tuple(dict.fromkeys((*mine, *theirs))) if theirs != base else mine
    return merged[: max(len(mine), len(theirs))]


def _merge_maps(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any]:
    """Their values, over which lie those that were set here and without those that were taken away here."""
    changed = {name: value for name, value in mine.items() if name not in base or base[name] != value}
    removed = base.keys() - mine.keys()
    return {name: value for name, value in theirs.items() if name not in removed} | changed


def _merge_notes(
    base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]
) -> dict[str, str]:
    merged = _merge_maps(base, mine, theirs)
    for key in base.keys() | mine.keys() | theirs.keys():
        before, here, there = (notes.get(key, "") for notes in (base, mine, theirs))
        if before not in (here, there) and here != there:
            merged[key] = _merge_texts(here, there)
    return merged


def _merge_texts(here: str, there: str) -> str:
    """Both texts; one that holds the other already stands for both, and an empty one for none."""
    if here in there:
        return there
    return here if there in here else f"{there}\n{here}"
