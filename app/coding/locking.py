"""The lock of an open file. The system frees it when the file is closed, and when the process ends."""

from __future__ import annotations

import errno
import sys

NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""What `lock_now` fails with where there are no locks, as on some network drives. All else: it is held."""

if sys.platform == "win32":
    import msvcrt

    def lock_now(handle: int) -> None:
        """Take the lock of an open file, by its descriptor. Raises OSError when another process has it."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock_now(handle: int) -> None:
        """Take the lock of an open file, by its descriptor. Raises OSError when another process has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
