"""Writing beside other windows and other processes: nothing that one of them kept is erased by another."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from app.coding.locking import lock_now
from app.desktop.user_data import exchange
from app.desktop.user_data.exchange import LOCK_NAME, exchange_user_data
from app.desktop.user_data.file import FILE_NAME, UserData, read_user_data
from app.desktop.user_data.store import UserDataStore
from tests.conftest import ROOT


def open_store(folder: Path) -> UserDataStore:
    return UserDataStore(read_user_data(folder), partial(exchange_user_data, folder))


@pytest.mark.usefixtures("qapp")
def test_two_stores_that_write_in_turn_keep_what_both_were_told(tmp_path: Path) -> None:
    one, other = open_store(tmp_path), open_store(tmp_path)
    one.set_note("77002", "ask")
    other.set_note("77003", "call")
    other.toggle_favorite("20610")
    one.flush()
    other.flush()
    one.toggle_favorite("77002")
    one.set_setting("zoom", 125)
    other.set_setting("theme", "dark")
    other.flush()
    one.flush()
    found = read_user_data(tmp_path)
    assert found.notes == {"77002": "ask", "77003": "call"}
    assert set(found.favorites) == {"20610", "77002"}
    assert found.settings == {"zoom": 125, "theme": "dark"}
    assert one.note("77003") == "call"


@pytest.mark.usefixtures("qapp")
def test_a_store_without_changes_writes_nothing(tmp_path: Path) -> None:
    open_store(tmp_path).flush()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("qapp")
def test_what_is_still_being_typed_is_asked_for_before_a_write(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.flushing.connect(lambda: store.set_note("77002", "half a sen"))
    store.flush()
    assert read_user_data(tmp_path).notes == {"77002": "half a sen"}


KEEPER = """
import sys
from functools import partial
from pathlib import Path
from app.desktop.user_data.exchange import exchange_user_data
from app.desktop.user_data.file import read_user_data

folder, name = Path(sys.argv[1]), sys.argv[2]
data = read_user_data(folder)
sys.stdin.read(1)
for number in range(40):
    notes = {**data.notes, f"{name}{number}": name}
    data = exchange_user_data(folder, data, data._replace(notes=notes))
"""


def test_processes_that_write_at_once_lose_nothing_to_each_other(tmp_path: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", KEEPER, str(tmp_path), name], stdin=subprocess.PIPE, cwd=ROOT)
        for name in "abc"
    ]
    for process in started:
        process.communicate(b"x")
    assert [process.returncode for process in started] == [0, 0, 0]
    assert set(read_user_data(tmp_path).notes) == {f"{name}{n}" for name in "abc" for n in range(40)}


def test_a_file_that_is_gone_or_damaged_costs_nothing_that_is_held(tmp_path: Path) -> None:
    base = UserData(favorites=("77002",), notes={"77002": "ask"})
    mine = base._replace(favorites=("77002", "77003"))
    assert exchange_user_data(tmp_path, base, mine) == mine
    (tmp_path / FILE_NAME).write_text("{broken", encoding="utf-8")
    assert exchange_user_data(tmp_path, base, mine) == mine
    assert read_user_data(tmp_path) == mine
    assert (tmp_path / "personal.bad").exists()


def test_a_lock_that_never_comes_free_is_a_sentence_and_leaves_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange_user_data(tmp_path, UserData(), UserData(favorites=("77002",)))
    before = (tmp_path / FILE_NAME).read_bytes()
    monkeypatch.setattr(exchange, "_PATIENCE", 0)
    with (tmp_path / LOCK_NAME).open("a+b") as held:
        lock_now(held.fileno())
        with pytest.raises(OSError, match="another window"):
            exchange_user_data(tmp_path, UserData(), UserData(favorites=("77003",)))
    assert (tmp_path / FILE_NAME).read_bytes() == before
