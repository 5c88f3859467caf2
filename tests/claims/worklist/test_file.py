"""The worklist file: what was kept is there after a kill, and what is damaged or foreign is refused."""

from __future__ import annotations

import io
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.claims.left_out import LeftOut
from app.claims.worklist.damage import LOST
from app.claims.worklist.file import open_or_look, open_worklist, save_worklist
from app.claims.worklist.file_left import FileLeft
from app.claims.worklist.item import Item
from app.claims.worklist.journal import read_journal, write_all, write_line
from app.coding.errors import InputError
from tests.claims.worklist.made import decided, item, reason_of
from tests.conftest import EVERY_EXAMPLE, ROOT

KILLS = 50 if EVERY_EXAMPLE else 15
ITEMS = tuple(item(number) for number in range(1, 8))


LEFT = FileLeft((LeftOut("segment", 4, "NTE"),), ("A note on the file.",))
HEAD, LINE = write_all(ITEMS).splitlines(keepends=True)[:2]


def refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def reopened(path: Path) -> tuple[Item, ...]:
    file, items = open_worklist(path)
    file.close()
    return items


def test_what_was_saved_and_kept_comes_back(tmp_path: Path) -> None:
    left = Item(8, "claim 8", None, "It has a fraction of a unit.", ("A note.",))
    file = save_worklist(tmp_path / "a.npw", (*ITEMS, left))
    file.keep([decided(ITEMS[2], "first")])
    file.keep([decided(ITEMS[2], "second"), decided(ITEMS[4], "other")])
    file.close()
    items = reopened(tmp_path / "a.npw")
    assert [reason_of(each) for each in items[:7]] == ["", "", "second", "", "other", "", ""]
    assert items[7] == left


@pytest.mark.slow
def test_nothing_that_was_acknowledged_is_lost_by_kills_at_any_moment(tmp_path: Path) -> None:
    path, draws = tmp_path / "a.npw", random.Random(7)
    save_worklist(path, ITEMS).close()
    known = 0
    for _ in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.claims.worklist.writer", str(path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "opening\n"
        for _ in range(draws.choice((0, 0, 1, 3, 20, 90))):  # nothing: while it opens, and clears away
            child.stdout.readline()
        child.kill()
        said = [int(line) for line in child.stdout.read().split("\n") if line.strip()]
        child.wait()
        child.stdout.close()
        known = max([known, *said])
        kept = max(int(reason_of(each) or 0) for each in reopened(path))
        assert kept >= known  # the last one may be written and not yet said
        assert kept <= known + 200
        known = kept
    assert known > KILLS
    assert len(list(tmp_path.iterdir())) <= 2  # the file, and what the last clearing away may have left


def test_a_write_that_was_cut_at_any_byte_leaves_what_was_kept_before(tmp_path: Path) -> None:
    path = tmp_path / "a.npw"
    file = save_worklist(path, ITEMS)
    file.keep([decided(ITEMS[0], "kept")])
    whole = path.stat().st_size
    file.keep([decided(ITEMS[0], "cut")])
    file.close()
    content = path.read_bytes()
    for size in range(whole, len(content)):
        journal = read_journal(io.BytesIO(content[:size]))
        assert (reason_of(journal.items[0]), journal.end) == ("kept", whole)
    path.write_bytes(content[: whole + 9])
    file, items = open_worklist(path)
    file.keep([decided(items[1], "after")])
    file.close()
    assert [reason_of(each) for each in reopened(path)[:2]] == ["kept", "after"]


def test_a_changed_byte_anywhere_is_seen() -> None:
    content = write_all(ITEMS[:2])
    for place in range(len(content)):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        assert what_is_said(changed)


