"""The user's own data: favorites, recent pages and files, notes on codes, settings. One small JSON file.

Nothing of a claim is ever stored here: of a claim file only the path, once the user opened or saved it. The
first frame waits for these settings, so the file is read with the standard library alone: the record library
would take longer to load than everything here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from app.coding.files import write_whole

FILE_NAME = "personal.json"
_FAVORITES = "favourites"
"""The key of the favorites in the file, spelled as in every file written so far."""
_EMPTY: Mapping[str, Any] = MappingProxyType({})


class UserData(NamedTuple):
    """The user's own data.

    `favorites` and `recent` hold page keys, `claims` the paths of files that the user opened or saved,
    `problem` a sentence to show once.
    """

    favorites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    notes: Mapping[str, str] = _EMPTY
    settings: Mapping[str, Any] = _EMPTY
    problem: str = ""


def read_user_data(folder: Path) -> UserData:
    """Read the user's data; an unreadable file is renamed and `problem` says so."""
    path = folder / FILE_NAME
    try:
        return _parse(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return UserData()
    except (OSError, ValueError, TypeError, RecursionError) as error:
        return UserData(problem=_set_aside(path, error))


def write_user_data(folder: Path, data: UserData) -> None:
    """Write the user's data whole or not at all. Raises OSError with the reason of the system."""
    folder.mkdir(parents=True, exist_ok=True)
    record = {
        _FAVORITES: data.favorites,
        "recent": data.recent,
        "claims": data.claims,
        "notes": dict(data.notes),
        "settings": dict(data.settings),
    }
    # The folder is the user's own: where the file is a link there, what it points to is written.
    write_whole((folder / FILE_NAME).resolve(), json.dumps(record, indent=2, ensure_ascii=False).encode())


def _parse(record: object) -> UserData:
    """The data of a file's content. Raises TypeError when a part is of another type."""
    if not isinstance(record, dict):
        raise TypeError("it holds no record")
    notes, settings = record.get("notes", {}), record.get("settings", {})
    if not isinstance(notes, dict) or not all(isinstance(note, str) for note in notes.values()):
        raise TypeError("notes are no texts")
    if not isinstance(settings, dict):
        raise TypeError("settings are no record")
    favorites, recent, claims = (_texts(record, name) for name in (_FAVORITES, "recent", "claims"))
    return UserData(favorites, recent, claims, notes, settings)


def _texts(record: dict[str, Any], name: str) -> tuple[str, ...]:
    texts = record.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise TypeError(f"{name} is no list of texts")
    return tuple(texts)


def _set_aside(path: Path, error: Exception) -> str:
    aside = path.with_suffix(".bad")
    reason = (isinstance(error, OSError) and error.strerror) or error
    try:
        path.replace(aside)
    except OSError:
        return (
            f"Your favorites and settings in {path.name} could not be read ({reason}); defaults are in use."
        )
    return f"Your favorites and settings could not be read ({reason}); the file is kept as {aside.name}."
