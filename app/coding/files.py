"""Writing a file so that a failure leaves what was there."""

import errno
import os
import shutil
import stat
from pathlib import Path

_REFUSED = {
    stat.S_IFDIR: (errno.EISDIR, "Is a directory"),
    stat.S_IFLNK: (errno.ELOOP, "it is a link: give the file itself"),
}


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then in its place.

    Only a regular file is replaced, and keeps its permissions; a folder, a device, a pipe and a link stay as
    they are. Raises OSError with the reason.
    """
    there = _look_at(path)
    draft = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)  # of a process that had this number and was ended
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if there:
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _look_at(path: Path) -> bool:
    """Whether a regular file is there. Raises OSError for anything else that is."""
    if not path.name:
        raise IsADirectoryError(*_REFUSED[stat.S_IFDIR])
    try:
        kind = stat.S_IFMT(path.lstat().st_mode)
    except FileNotFoundError:
        return False
    if kind != stat.S_IFREG:
        raise OSError(*_REFUSED.get(kind, (errno.EINVAL, "it is a device or a pipe, not a file")))
    return True
