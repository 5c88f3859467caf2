"""Runtime folders of a test's own, so that no test meets a program that runs beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's runtime folder; its path is short, as sockets need."""
    with tempfile.TemporaryDirectory(prefix="np") as made:
        monkeypatch.setenv("XDG_RUNTIME_DIR", made)
        yield Path(made)
