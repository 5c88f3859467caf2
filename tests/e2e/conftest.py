"""The program as it is heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.hearing import HeardDesktop, what_is_missing
from tests.small_library import NAME, build_small


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[HeardDesktop]:
    """The program over the small library, the keyboard in its search field, all that is said so far heard."""
    if missing := what_is_missing():
        pytest.skip(missing)
    tmp_path.chmod(0o700)
    build_small(tmp_path)
    made = HeardDesktop(tmp_path)
    made.program(tmp_path / "user", tmp_path / NAME)
    yield made
    made.close()
