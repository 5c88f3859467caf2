"""The user's own things: favourites, recent pages, notes on codes, settings. One small JSON file.

Nothing of a claim is ever kept here.
"""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.coding.files import write_whole

FILE_NAME = "personal.json"


class Personal(Struct, frozen=True, kw_only=True):
    """The user's own things; `favourites` and `recent` hold page keys, `problem` a sentence to show once."""

    favourites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    notes: dict[str, str] = {}
    settings: dict[str, Any] = {}
    problem: str = ""


def read_personal(folder: Path) -> Personal:
    """Read the user's things; an unreadable file is kept aside under another name and `problem` says so."""
    path = folder / FILE_NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Personal)
    except FileNotFoundError:
        return Personal()
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        return Personal(problem=_set_aside(path, error))


def write_personal(folder: Path, personal: Personal) -> None:
    """Write the user's things whole or not at all. Raises OSError with the reason of the system."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = msgspec.structs.replace(personal, problem="")
    write_whole(folder / FILE_NAME, msgspec.json.format(msgspec.json.encode(kept), indent=2))


def _set_aside(path: Path, error: Exception) -> str:
    aside = path.with_suffix(".bad")
    try:
        path.replace(aside)
    except OSError:
        return (
            f"Your favourites and settings in {path.name} could not be read ({error}); defaults are in use."
        )
    return f"Your favourites and settings could not be read ({error}); the file is kept as {aside.name}."
