"""Pages of codes opened for the first time and again, in processor time. They have no floor."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from build_scripts.bench.children import REFERENCE, open_library
from build_scripts.bench.table import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.library import Library

PAGES = 150
_ON = date(2026, 9, 15)


def measure() -> list[Figure]:
    """Open the pages of many codes, after one that loads what is loaded once, and then all again."""
    with closing(sqlite3.connect(REFERENCE)) as connection:
        rows = connection.execute("SELECT code FROM code ORDER BY code LIMIT ?", (PAGES,))
        codes = [code for (code,) in rows]
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(folder)
        library.page("77002", _ON)
        first, again = _open(library, codes), _open(library, codes)
    return [
        Figure(f"first opening of {PAGES} pages", first, "ms processor"),
        Figure("the same pages again", again, "ms processor"),
    ]


def _open(library: Library, codes: Sequence[str]) -> float:
    began = time.process_time()
    for code in codes:
        library.page(code, _ON)
    return (time.process_time() - began) * 1000
