"""A kill, a cancel or a fault at any moment leaves the old shelf or the new one, never something between."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from datetime import date
from multiprocessing import connection as pipes
from pathlib import Path

import pytest

from app.coding.errors import InputError
from app.library.shelf.edition_file import EditionFile
from app.library.shelf.shelf import Shelf
from app.releases import background, keeping, writer
from app.releases.background import Failed, Finished, Recognized
from app.releases.installation import Step, install
from app.releases.pairs.workers import STOPPED
from tests.conftest import EVERY_EXAMPLE
from tests.releases import files

TODAY = date(2026, 11, 23)
KILLS = 50 if EVERY_EXAMPLE else 12


def import_all(folder: Path, shelf: Path) -> None:
    install([folder], shelf, today=TODAY)


def check(shelf: Path) -> tuple[int, ...]:
    """Prove that every edition on the shelf is whole; give the rows of each."""
    opened = Shelf.open(shelf)
    assert opened.damaged == ()
    assert opened.partial == ()
    for edition in opened.editions:
        file = EditionFile(opened.path(edition))
        assert writer.digest_rows(file.each) == opened.meta(edition).stored
        file.close()
    rows = tuple(edition.rows for edition in opened.editions)
    opened.close()
    return rows


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork to start many imports quickly")
def test_a_kill_at_random_moments_never_breaks_the_shelf(tmp_path: Path) -> None:
    new, shelf = tmp_path / "new", tmp_path / "shelf"
    import_all(write_old(tmp_path / "old"), shelf)
    old = check(shelf)
    files.write_ptp(new, files.parts(8000), "323")
    (new / f"{files.MUE_NAME}.csv").write_bytes(files.mue_csv())
    context = multiprocessing.get_context("fork")
    began = time.perf_counter()
    import_all(new, tmp_path / "timing")
    lasting = time.perf_counter() - began
    whole = (*check(tmp_path / "timing"), *old)
    assert sum(whole) > 32_000
    moments = random.Random(77002)
    killed = 0
    for _ in range(KILLS):
        process = context.Process(target=import_all, args=(new, shelf))
        process.start()
        process.join(moments.uniform(0, lasting * 1.3))
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        rows = check(shelf)
        assert set(rows) <= set(whole)
        assert set(old) <= set(rows)
        for path in shelf.glob("*2026Q4*"):
            path.unlink()  # so that the next import has its work to do again
    import_all(new, shelf)
    assert sorted(check(shelf)) == sorted(whole)
    assert not list(shelf.glob(f"{writer.TEMPORARY}*"))
    assert killed  # else the test has shown nothing


def import_and_die(folder: Path, shelf: Path, method: str, *, after: bool) -> None:
    """Import until a method of `writer` or `Path` is called that puts an edition in place, and die there."""
    owner = Path if method == "replace" else writer
    real = getattr(owner, method)

    def die(*arguments: object, **named: object) -> None:
        if after:
            real(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, method, die)
    import_all(folder, shelf)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
@pytest.mark.parametrize(
    ("method", "after", "installed"),
    [
        ("seal", False, False),
        ("seal", True, False),
        ("install_file", False, False),
        ("replace", False, False),
        ("replace", True, True),
        ("sync_folder", False, True),
    ],
)
def test_a_kill_around_the_rename_leaves_the_old_or_the_new(
    tmp_path: Path, method: str, *, after: bool, installed: bool
) -> None:
    shelf = tmp_path / "shelf"
    folder = write_old(tmp_path / "in")
    context = multiprocessing.get_context("fork")
    process = context.Process(target=import_and_die, args=(folder, shelf, method), kwargs={"after": after})
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert check(shelf) == ((48,) if installed else ())
    import_all(folder, shelf)
    assert check(shelf) == (48,)
    assert not list(shelf.glob(f"{writer.TEMPORARY}*"))


def write_old(folder: Path) -> Path:
    files.write_ptp(folder, files.parts(), "322")
    return folder


def test_a_fault_while_reading_leaves_no_file_behind(tmp_path: Path) -> None:
    def stop(step: Step) -> None:
        if step.state == "checking":
            raise KeyboardInterrupt

    path = tmp_path / f"{files.MUE_NAME}.csv"
    path.write_bytes(files.mue_csv())
    with pytest.raises(KeyboardInterrupt):
        install([path], tmp_path / "shelf", stop, TODAY)
    assert [item.name for item in (tmp_path / "shelf").iterdir()] == [".lock"]


def wait(process: background.ImportProcess) -> list[background.Message]:
    messages: list[background.Message] = []
    while process.running:
        # A process that dies while it starts leaves the other end of its pipe open on Windows.
        pipes.wait([process._receiver, process._process.sentinel])
        messages += process.messages()
    return messages


def test_an_import_in_its_own_process_tells_what_it_found_its_steps_and_its_end(tmp_path: Path) -> None:
    paths = files.write_ptp(tmp_path / "in", files.parts())
    messages = wait(background.start(paths, tmp_path / "shelf"))
    assert isinstance(messages[0], Recognized)
    assert len(messages[0].found) == 4
    assert {message.state for message in messages if isinstance(message, Step)} >= {
        "reading",
        "read",
        "installed",
    }
    assert isinstance(messages[-1], Finished)
    assert [outcome.state for outcome in messages[-1].outcomes] == ["installed"] * 4


def test_canceling_leaves_nothing_behind(tmp_path: Path) -> None:
    paths = files.write_ptp(tmp_path / "in", files.parts(16_000))
    process = background.start(paths, tmp_path / "shelf")
    while not any(isinstance(message, Step) for message in process.messages()):
        pipes.wait([process._receiver])
    process.cancel()
    assert not process.running
    assert [item.name for item in (tmp_path / "shelf").iterdir()] == [".lock"]


def test_an_import_that_cannot_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_bytes(b"")
    messages = wait(background.start([tmp_path / "x.zip"], tmp_path / "shelf"))
    assert isinstance(messages[-1], Failed)
    assert "cannot write to the data folder" in messages[-1].sentence


def test_an_import_that_dies_is_reported(tmp_path: Path) -> None:
    process = background.start(files.write_ptp(tmp_path / "in", files.parts(16_000)), tmp_path / "shelf")
    process._process.kill()
    messages = wait(process)
    assert messages[-1] == Failed(STOPPED)


def test_editions_are_set_aside_brought_back_and_removed(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    import_all(write_old(tmp_path / "old"), shelf)
    (edition,) = Shelf.open(shelf).editions
    keeping.set_aside(shelf, edition)
    opened = Shelf.open(shelf)
    assert (opened.editions, opened.aside) == ((), (edition,))
    assert opened.in_force("ncci-ptp", "practitioner", date(2026, 8, 1)) is None
    keeping.bring_back(shelf, edition)
    assert Shelf.open(shelf).editions == (edition,)
    keeping.remove(shelf, edition)
    assert Shelf.open(shelf).editions == ()
    with pytest.raises(InputError, match="no longer on the shelf, so"):
        keeping.remove(shelf, edition)
    with pytest.raises(InputError, match=r"no longer on the shelf\. Open Editions"):
        keeping.bring_back(shelf, edition)


def test_an_edition_that_was_set_aside_and_is_imported_again_is_there_once(tmp_path: Path) -> None:
    shelf, folder = tmp_path / "shelf", write_old(tmp_path / "old")
    import_all(folder, shelf)
    (edition,) = Shelf.open(shelf).editions
    keeping.set_aside(shelf, edition)
    import_all(folder, shelf)
    opened = Shelf.open(shelf)
    assert (opened.editions, opened.aside) == ((edition,), ())
    (path,) = shelf.glob("*.npe")
    path.with_suffix(".npe-aside").write_bytes(path.read_bytes())  # as a kill before tidying up leaves it
    opened = Shelf.open(shelf)
    assert (opened.editions, opened.aside) == ((edition,), ())


def test_a_damaged_file_is_reported_and_the_rest_works(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    import_all(write_old(tmp_path / "old"), shelf)
    (path,) = shelf.glob("*.npe")
    (shelf / "ncci-mue-x.npe").write_bytes(path.read_bytes()[:-5000])
    (shelf / "ncci-aoc-x.npe").write_bytes(b"SQLite format 3\0" + b"\0" * 200)
    (shelf / "hcpcs-x.npe").write_bytes(b"")
    (shelf / f"{writer.TEMPORARY}1-abc").write_bytes(b"left over")
    opened = Shelf.open(shelf)
    assert len(opened.editions) == 1
    assert {item.path.name for item in opened.damaged} == {"ncci-mue-x.npe", "ncci-aoc-x.npe", "hcpcs-x.npe"}
    assert all("Import its official file again" in item.reason for item in opened.damaged)
    for item in opened.damaged:
        keeping.remove_damaged(item.path)
    assert Shelf.open(shelf).damaged == ()
