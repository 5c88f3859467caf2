"""The command line as a function: arguments in; status, output and errors out, on a freshly built book."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from app import __main__ as program

if TYPE_CHECKING:
    from app.library import Library


class Done(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


Cli = Callable[..., Done]


@pytest.fixture
def library(reference_db: Path, tmp_path: Path) -> Library:
    """The library that the commands of this test see, with an empty shelf."""
    from app.library import Library
    from app.library.shelf.shelf import Shelf

    return Library.open(reference_db, Shelf.open(tmp_path / "no editions"))


@pytest.fixture
def cli(
    reference_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Cli:
    """Run a command in an empty working folder."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setattr(program, "RESOURCES", reference_db.parent)
    # A command is a process of its own elsewhere; here its open database would stay.
    monkeypatch.setattr(gc, "freeze", lambda: None)

    def run(*arguments: str) -> Done:
        capsys.readouterr()
        status = program.main(arguments)
        return Done(status, *capsys.readouterr())

    return run
