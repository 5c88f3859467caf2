"""A shared shelf beside the user's own: both answer, the newest wins, and nothing is written there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.library.shelf import shared as shared_module
from app.library.shelf.shared import Shared, read_shared
from app.library.shelf.shelf import Shelf
from app.releases import installation, keeping
from app.releases.installation import install
from tests.releases.test_corrections import CORRECTION, ORIGINAL, addendum, write

TODAY = date(2026, 11, 23)
IN_FORCE = date(2022, 10, 15)


@pytest.fixture(autouse=True)
def _small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Invented tables are small, so the least row counts are lifted."""
    monkeypatch.setattr(installation, "LEAST_ROWS", {})


def put(folder: Path, name: str, content: bytes, today: date = TODAY) -> Path:
    """Install an invented official file into a shelf."""
    official = folder.with_name(f"{folder.name}-official")
    official.mkdir(exist_ok=True)
    write(official, **{name: content})
    (outcome,) = install([official / name], folder, today=today)
    assert outcome.state == "installed"
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    return tmp_path / "share"


def open_both(own: Path, share: Path) -> Shelf:
    return Shelf.open(own).with_shared(read_shared(share))


def state_of(folder: Path) -> list[tuple[str, int, bytes]]:
    """Every file of a folder: its name, when it was last written, and what it holds."""
    return [(path.name, path.stat().st_mtime_ns, path.read_bytes()) for path in sorted(folder.iterdir())]


@pytest.fixture
def read_only(share: Path) -> Iterator[Path]:
    """A share with one edition that nobody may write to."""
    put(share, ORIGINAL, addendum("N"))
    for path in (*share.iterdir(), share):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield share
    share.chmod(0o755)


def test_editions_of_both_answer(own: Path, share: Path) -> None:
    put(own, "wording.csv", b"code,wording\r\n0001X,one\r\n")
    put(share, ORIGINAL, addendum("N"))
    with closing(open_both(own, share)) as shelf:
        assert {item.source for item in shelf.editions} == {"wording", "opps-b"}
        assert shelf.wording("0001X") == "one"
        edition = shelf.in_force("opps-b", None, IN_FORCE)
        assert edition is not None
        assert shelf.is_shared(edition)
        assert [item.source for item in shelf.editions if shelf.is_shared(item)] == ["opps-b"]
        assert (shelf.faults(), shelf.damaged) == ((), ())


def test_the_share_is_only_read(own: Path, read_only: Path) -> None:
    before = state_of(read_only)
    with closing(open_both(own, read_only)) as shelf:
        shelf.proved()
        (edition,) = shelf.editions
        assert shelf.file(edition).records("0001X")
    assert state_of(read_only) == before
    assert not own.exists()


@pytest.mark.parametrize("shared_is_newer", [True, False])
def test_of_rivals_the_newest_answers_wherever_it_lies(
    own: Path, share: Path, *, shared_is_newer: bool
) -> None:
    older, newer = (own, share) if shared_is_newer else (share, own)
    put(older, ORIGINAL, addendum("N"), today=date(2026, 11, 24))  # imported later, and yet the older
    put(newer, CORRECTION, addendum("Q1"))
    with closing(open_both(own, share)) as shelf:
        first, second = shelf.editions
        assert (shelf.is_shared(first), shelf.is_shared(second)) == (not shared_is_newer, shared_is_newer)
        row = shelf.opps(second, "0001X")
        assert row is not None
        assert (row.indicator, shelf.in_force("opps-b", None, IN_FORCE)) == ("Q1", second)
        (fault,) = shelf.faults()
    places = ("", " on the shared shelf") if shared_is_newer else (" on the shared shelf", "")
    cure = "Set your own aside in Editions." if shared_is_newer else "Tell your administrator."
    assert fault == (
        f"{first.title}{places[0]} and {second.title}{places[1]} are both in use for the same days; "
        f"answers are from the second. {cure}"
    )


def test_the_same_rows_twice_are_no_rivals_and_come_from_the_user_s_own(own: Path, share: Path) -> None:
    put(own, ORIGINAL, addendum("N"))
    put(share, ORIGINAL, addendum("N"), today=date(2026, 11, 1))
    with closing(open_both(own, share)) as shelf:
        (edition,) = shelf.editions
        assert not shelf.is_shared(edition)
        assert shelf.faults() == ()


