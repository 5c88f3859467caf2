"""Two builds in one run: each part is measured in both, turn about, and every turn gives one ratio.

What else the machine does changes from minute to minute and strikes both sides of a turn much alike. So the
ratios of the turns are compared, not the medians of each side, and half of them lie within the spread shown.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from build_scripts.bench.children import ROOT
from build_scripts.bench.one_part import MODULES
from build_scripts.bench.table import Figure, show

TURNS = 5
BOUND = 1.05
"""How many times the build before counts as no worse."""

Measure = Callable[[Path, str, Sequence[str]], list[Figure]]


class Comparison(NamedTuple):
    """One figure of both builds: medians, ours to its floor, and the quartiles of ours to the build before.

    The ratios are turned round where more is better, so that above 1 always means worse.
    """

    name: str
    before: float
    ours: float
    unit: str
    floor_ratio: float | None
    low: float
    ratio: float
    high: float

    @property
    def verdict(self) -> str:
        """What can be said: "noise" where the spread reaches over the bound."""
        if self.low > BOUND:
            return "worse"
        return "no worse" if self.high <= BOUND else "noise"


def compare(other: Path, parts: Sequence[str], files: Sequence[str], measure: Measure) -> list[Comparison]:
    """Measure the parts in this checkout and in another, in turns that begin with either.

    The first turn is not counted: it compiles what is compiled once and warms the disk.
    """
    rows: list[Comparison] = []
    for part in parts:
        turns: list[dict[Path, list[Figure]]] = []
        for turn in range(TURNS + 1):
            order = (ROOT, other) if turn % 2 else (other, ROOT)
            turns.append({tree: measure(tree, part, files) for tree in order})
        rows += _of_turns([(turn[other], turn[ROOT]) for turn in turns[1:]])
    return rows


def _of_turns(turns: list[tuple[list[Figure], list[Figure]]]) -> list[Comparison]:
    """One comparison for each figure that both builds have in every turn."""
    found = []
    for figure in turns[0][1]:
        pairs = [
            (mine, theirs)
            for before, ours in turns
            for mine in ours
            for theirs in before
            if mine.name == theirs.name == figure.name
        ]
        if len(pairs) == len(turns):
            found.append(_compared(pairs))
    return found


def _compared(pairs: list[tuple[Figure, Figure]]) -> Comparison:
    """Compare a figure by its values in each turn, those of this build first."""
    first = pairs[0][0]
    ratios = [
        theirs.ours / mine.ours if first.least or first.unit.endswith("/s") else mine.ours / theirs.ours
        for mine, theirs in pairs
    ]
    low, ratio, high = statistics.quantiles(ratios, n=4, method="inclusive")
    floors = [mine.ratio for mine, _ in pairs if mine.ratio is not None]
    return Comparison(
        name=first.name,
        before=statistics.median(theirs.ours for _, theirs in pairs),
        ours=statistics.median(mine.ours for mine, _ in pairs),
        unit=first.unit,
        floor_ratio=statistics.median(floors) if floors else None,
        low=low,
        ratio=ratio,
        high=high,
    )


def measure_apart(tree: Path, part: str, files: Sequence[str]) -> list[Figure]:
    """Measure a part in a checkout, with this interpreter and its packages.

    Compiled modules are written, as for any user: otherwise every start would compile all of them again.
    """
    environ = os.environ | {"PYTHONPATH": str(tree), "QT_QPA_PLATFORM": "offscreen"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if tree != ROOT and "NEEDLEPOINT_BENCH_DATA_BESIDE" in environ:
        environ["NEEDLEPOINT_BENCH_DATA"] = environ["NEEDLEPOINT_BENCH_DATA_BESIDE"]
    own = Path(__file__).with_name("one_part.py")
    command = [sys.executable, "-P", str(own), part, *files]
    done = subprocess.run(command, env=environ, cwd=tree, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"Measuring {part} in {tree} failed; what it wrote stands above.")
    return [Figure(**record) for record in json.loads(done.stdout.splitlines()[-1])]


def table(rows: Sequence[Comparison]) -> str:
    """Return all comparisons as one text table."""
    head = ("what", "before", "ours", "unit", "ours/floor", "ours/before", "spread", "")
    cells = [
        (
            *(row.name, show(row.before), show(row.ours), row.unit, show(row.floor_ratio)),
            *(f"{row.ratio:.2f}", f"{row.low:.2f} to {row.high:.2f}", row.verdict),
        )
        for row in rows
    ]
    widths = [max(len(line[at]) for line in [head, *cells]) for at in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [head, *cells]
    ]
    return "\n".join([lines[0], "-" * sum(widths), *lines[1:]])


def main(words: Sequence[str]) -> int:
    """Compare with the checkout that the first word names. Returns 1 when a figure is worse."""
    other, *parts = words or [""]
    files = parts[1:] if parts[:1] in (["imports"], ["workbooks"]) else []
    alone = ("imports", "workbooks")
    chosen = parts[: len(parts) - len(files)] or [part for part in MODULES if part not in alone]
    tree = Path(other).resolve()
    unknown = [part for part in chosen if part not in MODULES]
    if unknown or not other or not (tree / "build_scripts" / "bench").is_dir():
        print(
            f"No such {'part: ' + ', '.join(unknown) if unknown else 'checkout: ' + other}.", file=sys.stderr
        )
        return 2
    rows = compare(tree, chosen, [str(Path(file).resolve()) for file in files], measure_apart)
    print(table(rows))
    return int(any(row.verdict == "worse" for row in rows))
