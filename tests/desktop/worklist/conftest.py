"""A window with a worklist of invented claims, reviewed by a small review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.batch.neighbors import Neighbors
from app.coding.claim import Claim
from app.coding.findings import Review
from app.desktop.shell.main_window import MainWindow
from app.desktop.worklist import reviewing
from tests.claims.x12 import made
from tests.desktop.claim.samples import make_flag

_HANGS_MS = 120_000
SPINE = ("62323", "77003:26")
JOINT = ("20610:RT", "77002:26")
ALONE = ("77002:26",)


def small_review(claim: Claim, _library: object = None) -> Review:
    """An error on a claim of one line, a warning for 77003, an info flag for 99213 and nothing else."""
    flags = []
    codes = [line.code for line in claim.lines]
    if len(codes) == 1 and codes[0] != "99213":
        flags.append(make_flag("addon-without-primary", severity="error", line=1, field="lines[0].code"))
    if "77003" in codes:
        place = codes.index("77003") + 1
        flags.append(make_flag("guidance-included", severity="warning", line=place, field=None))
    if "99213" in codes:
        flags.append(make_flag("candidate-primary", severity="info", line=1, field=None))
    return Review(
        schema=1, outcome="issues" if flags else "clean", flags=tuple(flags), checked=("ptp-pair",),
        not_checked=(), editions=(),
    )  # fmt: skip


def claim_of(*codes: str, place: str = "11:B:1", npi: str = "1999999984") -> list[str]:
    """The segments of a claim with these codes."""
    return made.claim(
        *(made.service(code, number=str(at)) for at, code in enumerate(codes, 1)), place=place, npi=npi
    )


def write_file(path: Path, *claims: list[str]) -> Path:
    """An X12 file of claims."""
    path.write_bytes(made.file_of(*claims))
    return path


@pytest.fixture(autouse=True)
def _each_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at each claim alone, but where a test is about several of a day."""
    if "beside" not in request.node.name:
        monkeypatch.setattr(reviewing, "find_neighbors", lambda _read, _covered: Neighbors({}))


@pytest.fixture
def march(tmp_path: Path) -> Path:
    """Five claims: an error in the third and fifth, a warning in the second, nothing in the others."""
    claims = (JOINT, SPINE, ALONE, JOINT, ALONE)
    return write_file(tmp_path / "march.837", *(claim_of(*codes) for codes in claims))


@pytest.fixture
def open_window(
    request: pytest.FixtureRequest, make_window: Callable[..., MainWindow], qtbot: QtBot
) -> Callable[..., MainWindow]:
    """Open a file in a window and wait for its review.

    The first window of a test, if it may have the usual size and settings, is the one that its module shares.
    """
    opened: list[MainWindow] = []

    def open_file(path: Path, width: int = 0, height: int = 0, **settings: object) -> MainWindow:
        is_usual = not (opened or width or settings)
        shared = request.getfixturevalue("blank_window") if is_usual else None
        window = shared or make_window(width or 1280, height or 800, **settings)
        opened.append(window)
        return open_in(window, path, qtbot)

    return open_file


def open_in(window: MainWindow, path: Path, qtbot: QtBot) -> MainWindow:
    """Open a file in a window and wait for its review."""
    window.claims.workspace().reviewer.review = small_review
    window.worklist._review = small_review
    if window.worklist.is_open():
        window.worklist.reviewer.review_alone = small_review
        window.worklist.worklist().owed.clear()
    window.claims.commands().files.open_path(path)
    wait_for_review(window, qtbot)
    return window


def wait_for_review(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until every claim of the worklist is reviewed; processes may have to be started for it."""
    mode = window.worklist
    qtbot.waitUntil(lambda: mode.is_open() and not mode.work.is_running(), timeout=_HANGS_MS)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the flags shown are those of the claim in the form."""
    qtbot.waitUntil(window.claims.workspace().is_current)
