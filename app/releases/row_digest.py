"""The digest of rows, by which an edition is named and a file is proved to hold what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

AT_ONCE = 512
"""So many rows are packed together, the last of a table apart: the digest is of these packages."""
_encode = msgspec.msgpack.Encoder().encode  # with kind and length of each value: no two rows look alike


class RowDigest:
    """Takes the rows of one table after the other."""

    def __init__(self) -> None:
        """Start with none."""
        self._total = hashlib.sha256()
        self._left: list[tuple[Any, ...]] = []

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take the next rows of a table."""
        rows = [*self._left, *rows] if self._left else rows
        whole = len(rows) - len(rows) % AT_ONCE
        for start in range(0, whole, AT_ONCE):
            self._total.update(_encode(rows[start : start + AT_ONCE]))
        self._left = list(rows[whole:])

    def end(self) -> str:
        """End a table; give the digest so far, in hexadecimal."""
        if self._left:
            self._total.update(_encode(self._left))
            self._left = []
        return self._total.hexdigest()
