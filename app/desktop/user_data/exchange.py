"""Writing the user's data beside other windows: under a lock, over what they wrote in the meantime."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.coding.locking import NO_LOCKS, lock_now
from app.desktop.user_data.file import FILE_NAME, UserData, read_user_data, write_user_data
from app.desktop.user_data.merging import merge

LOCK_NAME = ".personal.lock"
_PATIENCE = 2.0  # seconds; another window holds the lock for milliseconds
_PAUSE = 0.01


def exchange_user_data(folder: Path, base: UserData, mine: UserData) -> UserData:
    """Write what changed from `base` to `mine` and give what the file holds then.

    A file that is gone or unreadable counts as unchanged. Raises OSError with the reason of the system.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _hold(folder / LOCK_NAME):
        found = read_user_data(folder) if (folder / FILE_NAME).exists() else base
        merged = merge(base, mine, base if found.problem else found)
        write_user_data(folder, merged)
    return merged


@contextmanager
def _hold(path: Path) -> Iterator[None]:
    """Hold the lock, waiting a moment for it. Raises OSError when it does not come free."""
    with path.open("a+b") as stream:
        ends = time.monotonic() + _PATIENCE
        while True:
            try:
                lock_now(stream.fileno())
                break
            except OSError as error:
                if error.errno in NO_LOCKS:
                    break  # what was kept there so far was kept without one
                if time.monotonic() > ends:
                    raise OSError(errno.EBUSY, "another window is using the data folder") from None
                time.sleep(_PAUSE)
        yield
