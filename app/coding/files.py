"""Writing a file so that a failure leaves what was there."""

import errno
import glob
import os
import shutil
import stat
from collections.abc import Iterable, Sequence
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
        _put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def expand_patterns(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Paths, with the files that a pattern such as `*.zip` matches in its place, by name.

    The shells of Windows leave that to the program. What exists, and what matches nothing, stays as it is.
    """
    return tuple(found for path in paths for found in _matches(path))


def _matches(path: Path) -> Sequence[Path]:
    text = str(path)
    if path.exists() or not glob.has_magic(text):
        return (path,)
    return [Path(name) for name in sorted(glob.glob(text))] or (path,)  # noqa: PTH207 - the pattern may have a drive


def _put_in_place(draft: Path, path: Path) -> None:
    """Rename a draft. Windows refuses while a program, such as a PDF viewer, has the file open."""
    try:
        draft.replace(path)
    except PermissionError as error:
        if not path.exists():
            raise
        reason = "another program has it open: close it there, or choose another name"
        raise PermissionError(error.errno, reason) from None


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
