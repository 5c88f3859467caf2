"""The folder of drawn images that the style sheet names: gone with the program, or at the next start."""

import shutil
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QTemporaryDir

_PREFIX = "needlepoint-"
_LOCK = "lock"
_UNLOCKED_AT_MOST = 3600  # seconds that a program may take from its folder to its lock


class ImageFolder:
    """A temporary folder of this program. A lock inside says that the program still runs."""

    def __init__(self) -> None:
        self._parent = QDir.tempPath()
        self._folder = QTemporaryDir(f"{self._parent}/{_PREFIX}XXXXXX")
        self._lock: QLockFile | None = None

    def path(self, name: str) -> Path:
        """The place of a file in it."""
        return Path(self._folder.filePath(name))

    def remove(self) -> None:
        """Remove the folder. The lock goes first: Windows removes no file that is open."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        self._folder.remove()

    def keep(self) -> None:
        """Lock the folder, and remove those that programs left which were killed. Nothing the second time."""
        if self._lock is None:
            self._lock = _lock_of(self.path(_LOCK))
            self._lock.tryLock(0)
            own = Path(self._folder.path())
            for other in Path(self._parent).glob(f"{_PREFIX}??????"):
                if other != own and _is_left(other):
                    shutil.rmtree(other, ignore_errors=True)


def _lock_of(path: Path) -> QLockFile:
    """A lock that ends with its program, however long that runs."""
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    return lock


def _is_left(folder: Path) -> bool:
    """Whether no program uses a folder any more. One of another user is never touched."""
    with suppress(OSError):
        if folder.is_symlink() or not folder.is_dir():
            return False
        if not (folder / _LOCK).exists():
            return time.time() - folder.stat().st_mtime > _UNLOCKED_AT_MOST
        lock = _lock_of(folder / _LOCK)
        if lock.tryLock(0):
            lock.unlock()
            return True
    return False
