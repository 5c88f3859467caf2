"""What Orca says of the program, sentence by sentence, and what the accessibility bus tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.hearing import HeardDesktop, what_is_missing
from tests.small_library import NAME, build_small

pytestmark = pytest.mark.slow


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


def test_a_result_is_heard_in_the_list(heard: HeardDesktop) -> None:
    heard.type("77002")
    heard.press("Tab", "Tab")
    heard.hear_until("77002, add-on, Fluoro needle guidance, non-spine.")
    assert "Results" in [node.name for node in heard.tree("Needlepoint").all() if node.role == "list"]
