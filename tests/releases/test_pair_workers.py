"""Worker processes that pack the parts of a pair table: what they give, and how their end is noticed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from app.library.shelf.shelf import Shelf
from app.releases.found import Found
from app.releases.installation import Outcome, install
from app.releases.pairs import workers
from app.releases.pairs.pack import Packed
from tests.releases import files

TODAY = date(2026, 11, 23)


def run(folder: Path, shelf: Path) -> list[Outcome]:
    return list(install(sorted(folder.iterdir()), shelf, today=TODAY))


def checksum(shelf: Path) -> str:
    opened = Shelf.open(shelf)
    (edition,) = opened.editions
    opened.close()
    return edition.sha256


@pytest.fixture
def _apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each import of a pair table takes worker processes, however small it is."""
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(workers, "cores", lambda: 2)


@pytest.fixture
def _ends_as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking whether more comes raises at the end of a pipe, where here it says True and reading raises."""
    if sys.platform == "win32":
        return
    import fcntl
    import termios

    poll = Connection.poll

    def poll_or_raise(self: Connection, timeout: float | None = 0.0) -> bool:
        comes = poll(self, timeout)
        waiting = fcntl.ioctl(self.fileno(), termios.FIONREAD, bytes(4))
        if comes and not any(waiting):
            raise BrokenPipeError(109, "The pipe has been ended")
        return comes

    monkeypatch.setattr(Connection, "poll", poll_or_raise)


@pytest.mark.usefixtures("_apart")
@pytest.mark.parametrize(("there", "used"), [(1, 0), (2, 2), (3, 3), (64, 4)])
def test_there_is_a_worker_for_each_core_and_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: int, used: int
) -> None:
    shares: list[int] = []

    def note(parts: Sequence[Found], report: workers.Report, count: int) -> Iterator[Packed]:
        shares.append(count)
        return (workers.pack(part, report) for part in parts)

    monkeypatch.setattr(workers, "cores", lambda: there)
    monkeypatch.setattr(workers, "_pack_apart", note)
    files.write_ptp(tmp_path / "pairs", files.parts())
    run(tmp_path / "pairs", tmp_path / "shelf")
    assert shares == [used] * bool(used)


@pytest.mark.usefixtures("_apart", "_ends_as_on_windows")
def test_workers_make_the_edition_that_one_process_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write_ptp(tmp_path / "in", files.parts())
    outcomes = run(tmp_path / "in", tmp_path / "apart")
    assert [outcome.state for outcome in outcomes] == ["installed"] * 4
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", sys.maxsize)
    run(tmp_path / "in", tmp_path / "here")
    assert checksum(tmp_path / "apart") == checksum(tmp_path / "here")


@pytest.mark.usefixtures("_apart", "_ends_as_on_windows")
def test_a_part_that_breaks_off_is_refused_with_its_sentence(tmp_path: Path) -> None:
    *_, path = files.write_ptp(tmp_path / "in", files.parts())
    files.write_zip(path, {f"{files.ptp_name(4)}.TXT": files.ptp_text(files.parts()[4])[:-40]})
    outcomes = run(tmp_path / "in", tmp_path / "shelf")
    assert {outcome.state for outcome in outcomes} == {"refused"}
    assert "breaks off" in outcomes[0].sentence