def what_is_said(content: bytes) -> bool:
    """Whether a file is refused in a known sentence, or tells of its damage."""
    try:
        return read_journal(io.BytesIO(content)).damage is not None
    except InputError as refused:
        return bool(re.search(r"damaged|no worklist|newer", str(refused)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no worklist"),
        (b"ISA*00*", "no worklist"),
        (b'{"schema":1,"date_of_service":"2026-09-15","lines":[]}', "no worklist"),
        (write_line(b'{"needlepoint":"other","version":1,"claims":0}'), "no worklist"),
        (write_line(b'{"needlepoint":"worklist","version":2,"claims":0,"new":1}'), "newer version"),
        (write_line(b'{"needlepoint":"worklist","version":1,"claims":2}'), "damaged"),
        (write_line(b'{"needlepoint":"worklist","version":1,"claims":9000000}') + LINE, "damaged"),
        (HEAD + write_line(b'{"number":1,"name":"QUAGGA","claim":7}'), "damaged"),
    ],
)
def test_what_is_no_whole_worklist_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "a.npw"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words) as refused:
        open_worklist(path)
    assert len(str(refused.value)) < 300
    assert "QUAGGA" not in str(refused.value)
    assert path.read_bytes() == content


def spoiled(path: Path, *, line: int, by: bytes = b"#") -> bytes:
    """Damage a line of a worklist, counted from 0, the head; gives the file as it is then."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line] = lines[line][:60] + by + lines[line][61:]
    path.write_bytes(b"".join(lines))
    return path.read_bytes()


def opened(path: Path) -> tuple[tuple[Item, ...], str]:
    file, items = open_worklist(path)
    said = file.said
    file.close()
    return items, said


def test_a_damaged_decision_is_named_and_every_claim_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.npw"
    file = save_worklist(path, ITEMS)
    file.keep([decided(ITEMS[2], "first")])
    file.keep([decided(ITEMS[2], "second")])
    file.keep([decided(ITEMS[4], "other")])
    file.close()
    before = spoiled(path, line=9)
    items, said = opened(path)
    assert [reason_of(each) for each in items] == ["", "", "first", "", "other", "", ""]
    assert said == (
        "a.npw is damaged: what was decided last on claim 3 may be missing; the file as it was lies beside "
        "it as a.damaged.npw."
    )
    assert (tmp_path / "a.damaged.npw").read_bytes() == before
    assert opened(path) == (items, "")  # from now on it is whole
    spoiled(path, line=1)
    assert opened(path)[1].endswith("as a.damaged-2.npw.")


def test_a_claim_that_no_line_has_any_more_stands_in_the_list_as_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.npw"
    save_worklist(path, ITEMS).close()
    spoiled(path, line=4)
    items, said = opened(path)
    assert [each.number for each in items] == [1, 2, 3, 4, 5, 6, 7]
    assert items[3] == Item(4, "lost claim 4", None, LOST)
    assert items[:3] + items[4:] == ITEMS[:3] + ITEMS[4:]
    assert "1 claim is lost and stands in the list as such" in said


def test_a_file_that_was_cut_gives_the_claims_that_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.npw"
    path.write_bytes(write_all(ITEMS)[: -len(LINE) - 10])
    items, said = opened(path)
    assert items[:5] == ITEMS[:5]
    assert [each.left for each in items[5:]] == [LOST, LOST]
    assert "2 claims are lost and stand in the list as such" in said


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (b"x" * 1_000_001, "1 line tells no claim any more"),
        (b"x" * 2_000_001 + b"\n", "1 line tells no claim any more"),
        (write_line(b'{"number":9,"name":"","claim":null}'), "1 line tells no claim any more"),
        (b"00000000 {}\n00000000 []\n", "2 lines tell no claim any more"),
        (LINE[:30] + b"#" + LINE[31:], "what was decided last on claim 1 may be missing"),
        (LINE[:30] + b"#" + LINE[31:] + LINE, "so nothing is missing"),
    ],
)
def test_lines_that_tell_nothing_spoil_no_claim(tmp_path: Path, more: bytes, words: str) -> None:
    path = tmp_path / "a.npw"
    path.write_bytes(write_all(ITEMS) + more)
    items, said = opened(path)
    assert items == ITEMS
    assert words in said


def test_a_damaged_head_leaves_the_claims(tmp_path: Path) -> None:
    path = tmp_path / "a.npw"
    save_worklist(path, ITEMS).close()
    content = path.read_bytes()
    path.write_bytes(b"f" + content[1:] if content[:1] != b"f" else b"0" + content[1:])
    items, said = opened(path)
    assert items == ITEMS
    assert "1 line tells no claim any more" in said


def test_a_damaged_file_that_cannot_be_written_is_looked_at_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.npw"
    save_worklist(path, ITEMS).close()
    before = spoiled(path, line=4)
    with monkeypatch.context() as patch:
        patch.setattr("app.claims.worklist.file.write_whole", refuse)
        file, items, said, _ = open_or_look(path)
    assert file is None
    assert len(items) == 7
    assert said.endswith("the file stays as it is.")
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.npw"]


def test_what_later_lines_replaced_is_cleared_away_on_opening(tmp_path: Path) -> None:
    path = tmp_path / "a.npw"
    file = save_worklist(path, ITEMS, LEFT)
    for number in range(150):
        file.keep([decided(ITEMS[number % 7], str(number))])
    file.close()
    size = path.stat().st_size
    file, items = open_worklist(path)
    assert file.left == LEFT
    assert path.stat().st_size < size / 10
    assert reason_of(items[2]) == "149"
    file.keep([decided(items[0], "later")])
    file.close()
    assert [reason_of(each) for each in reopened(path)] == [
        "later", "148", "149", "143", "144", "145", "146",
    ]  # fmt: skip


def test_a_folder_that_takes_no_file_leaves_the_worklist_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.npw"
    file = save_worklist(path, ITEMS)
    for number in range(150):
        file.keep([decided(ITEMS[0], str(number))])
    file.close()
    with monkeypatch.context() as patch:
        patch.setattr("app.claims.worklist.file.write_whole", refuse)
        file, items = open_worklist(path)
    assert reason_of(items[0]) == "149"
    file.keep([decided(items[1], "later")])
    file.close()
    assert [reason_of(each) for each in reopened(path)[:2]] == ["149", "later"]


def test_a_file_that_can_only_be_read_is_given_to_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.npw"
    save_worklist(path, ITEMS, LEFT).close()
    with monkeypatch.context() as patch:
        patch.setattr("app.claims.worklist.file._open_locked", refuse)
        assert open_or_look(path) == (None, ITEMS, "", LEFT)
    file, items, said, left = open_or_look(path)
    assert file is not None
    assert (said, left) == ("", LEFT)
    assert items == ITEMS
    file.close()
    with pytest.raises(FileNotFoundError):
        open_or_look(tmp_path / "none.npw")


def test_a_second_window_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "a.npw"
    first = save_worklist(path, ITEMS)
    with pytest.raises(InputError, match="open in another window"):
        open_worklist(path)
    first.close()
    assert reopened(path) == ITEMS


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that is open")
def test_a_file_that_was_replaced_or_taken_away_keeps_nothing_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "a.npw"
    file = save_worklist(path, ITEMS)
    path.rename(tmp_path / "b.npw")
    with pytest.raises(OSError, match="moved or replaced"):
        file.keep([ITEMS[0]])
    path.write_bytes(b"other")
    with pytest.raises(OSError, match="moved or replaced"):
        file.keep([ITEMS[0]])
    file.close()
    assert reopened(tmp_path / "b.npw") == ITEMS


def test_a_write_that_fails_half_way_spoils_no_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.npw"
    file = save_worklist(path, ITEMS)
    write = os.write

    def fail(handle: int, rest: memoryview) -> int:
        write(handle, rest[:40])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", fail)
        with pytest.raises(OSError, match="No space left"):
            file.keep([decided(ITEMS[0], "lost")])
    file.keep([decided(ITEMS[1], "kept")])
    file.close()
    assert [reason_of(each) for each in reopened(path)[:2]] == ["", "kept"]
