"""The folder of drawn images goes with its program, also when that was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QTemporaryDir

from app.desktop.look.image_folder import ImageFolder

LEFT = """
import os, signal
from app.desktop.look.image_folder import ImageFolder
folder = ImageFolder()
folder.keep()
folder.path("a.png").write_bytes(b"x")
print(folder.path("a.png").parent, flush=True)
os.kill(os.getpid(), signal.SIGTERM)
"""


@pytest.fixture
def parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the temporary folders of a test go."""
    monkeypatch.setattr(QDir, "tempPath", lambda: str(tmp_path))
    return tmp_path


def left_by_a_killed_program(parent: Path) -> Path:
    environ = os.environ | {"TMPDIR": str(parent), "TEMP": str(parent), "TMP": str(parent)}
    done = subprocess.run(
        [sys.executable, "-c", LEFT], env=environ, capture_output=True, encoding="utf-8", check=False
    )
    return Path(done.stdout.strip())


def start_another() -> None:
    """As a program does at its start, and at its end."""
    folder = ImageFolder()
    folder.keep()
    folder.remove()


def test_what_a_killed_program_left_is_gone_after_the_next_start(parent: Path) -> None:
    left = left_by_a_killed_program(parent)
    assert (left / "a.png").exists()
    start_another()
    assert not left.exists()


def test_a_running_program_keeps_its_folder(parent: Path) -> None:
    first, second = ImageFolder(), ImageFolder()
    first.keep()
    second.keep()
    first.path("a.png").write_bytes(b"x")
    start_another()
    assert first.path("a.png").exists()
    assert second.path("a.png").parent.exists()
    first.remove()
    second.remove()
    assert list(parent.iterdir()) == []


def test_nothing_in_it_is_open_when_it_is_removed(parent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows removes no file that is open, so the lock would keep the folder."""
    left: list[str] = []
    remove = QTemporaryDir.remove

    def look_and_remove(folder: QTemporaryDir) -> bool:
        left.extend(path.name for path in Path(folder.path()).iterdir())
        return remove(folder)

    monkeypatch.setattr(QTemporaryDir, "remove", look_and_remove)
    folder = ImageFolder()
    folder.keep()
    folder.path("a.png").write_bytes(b"x")
    folder.remove()
    assert left == ["a.png"]
    assert list(parent.iterdir()) == []


def test_a_folder_without_lock_is_left_alone_while_it_is_new(parent: Path) -> None:
    new, old, other = parent / "needlepoint-abcdef", parent / "needlepoint-ghijkl", parent / "needlepoint"
    for folder in (new, old, other):
        folder.mkdir()
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    start_another()
    assert (new.exists(), old.exists(), other.exists()) == (True, False, True)
