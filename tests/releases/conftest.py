"""Invented tables are small, so the least row counts are lifted; and files that are open count as locked."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from app.releases import installation


@pytest.fixture(autouse=True)
def _small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "LEAST_ROWS", {})


def is_open(path: Path) -> bool:
    """Say whether this process has a file open. Only Linux tells; Windows refuses by itself."""
    place = Path("/proc/self/fd")
    if not place.is_dir():
        return False
    opened = set()
    for name in place.iterdir():
        try:
            opened.add(str(name.readlink()))
        except OSError:
            continue  # the folder itself, closed meanwhile
    return str(path.resolve()) in opened


@pytest.fixture(autouse=True)
def _open_files_are_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither rename, replace nor remove a file that is open, as on Windows."""
    move, remove = Path.replace, Path.unlink

    def refuse(*paths: Path) -> None:
        for path in paths:
            if is_open(path):
                raise PermissionError(errno.EACCES, "The file is in use by another process", str(path))

    def replace(self: Path, target: Path) -> Path:
        refuse(self, Path(target))
        return move(self, target)

    def unlink(self: Path, missing_ok: bool = False) -> None:
        refuse(self)
        remove(self, missing_ok)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(Path, "unlink", unlink)
