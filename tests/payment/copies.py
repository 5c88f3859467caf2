"""Copies of official payment files, read where they are present; none is part of the project.

The fee schedule release lies in ../shared. Further copies (ASC addenda, payment amount files) are looked for
beside it and in the folder that NEEDLEPOINT_PAYMENT_COPIES names, in the folders `asc` and `amounts`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec import Struct

from app.releases.found import Found
from app.releases.readers.dispatch import read_records
from app.releases.recognition import recognize

K = TypeVar("K", bound=Struct)


def of_kind(found: Found, kind: type[K]) -> list[K]:
    """The rows of a file, which are all of one kind."""
    rows = [row for row in read_records(found) if isinstance(row, kind)]
    assert rows
    return rows


def further(shared: Path, kind: str) -> list[Found]:
    """The further copies of one kind; skips where there are none."""
    named = os.environ.get("NEEDLEPOINT_PAYMENT_COPIES")
    folders = [Path(named) / kind] if named else []
    folders.append(shared / "knowledge" / "cms" / kind)
    folder = next((each for each in folders if each.is_dir()), None)
    if folder is None:
        pytest.skip(f"no copies of official {kind} files are on this machine")
    return [found for path in sorted(folder.iterdir()) for found in recognize(path) if found.source]
