"""Writing a folder so that it is there whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.coding.errors import InputError
from app.coding.sentences import shown_name


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A draft beside `path` to write into, which takes its name at the end, and is removed on any failure.

    Raises InputError where `path` is anything but an empty folder or free, or cannot be written.
    """
    _refuse_what_is_there(path)
    draft = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    try:
        try:
            shutil.rmtree(draft, ignore_errors=True)  # of a process that had this number and was ended
            draft.mkdir(parents=True)
            yield draft
            if path.exists():
                path.rmdir()  # empty, or this says that something came in meanwhile
            draft.rename(path)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        if isinstance(error, BrokenPipeError) or not _is_of(error, draft, path):
            raise
        reason = f"{shown_name(path)} cannot be written ({error.strerror})"
        raise InputError(f"{reason}. Choose another place.") from None


def _is_of(error: OSError, *paths: Path) -> bool:
    """Whether an error is about these folders, what is in them or above them, or room on their disk."""
    if error.filename is None:
        return True
    named = Path(str(error.filename))
    return any(named.is_relative_to(path) or path.is_relative_to(named) for path in paths)


def _refuse_what_is_there(path: Path) -> None:
    name = shown_name(path)
    if not path.name:
        raise InputError(f"{name} is no name for a folder. Give a new folder.")
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise InputError(f"{name} is there and is no folder. Give a new folder.")
    try:
        if path.is_dir() and any(path.iterdir()):
            raise InputError(f"{name} is there and is not empty. Give a new or an empty folder.")
    except OSError as error:
        raise InputError(f"{name} cannot be read ({error.strerror}). Give a new folder.") from None
