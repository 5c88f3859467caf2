"""Where the windows of one user meet: a folder that nobody else can enter, a name for each data folder.

Windows of other systems meet at a named pipe instead: see `app.desktop.instance.pipe`.
"""

from __future__ import annotations

import os
import stat
import tempfile
import zlib
from pathlib import Path

_LONGEST = 100  # bytes of a socket's path; macOS takes 103, Linux 107


def meeting_name(folder: Path) -> str:
    """The name that stands for a data folder, the same however its path is written."""
    path = os.fsencode(os.path.normcase(folder.resolve()))
    # Two plain checksums tell one user's folders apart; hashlib would load OpenSSL, 3 MB, before the window.
    return f"{zlib.crc32(path):08x}{zlib.adler32(path):08x}"


def socket_path(folder: Path) -> Path | None:
    """The socket of a data folder; None where no folder is the user's alone, or its path is too long."""
    runtime = runtime_folder()
    path = runtime / f"{meeting_name(folder)}.sock" if runtime else None
    return path if path and len(os.fsencode(path)) <= _LONGEST else None


def runtime_folder() -> Path | None:
    """The folder of the sockets, made when it is missing; None when it is not the user's alone."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and is_own(Path(given)):
        folder = Path(given) / "needlepoint"
    else:
        folder = Path(tempfile.gettempdir()) / f"needlepoint-of-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return folder if is_own(folder) else None


def is_own(folder: Path) -> bool:
    """Whether a folder, itself and no link, belongs to this user and nobody else can enter it."""
    try:
        there = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(there.st_mode) and there.st_uid == os.getuid() and not there.st_mode & 0o077
