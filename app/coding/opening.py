"""What a start, or a desktop, names for the window to open: a link or a file."""

from __future__ import annotations

from pathlib import Path

from app.coding.errors import InputError
from app.coding.links import is_link, read_link
from app.coding.requests import OpenFile, Request
from app.coding.sentences import shown_name


def read_target(target: str) -> Request:
    """The request for a link or a path. Raises InputError with one sentence for what is neither."""
    if is_link(target):
        return read_link(target)
    path = Path(target)
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "is not there"
        raise InputError(f"{shown_name(path)} {what}. Give a claim, a checklist or a link.")
    return OpenFile(str(path.absolute()))
