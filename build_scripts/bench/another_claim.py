"""The checklist of another claim each time, as in a batch or a worklist, in ms of processor time.

A typesetter keeps what it has set, so the same claim again is nearly free. The floor is Typst on the finished
record, without the form. The largest claim has flags that say the same of many lines, as pair edits do.
"""

from __future__ import annotations

import itertools
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from build_scripts.bench.children import ROOT, child, open_library, peak_memory, report
from build_scripts.bench.table import Figure

if TYPE_CHECKING:
    from app.coding.claim import Claim
    from app.coding.findings import Review
    from app.library import Library

RUNS = 9
WARM = 3
FLAGS = 3356
_UNIT = "ms processor"


def measure() -> list[Figure]:
    """Print other claims of 2 and 60 lines, and one of 200 lines with thousands of flags."""
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(folder)
        two, sixty = (_other_claims(library, lines) for lines in (2, 60))
    many = _many() if _borrowed() else child("another_claim", "report_many")
    return [
        Figure("PDF of another claim, 2 lines", two, _UNIT, limit=45.0),
        Figure("PDF of another claim, 60 lines", sixty, _UNIT, limit=250.0),
        Figure(f"PDF of 200 lines with {FLAGS:,} flags", many["time"], _UNIT, limit=2000.0),
        Figure("memory of that process at its largest", many["memory"], "MB", limit=250.0),
    ]


def report_many() -> None:
    """Report time and peak memory of a claim of 200 lines with thousands of flags."""
    report(**_many())


def _borrowed() -> bool:
    """Whether an earlier build runs this, whose processes would not find it."""
    return Path(__file__).resolve().parents[2] != ROOT


def _other_claims(library: Library, lines: int) -> float:
    """The median time of claims that differ, after the first ones."""
    from app.checklist import render
    from app.review import review

    times = []
    for number in range(WARM + RUNS):
        claim = _claim(library, lines, number)
        reviewed = review(claim, library)
        began = time.process_time()
        render(reviewed, claim, library)
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times[WARM:])


def _many() -> dict[str, float]:
    from app.checklist import render
    from app.review import review

    with tempfile.TemporaryDirectory() as folder:
        library = open_library(folder)
        claim = _claim(library, 200, 0)
        reviewed = _with_pairs(review(claim, library))
        began = time.process_time()
        render(reviewed, claim, library)
        return {"time": (time.process_time() - began) * 1000, "memory": peak_memory()}


def _claim(library: Library, count: int, number: int) -> Claim:
    """A claim with the lines of the bundled examples over and over, that no other number gives."""
    examples = [example.claim for example in library.examples()]
    lines = itertools.cycle(line for claim in examples for line in claim.lines)
    taken = tuple(itertools.islice(lines, number, number + count))
    return msgspec.structs.replace(examples[0], lines=taken, reference=f"case {number}")


def _with_pairs(reviewed: Review) -> Review:
    """A review with flags as pair edits between many lines give them, up to `FLAGS`."""
    first = reviewed.flags[0]
    pairs = itertools.permutations(range(1, 201), 2)
    more = (
        msgspec.structs.replace(
            first,
            line=one,
            field=f"lines[{one - 1}].code",
            message=f"77002 on line {one} is column 2 of a PTP edit with 20610 on line {other}.",
        )
        for one, other in pairs
        if one % 3 == 0 and other % 3 == 1
    )
    return msgspec.structs.replace(
        reviewed, flags=(*reviewed.flags, *itertools.islice(more, FLAGS - len(reviewed.flags)))
    )
