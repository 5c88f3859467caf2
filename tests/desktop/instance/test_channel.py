"""The socket between two starts: whose it is, what replaces it, and that nobody waits without end."""

from __future__ import annotations

import os
import socket
import stat
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.coding.requests import LIMIT as MESSAGE_LIMIT
from app.desktop.instance import channel
from app.desktop.instance.channel import (
    LIMIT,
    REFUSED,
    TAKEN,
    Door,
    OccupiedError,
    Visitor,
    hand_over,
    open_door,
    peer_user,
)
from app.desktop.instance.joining import join
from app.desktop.instance.place import meeting_name, runtime_folder, socket_path

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows meets at a pipe"),
    pytest.mark.usefixtures("runtime"),
]


def opened(folder: Path) -> Door:
    door = open_door(folder)
    assert door is not None
    return door


def served(door: Door, answer: bytes, seen: list[bytes]) -> threading.Thread:
    """Let one in, in a thread."""

    def serve() -> None:
        visitor = door.wait()
        assert isinstance(visitor, Visitor)
        seen.append(visitor.read())
        visitor.answer(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    return thread


@pytest.mark.parametrize(("answer", "taken"), [(TAKEN, True), (REFUSED, False), (b"", False)])
def test_a_message_comes_over_and_its_answer_back(tmp_path: Path, answer: bytes, taken: bool) -> None:
    door, seen = opened(tmp_path), list[bytes]()
    thread = served(door, answer, seen)
    assert hand_over(tmp_path, b"a message", 30) is taken
    thread.join()
    door.close()
    assert seen == [b"a message"]


def test_only_the_user_can_reach_the_socket(runtime: Path, tmp_path: Path) -> None:
    door = opened(tmp_path)
    path = socket_path(tmp_path)
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.parent.parent == runtime
    door.close()
    assert not path.exists()


def test_a_data_folder_has_one_door_however_its_path_is_written(tmp_path: Path) -> None:
    door = opened(tmp_path)
    with pytest.raises(OccupiedError):
        open_door(tmp_path / "x" / "..")
    other = opened(tmp_path / "other")
    other.close()
    door.close()
    opened(tmp_path).close()


def test_a_door_closed_twice_leaves_the_next_one_open(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.close()
    second, seen = opened(tmp_path), list[bytes]()
    first.close()
    thread = served(second, TAKEN, seen)
    assert hand_over(tmp_path, b"m", 30)
    thread.join()
    second.close()


def test_a_socket_that_was_left_behind_is_replaced(tmp_path: Path) -> None:
    path = socket_path(tmp_path)
    assert path is not None
    left = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    left.bind(str(path))
    left.close()  # as a process that was ended: the file stays and nobody listens
    door, seen = opened(tmp_path), list[bytes]()
    thread = served(door, TAKEN, seen)
    assert hand_over(tmp_path, b"m", 30)
    thread.join()
    door.close()


def test_a_window_that_does_not_answer_is_waited_for_no_longer_than_asked(tmp_path: Path) -> None:
    door = opened(tmp_path)  # and nobody lets in
    assert join(tmp_path, None, patience=0.05) == (False, None)
    door.close()


def test_a_lock_without_a_socket_is_no_reason_to_wait_for_ever(tmp_path: Path) -> None:
    door = opened(tmp_path)
    path = socket_path(tmp_path)
    assert path is not None
    path.unlink()
    assert join(tmp_path, None, patience=0.05) == (False, None)
    door.close()


def test_the_message_limit_is_that_of_requests() -> None:
    assert LIMIT == MESSAGE_LIMIT


@pytest.mark.parametrize("size", [LIMIT + 1, 10 * LIMIT])
def test_a_message_longer_than_any_is_not_read(tmp_path: Path, size: int) -> None:
    door, seen = opened(tmp_path), list[bytes]()
    thread = served(door, REFUSED, seen)
    assert not hand_over(tmp_path, b"x" * size, 30)
    thread.join()
    door.close()
    assert seen == [b""]


def test_a_sender_who_does_not_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "_READING", 0.05)
    door, seen = opened(tmp_path), list[bytes]()
    thread = served(door, REFUSED, seen)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as slow:
        slow.connect(str(socket_path(tmp_path)))
        slow.sendall(b"half")
        thread.join()
    door.close()
    assert seen == [b""]


def test_a_process_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door = opened(tmp_path)
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(door.wait()))
    monkeypatch.setattr(channel, "peer_user", lambda _connection: os.getuid() + 1)
    thread.start()
    assert not hand_over(tmp_path, b"m", 30)
    thread.join()
    door.close()
    assert found == [None]


def test_the_user_at_the_other_end_is_known() -> None:
    here, there = socket.socketpair(socket.AF_UNIX)
    with here, there:
        assert peer_user(here) == os.getuid()


def _for_all(folder: Path) -> None:
    folder.chmod(0o755)


def _a_link(folder: Path) -> None:
    aside = folder.with_name("aside")
    folder.rename(aside)
    folder.symlink_to(aside)


def _a_file(folder: Path) -> None:
    folder.rmdir()
    folder.touch()


@pytest.mark.parametrize("spoil", [_for_all, _a_link, _a_file])
def test_a_folder_that_is_not_the_users_alone_is_not_used(
    runtime: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder = runtime_folder()
    assert folder == runtime / "needlepoint"
    spoil(folder)
    assert runtime_folder() is None
    assert join(tmp_path, None) == (False, None)


def test_a_folder_of_another_user_is_not_used(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    monkeypatch.setattr(tempfile, "tempdir", str(runtime))
    assert runtime_folder() is None
    assert socket_path(tmp_path) is None


def test_without_a_runtime_folder_one_is_made_beside_the_temporary_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = runtime_folder()
    assert folder is not None
    assert folder.parent == tmp_path
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_path_too_long_for_a_socket_means_no_meeting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deep = tmp_path / ("d" * 100)
    deep.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    assert join(tmp_path, None) == (False, None)


def test_the_name_says_nothing_of_the_folder(tmp_path: Path) -> None:
    assert meeting_name(tmp_path) == meeting_name(tmp_path / "a" / "..")
    assert meeting_name(tmp_path) != meeting_name(tmp_path / "a")
    assert meeting_name(tmp_path).isalnum()
