"""Look-ups of PTP edits on a shelf, each timed by itself, against a table of texts with one index in SQLite.

NEEDLEPOINT_BENCH_DATA names a data folder with editions; without a pair table in it nothing is measured. The
floor has the rows of some codes alone, so that making it takes seconds.
"""

from __future__ import annotations

import gc
import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from build_scripts.bench.children import percentile
from build_scripts.bench.table import Figure

if TYPE_CHECKING:
    from app.coding.editions import Edition
    from app.coding.official import PairEdit
    from app.library.shelf.shelf import Shelf

_T = TypeVar("_T")
LOOK_UPS = 20_000
BUSY = "77002"
_TIMES = 200
_EVERY = 16  # one code in so many has its rows in the floor
_TABLE = "CREATE TABLE edit (column1 TEXT, column2 TEXT, first TEXT, last TEXT, indicator TEXT, reason TEXT)"
_ROW = "INSERT INTO edit VALUES (?, ?, ?, ?, ?, ?)"
_EITHER = "SELECT * FROM edit WHERE column1 = ?1 AND column2 = ?2 OR column1 = ?2 AND column2 = ?1"


def measure() -> list[Figure]:
    """Two codes at random on a date, both ways, and every edit of the busiest guidance code; the medians."""
    shelf = _open_shelf(Path(os.environ.get("NEEDLEPOINT_BENCH_DATA", "no editions")).resolve() / "editions")
    tables = [each for each in shelf.editions if each.source == "ncci-ptp"]
    if not tables:
        return []
    edition = tables[-1]
    codes = sorted({code for code, _, _ in shelf.file(edition).pairs.blobs()})
    chance = random.Random(77002)
    pairs = [(chance.choice(codes), chance.choice(codes)) for _ in range(LOOK_UPS)]
    day = edition.first or date.max

    def look_up(pair: tuple[str, str]) -> list[PairEdit]:
        return [edit for edit in shelf.pair(edition, *pair) if edit.in_force(day)]

    with tempfile.TemporaryDirectory() as folder:
        floor = Path(folder, "floor.db")
        with closing(_make_floor(floor, shelf, edition, codes[::_EVERY])) as texts:
            least = _each(lambda pair: texts.execute(_EITHER, pair).fetchall(), pairs)
    own = _each(look_up, pairs)
    every = _each(lambda code: shelf.pairs_of(edition, code), [BUSY] * _TIMES)
    name = "a text table with an index"
    return [
        Figure("one pair at a date, both ways", percentile(own, 50), "µs", percentile(least, 50), name, 12.0),
        Figure(f"every pair of {BUSY}", percentile(every, 50), "µs", limit=1_500.0),
    ]


def _open_shelf(folder: Path) -> Shelf:
    try:
        from app.library.shelf.shelf import Shelf
    except ImportError:  # an earlier build has it elsewhere
        from app.library.shelf import Shelf  # type: ignore[attr-defined, no-redef]
    opened: Shelf = Shelf.open(folder)
    return opened


def _make_floor(file: Path, shelf: Shelf, edition: Edition, codes: Iterable[str]) -> sqlite3.Connection:
    texts = sqlite3.connect(file)
    texts.execute(_TABLE)
    for code in codes:
        rows = [edit for edit in shelf.pairs_of(edition, code) if edit.column1 == code]
        texts.executemany(
            _ROW,
            (
                (edit.column1, edit.column2, str(edit.first), str(edit.last), edit.indicator, edit.rationale)
                for edit in rows
            ),
        )
    texts.execute("CREATE INDEX codes ON edit (column1, column2)")
    texts.commit()
    return texts


def _each(work: Callable[[_T], object], values: Sequence[_T]) -> list[float]:
    """Microseconds that each call takes, the first not counted; no garbage is collected between them."""
    work(values[0])
    gc.collect()
    gc.disable()
    times = []
    for value in values:
        began = time.perf_counter()
        work(value)
        times.append((time.perf_counter() - began) * 1e6)
    gc.enable()
    return times
