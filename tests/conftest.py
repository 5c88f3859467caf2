"""Fixtures and strictness for every test: no real window, no user folder, no unexpected log line."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from app.library.library import Library
    from build_scripts.reference.knowledge import Knowledge

# Before anything makes a QApplication: tests open no window on the developer's screen, at one fixed scale.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for _scaling in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE"):
    os.environ.pop(_scaling, None)

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
"""Copies of official files; they lie beside the repository, never in it, and not on every machine."""

# How many examples a property is tried on. Everyday runs and CI draw the same ones each time, so that a red
# run is red for everybody; `--hypothesis-profile=random` looks for new ones. No profile measures time.
settings.register_profile(
    "quick", max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("full", settings.get_profile("quick"), max_examples=400)
settings.register_profile("random", settings.get_profile("full"), derandomize=False, print_blob=True)
EVERY_EXAMPLE = os.environ.get("CI") == "true"
"""Whether this run is to try everything: the full profile, and the slow tests at their full length."""
settings.load_profile("full" if EVERY_EXAMPLE else "quick")


def pytest_collection_finish() -> None:
    """Take what was collected out of every later search for garbage: it lives as long as the run."""
    gc.freeze()


class RecordKeeper(logging.Handler):
    """Keeps each log record at WARNING or above, for the check at the end of a test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self.records.append(record)


def unexpected_lines(lines: list[str], patterns: list[str]) -> list[str]:
    """Return what is wrong with a test's log: lines that no pattern wants, and patterns that no line met."""
    surplus = [line for line in lines if not any(re.search(pattern, line) for pattern in patterns)]
    missing = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in lines)]
    return [f"unexpected log line: {line}" for line in surplus] + [
        f"no line like: {line}" for line in missing
    ]


@pytest.fixture(autouse=True)
def _strict_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test on a log line at WARNING or above that its `expects_log` marks do not announce."""
    store = RecordKeeper()
    root = logging.getLogger()
    root.addHandler(store)
    yield
    root.removeHandler(store)
    patterns = [str(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    lines = [f"{record.levelname}:{record.name}:{record.getMessage()}" for record in store.records]
    if faults := unexpected_lines(lines, patterns):
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture(scope="session")
def _data_dirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Name a folder at a time below one folder; who writes makes it, and most tests write nothing."""
    parent = tmp_path_factory.mktemp("data-dirs")
    return (parent / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_data_dir(_data_dirs: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a data folder of its own, so that none reads or changes the user's."""
    monkeypatch.setenv("NEEDLEPOINT_DATA", str(next(_data_dirs)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with copies of official files; skips where it is missing."""
    if not (SHARED / "knowledge").is_dir():
        pytest.skip("the folder ../shared with copies of official files is not on this machine")
    return SHARED


def once_a_run(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that `make` filled once for this run, for tests that only read it.

    Processes that share the run (pytest-xdist) share the folder: the first fills it while the others wait.
    """
    from PySide6.QtCore import QLockFile

    whole_run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        whole_run = whole_run.parent
    folder, done = whole_run / name, whole_run / f"{name}.done"
    lock = QLockFile(str(whole_run / f"{name}.lock"))
    lock.setStaleLockTime(0)
    assert lock.lock()
    try:
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    finally:
        lock.unlock()
    return folder


@pytest.fixture(scope="session")
def reference_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a reference database built once for this run from the data/ of the working tree."""
    from build_scripts.build_reference import build

    name = "reference.sqlite"
    return once_a_run(tmp_path_factory, "reference", lambda folder: build(folder / name)) / name


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Return all of data/ of the working tree."""
    from build_scripts.reference.knowledge import read_knowledge

    return read_knowledge(ROOT / "data")


def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the small library and its data, built once for this run."""
    from tests.small_library import build_small

    return once_a_run(tmp_path_factory, "small", build_small)


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the library of tests/small_data, built once for this run, with an empty shelf."""
    from tests.small_library import open_small

    return open_small(small_folder(tmp_path_factory))
