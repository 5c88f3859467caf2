"""One import at a time in a data folder. The system frees the lock when the process ends, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.coding.errors import InputError
from app.coding.locking import lock_now

NAME = ".lock"


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Raises InputError when it cannot be written or another import runs."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / NAME).open("a+b")
    except OSError as error:
        raise InputError(
            f"Needlepoint cannot write to the data folder {folder} ({error.strerror}). "
            "Nothing was installed. Free the folder or choose another."
        ) from None
    with stream:
        try:
            lock_now(stream.fileno())
        except OSError:
            raise InputError(
                "Another import is running in this data folder. Wait until it ends, then import again."
            ) from None
        yield
