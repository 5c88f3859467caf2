"""Workbooks of CMS from file to records, as an import reads them, over the bare library's rows.

    python -m build_scripts.bench workbooks AOC.xlsx MUE.xlsx

Processor time, turn about. Recognizing the file is part of it: an import always does both.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from build_scripts.bench.table import Figure

RUNS = 9


def measure(paths: Sequence[str]) -> list[Figure]:
    """A figure for each workbook, over calamine's rows of its first sheet."""
    return [_measure(Path(path)) for path in paths]


def _measure(path: Path) -> Figure:
    sides: dict[str, Callable[[], object]] = {"ours": lambda: _read(path), "bare": lambda: _bare(path)}
    times: dict[str, list[float]] = {side: [] for side in sides}
    for turn in range(RUNS + 1):
        for side in sorted(sides, reverse=turn % 2 == 1):
            began = time.process_time()
            sides[side]()
            times[side].append((time.process_time() - began) * 1000)
    ours, bare = (statistics.median(times[side][1:]) for side in ("ours", "bare"))
    name = f"records of {path.name}"
    return Figure(name, ours, "ms processor", bare, "bare calamine", 3.0, of_floor=True)


def _read(path: Path) -> object:
    from app.releases.readers.dispatch import read_records
    from app.releases.recognition import recognize

    (found,) = recognize(path)
    return list(read_records(found))


def _bare(path: Path) -> object:
    import python_calamine

    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return list(workbook.get_sheet_by_index(0).iter_rows())
