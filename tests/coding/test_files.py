"""A file is written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.coding.files import expand_patterns, write_whole


def test_it_replaces_what_was_there_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old and longer")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_half_way_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_permissions_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_whole(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_an_ended_process_left_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    (tmp_path / f".a.pdf.{os.getpid()}.part").write_bytes(b"half")
    write_whole(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_without_a_name() -> None:
    for place in (Path(), Path("/")):
        with pytest.raises(OSError, match="directory"):
            write_whole(place, b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
class TestOtherThanFiles:
    @pytest.mark.parametrize("target", ["there.pdf", "gone.pdf"])
    def test_a_link_and_what_it_points_to_stay(self, tmp_path: Path, target: str) -> None:
        (tmp_path / "there.pdf").write_bytes(b"old")
        link = tmp_path / "a.pdf"
        link.symlink_to(tmp_path / target)
        with pytest.raises(OSError, match="link"):
            write_whole(link, b"new")
        assert link.is_symlink()
        assert (tmp_path / "there.pdf").read_bytes() == b"old"
        assert len(list(tmp_path.iterdir())) == 2

    def test_a_pipe_stays(self, tmp_path: Path) -> None:
        pipe = tmp_path / "a.pdf"
        os.mkfifo(pipe)
        with pytest.raises(OSError, match="pipe"):
            write_whole(pipe, b"new")
        assert pipe.is_fifo()
        assert list(tmp_path.iterdir()) == [pipe]

    def test_a_device_stays(self) -> None:
        before = Path("/dev/null").lstat()
        with pytest.raises(OSError, match="device"):
            write_whole(Path("/dev/null"), b"new")
        assert Path("/dev/null").lstat().st_rdev == before.st_rdev


def test_a_file_that_a_program_has_open_is_named_as_the_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file", str(self), 32, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError) as caught:
        write_whole(path, b"new")
    assert caught.value.strerror == "another program has it open: close it there, or choose another name"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pattern_stands_for_the_files_that_it_matches_by_name(tmp_path: Path) -> None:
    for name in ("b.zip", "a.zip", "c.txt", "d[1].zip"):
        (tmp_path / name).touch()
    found = expand_patterns(
        [tmp_path / "[ab].zip", tmp_path / "d[1].zip", tmp_path / "*.csv", tmp_path / "c.txt"]
    )
    assert [path.name for path in found] == ["a.zip", "b.zip", "d[1].zip", "*.csv", "c.txt"]
