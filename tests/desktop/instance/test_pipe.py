"""The pipe of Windows, tried over a socket where there are no pipes: its key, its limits, its patience."""

from __future__ import annotations

import errno
import secrets
import stat
import sys
import threading
from pathlib import Path

import pytest

from app.desktop.instance import pipe
from app.desktop.instance.channel import LIMIT, REFUSED, TAKEN, OccupiedError
from app.desktop.instance.pipe import PipeDoor, PipeVisitor, hand_over, key_of, open_door
from app.desktop.instance.place import meeting_name


@pytest.fixture
def folder(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose door is a socket, unless this is Windows."""
    if sys.platform != "win32":
        monkeypatch.setattr(pipe, "FAMILY", "AF_UNIX")
        monkeypatch.setattr(pipe, "address_of", lambda of: str(runtime / meeting_name(of)))
    return runtime / "data"


def opened(folder: Path) -> PipeDoor:
    door = open_door(folder)
    assert door is not None
    return door


def served(door: PipeDoor, answer: bytes, seen: list[bytes]) -> threading.Thread:
    def serve() -> None:
        visitor = door.wait()
        if visitor is None:
            seen.append(b"nobody")
            return
        assert isinstance(visitor, PipeVisitor)
        seen.append(visitor.read())
        visitor.answer(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    return thread


@pytest.mark.parametrize(("answer", "taken"), [(TAKEN, True), (REFUSED, False)])
def test_a_message_comes_over_and_its_answer_back(folder: Path, answer: bytes, taken: bool) -> None:
    door, seen = opened(folder), list[bytes]()
    thread = served(door, answer, seen)
    assert hand_over(folder, b"a message", 30) is taken
    thread.join()
    door.close()
    assert seen == [b"a message"]


def test_a_message_longer_than_any_is_not_read(folder: Path) -> None:
    door, seen = opened(folder), list[bytes]()
    thread = served(door, REFUSED, seen)
    assert not hand_over(folder, b"x" * (LIMIT + 1), 30)
    thread.join()
    door.close()
    assert seen == [b""]


def test_who_lacks_the_key_is_not_let_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    door, seen = opened(folder), list[bytes]()
    thread = served(door, TAKEN, seen)
    monkeypatch.setattr(pipe, "key_of", lambda _folder: secrets.token_bytes(32))
    assert not hand_over(folder, b"m", 30)
    thread.join()
    door.close()
    assert seen == [b"nobody"]


def test_one_that_does_not_answer_is_waited_for_no_longer_than_asked(folder: Path) -> None:
    door = opened(folder)
    assert not hand_over(folder, b"m", 0.05)
    door.close()


def test_the_key_is_the_users_and_stays(folder: Path) -> None:
    key = key_of(folder)
    assert (len(key), key_of(folder)) == (32, key)
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / ".window.key").stat().st_mode) == 0o600


def test_where_there_are_no_locks_there_is_no_door(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(pipe, "lock_now", none)
    assert open_door(folder) is None


def test_who_holds_the_lock_is_the_window(folder: Path) -> None:
    door = opened(folder)
    with pytest.raises(OccupiedError):
        open_door(folder)
    door.close()
    opened(folder).close()


def test_a_pipe_of_that_name_that_is_somebody_elses_is_no_window(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_arguments: object, **_named: object) -> None:
        raise PermissionError(5, "Access is denied")

    with monkeypatch.context() as patched:
        patched.setattr(pipe, "Listener", taken)
        assert open_door(folder) is None
    opened(folder).close()  # the lock was let go


def test_where_no_key_can_be_kept_there_is_no_door(folder: Path) -> None:
    folder.parent.joinpath("data").touch()
    assert open_door(folder) is None
    assert not hand_over(folder, b"m", 30)
