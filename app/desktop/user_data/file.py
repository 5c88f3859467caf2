"""The user's own things: favourites, recent pages, notes on codes, settings. One small JSON file.

Nothing of a claim is ever kept here. The first frame waits for these settings, so the file is read with the
standard library alone: the record library would take longer to load than everything here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from app.coding.files import write_whole

FILE_NAME = "personal.json"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Personal(NamedTuple):
    """The user's own things; `favourites` and `recent` hold page keys, `problem` a sentence to show once."""

    favourites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    notes: Mapping[str, str] = _NOTHING
    settings: Mapping[str, Any] = _NOTHING
    problem: str = ""


def read_personal(folder: Path) -> Personal:
    """Read the user's things; an unreadable file is kept aside under another name and `problem` says so."""
    path = folder / FILE_NAME
    try:
        return _checked(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return Personal()
    except (OSError, ValueError, TypeError) as error:
        return Personal(problem=_set_aside(path, error))


def write_personal(folder: Path, personal: Personal) -> None:
    """Write the user's things whole or not at all. Raises OSError with the reason of the system."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = personal._asdict() | {"notes": dict(personal.notes), "settings": dict(personal.settings)}
    del kept["problem"]
    text = json.dumps(kept, indent=2, ensure_ascii=False)
    write_whole(folder / FILE_NAME, text.encode())


def _checked(kept: object) -> Personal:
    """The record of a file's content. Raises TypeError when a part is of another type."""
    if not isinstance(kept, dict):
        raise TypeError("it holds no record")
    notes, settings = kept.get("notes", {}), kept.get("settings", {})
    if not isinstance(notes, dict) or not all(isinstance(note, str) for note in notes.values()):
        raise TypeError("notes are no texts")
    if not isinstance(settings, dict):
        raise TypeError("settings are no record")
    return Personal(
        favourites=_texts(kept, "favourites"), recent=_texts(kept, "recent"), notes=notes, settings=settings
    )


def _texts(kept: dict[str, Any], name: str) -> tuple[str, ...]:
    texts = kept.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise TypeError(f"{name} is no list of texts")
    return tuple(texts)


def _set_aside(path: Path, error: Exception) -> str:
    aside = path.with_suffix(".bad")
    try:
        path.replace(aside)
    except OSError:
        return (
            f"Your favourites and settings in {path.name} could not be read ({error}); defaults are in use."
        )
    return f"Your favourites and settings could not be read ({error}); the file is kept as {aside.name}."
