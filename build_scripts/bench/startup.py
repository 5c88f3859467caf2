"""Cold start until the window takes keys, and peak memory, against a bare PySide6 window in the same run.

Another start carries a key from its first moment on: the frame comes before the library, and this says when
what was typed is answered. One more is measured until its first page is painted. Where `dev.py package` built
the program, its first frame is measured as well.
"""

from __future__ import annotations

import statistics
import tempfile

from build_scripts.bench.children import child
from build_scripts.bench.frames import packaged_starts
from build_scripts.bench.table import Figure

RUNS = 15
_FLOOR = "a bare PySide6 window with a field"


def measure() -> list[Figure]:
    """Start the windows turn about and return the medians."""
    with tempfile.TemporaryDirectory() as folder:
        starts = (("bare",), ("ours", folder), ("typed", folder), ("paged", folder))
        # The first turn warms the disk and leaves the settings that every later start reads.
        turns = [[child("windows", *start) for start in starts] for _ in range(RUNS + 1)][1:]
    bare, ours, typed, paged = zip(*turns, strict=True)

    def middle(records: tuple[dict[str, float], ...], name: str, unit: float = 1.0) -> float:
        return statistics.median(record[name] for record in records) * unit

    def against_bare(name: str, what: str, unit: str, factor: float = 1.0, limit: float = 2.0) -> Figure:
        own, floor = middle(ours, what, factor), middle(bare, what, factor)
        return Figure(name, own, unit, floor, _FLOOR, limit, of_floor=True)

    answered, floor = middle(typed, "until", 1000), middle(bare, "until", 1000)
    shown = middle(paged, "until", 1000)
    return [
        against_bare("cold start, ready to type", "until", "ms", 1000, limit=1.25),
        Figure("cold start, first page painted", shown, "ms", floor, _FLOOR, 1.8, of_floor=True),
        Figure("cold start, first key answered", answered, "ms", floor, _FLOOR),
        against_bare("peak memory, ready to type", "ready_memory", "MB"),
        against_bare("peak memory, first page open", "settled_memory", "MB"),
        *_packaged(),
    ]


def _packaged() -> list[Figure]:
    """The packaged program until its first frame, if there is one."""
    ours, floor = packaged_starts(RUNS)
    if not ours:
        return []
    middle, least = statistics.median(ours) * 1000, statistics.median(floor) * 1000
    return [Figure("cold start, packaged, first frame", middle, "ms", least, _FLOOR, 1.35, of_floor=True)]
