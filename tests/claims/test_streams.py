"""What a file shows of itself by its first bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.claims.streams import begins_as_json


@pytest.mark.parametrize(
    ("name", "content", "is_json"),
    [
        ("a.json", b'\n {"schema": 1}', True),
        ("a", b"[{}]", True),
        ("a.csv", b'{"a": 1}', False),
        ("a.csv", b"claim,code\n", False),
        ("a.json", b"", False),
    ],
)
def test_a_file_shows_that_it_is_json(tmp_path: Path, name: str, content: bytes, *, is_json: bool) -> None:
    (tmp_path / name).write_bytes(content)
    assert begins_as_json(str(tmp_path / name)) is is_json


def test_what_is_no_regular_file_is_not_taken_for_json(tmp_path: Path) -> None:
    assert not begins_as_json(str(tmp_path))
    assert not begins_as_json(str(tmp_path / "missing.json"))