def test_setting_the_own_copy_aside_leaves_the_shared_one_in_use(own: Path, share: Path) -> None:
    put(own, ORIGINAL, addendum("N"))
    put(share, ORIGINAL, addendum("N"))
    with closing(Shelf.open(own)) as shelf:
        keeping.set_aside(own, shelf.editions[0])
    with closing(open_both(own, share)) as shelf:
        (edition,) = shelf.editions
        assert shelf.is_shared(edition)


def test_what_is_out_of_use_on_the_share_is_left_out(own: Path, share: Path) -> None:
    put(share, ORIGINAL, addendum("N"))
    put(share, CORRECTION, addendum("Q1"))
    with closing(open_both(own, share)) as shelf:
        assert (len(shelf.editions), shelf.aside, shelf.faults()) == (1, (), ())


def test_a_damaged_file_of_the_share_is_named_and_the_administrator_asked(own: Path, share: Path) -> None:
    put(share, ORIGINAL, addendum("N"))
    (path,) = share.glob("*.npe")
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    with closing(open_both(own, share)) as shelf:
        assert shelf.editions == ()
        assert shelf.is_shared(shelf.damaged[0])
        (fault,) = shelf.faults()
    assert fault == (
        f"{path.name} is cut off and is not used. It lies on the shared shelf: tell your administrator."
    )
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    with closing(open_both(own, share)) as shelf:
        proved = shelf.proved()
        assert (proved.editions, proved.shared) == ((), shelf.shared)
        assert path.name in proved.faults()[0]


def test_a_share_that_is_away_is_one_sentence_and_the_own_editions_answer(own: Path, share: Path) -> None:
    put(own, ORIGINAL, addendum("N"))
    with closing(open_both(own, share)) as shelf:
        assert len(shelf.editions) == 1
        (fault,) = shelf.faults()
    with pytest.raises(FileNotFoundError) as reason:
        next(share.iterdir())
    assert fault == (
        f"The shared shelf {share} cannot be reached ({reason.value.strerror}); its editions are not in use, "
        "and checks that need them are not checked."
    )


@pytest.mark.parametrize("stops_at", [0, 1])
def test_a_share_that_does_not_answer_is_not_waited_for(
    share: Path, monkeypatch: pytest.MonkeyPatch, stops_at: int
) -> None:
    put(share, ORIGINAL, addendum("N"))
    (path,) = share.glob("*.npe")
    go_on = threading.Event()

    def hang(_folder: Path, _names: object) -> Iterator[Path]:
        yield from [path] * stops_at
        go_on.wait()

    monkeypatch.setattr(shared_module, "_in_use", hang)
    found = read_shared(share, patience=0.2)
    go_on.set()
    assert "it does not answer" in found.away
    assert (found.files, found.damaged) == ((), ())


def test_a_fault_of_our_own_is_no_share_that_is_away(share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share.mkdir()

    def fail(_folder: Path, _names: object) -> Iterator[Path]:
        raise ZeroDivisionError

    monkeypatch.setattr(shared_module, "_in_use", fail)
    with pytest.raises(ZeroDivisionError):
        read_shared(share)


def test_nothing_raises_whatever_the_folder_is(tmp_path: Path, own: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "a.npe").mkdir()
    (tmp_path / "odd" / "b.npe").write_bytes(b"nothing")
    assert read_shared(file).away
    odd = Shelf.open(own).with_shared(read_shared(tmp_path / "odd"))
    assert [item.path.name for item in odd.damaged] == ["a.npe", "b.npe"]
    long = read_shared(tmp_path / ("x" * 200)).away
    assert len(long) <= 300


def test_letting_go_of_a_shelf_leaves_the_shared_files_to_the_next(own: Path, share: Path) -> None:
    put(share, ORIGINAL, addendum("N"))
    found: Shared = read_shared(share)
    Shelf.open(own).with_shared(found).close()
    with closing(Shelf.open(own).with_shared(found)) as shelf:
        assert shelf.opps(shelf.editions[0], "0001X") is not None
