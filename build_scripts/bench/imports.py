"""Benchmarks of importing, looking up and comparing editions, each against a floor measured in the same run.

    python -m build_scripts.bench.imports ZIP… [--other ZIP…] [--texts FILE…]

ZIP… are the four parts of one pair table, for example made by a generator in the layout of CMS; `--other` are
those of a second quarter, for comparing. The floors of the import are the sqlite3 command's own `.import` of
the same rows into a text table with an index on each code, and the insertion of rows that are ready with one;
the floor of a look-up is one indexed query on that table.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from app.library.search.edition_hits import find_hits
from app.library.shelf.shelf import Shelf
from app.releases.comparison import compare
from app.releases.installation import install
from app.releases.pairs.workers import cores

_T = TypeVar("_T")
RUNS = 3
LOOK_UPS = 20_000
TYPED = (
    "unilateral primary osteoarthritis right hip",
    "initial encounter for closed fracture",
    "displaced fracture of shaft of left femur",
    "pain in right knee",
    "injection methylprednisolone",
    "m16.11",
    "j1030",
    "20610",
)
TABLE = "CREATE TABLE t (c1 TEXT, c2 TEXT, pre TEXT, eff TEXT, del TEXT, mod TEXT, rat TEXT);"
INDEX = "CREATE INDEX i ON t (c1, c2);"
OTHER_INDEX = "CREATE INDEX j ON t (c2, c1);"


class Row(NamedTuple):
    """One line of the table of results. Times in seconds; `ratio` is median to floor."""

    name: str
    median: float
    floor: float | None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.median / self.floor if self.floor else None


def run(parts: Sequence[Path], other: Sequence[Path] = ()) -> list[Row]:
    """Every figure for one pair table. Prints file size and peak memory too, which have no median."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = write_text(parts, folder / "rows.tsv")
        ready = read_rows(text)
        jobs: dict[str, Callable[[], None]] = {
            "both": lambda: import_by_sqlite(text, folder / "floor.db"),
            "ours": lambda: install_apart(parts, folder / "shelf"),
            "one": lambda: insert_rows(ready, folder / "ready.db"),
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
        for _ in range(RUNS):  # turn about, so that all meet the same load
            shutil.rmtree(folder / "shelf", ignore_errors=True)
            for side, job in jobs.items():
                times[side].append(measure_both(job))
        rows = [
            Row(f"import of a pair table{how}, to {floor}", *_medians(times, "ours", side, at))
            for at, how in enumerate(("", ", processor"))
            for side, floor in (
                ("both", ".import and both indexes"),
                ("one", "rows that are ready, one index"),
            )
        ]
        if other:
            install_apart(other, folder / "shelf")
        report_size(folder / "shelf")
        rows += look_ups(folder / "shelf", folder / "floor.db")
        return rows + (comparing(folder / "shelf") if other else [])


def look_ups(shelf_folder: Path, floor: Path) -> list[Row]:
    """One pair at random, and every pair of the busiest code."""
    shelf = Shelf.open(shelf_folder)
    edition = shelf.editions[0]
    codes = [code for code, _, _ in shelf.file(edition).pairs.blobs()]
    shuffled = random.Random(77002)
    pairs = [(shuffled.choice(codes), shuffled.choice(codes)) for _ in range(LOOK_UPS)]
    shelf.pair(edition, *pairs[0])
    own = each(lambda pair: shelf.pair(edition, *pair), pairs)
    connection = sqlite3.connect(floor)
    query = "SELECT * FROM t WHERE c1 = ? AND c2 = ?"
    least = each(lambda pair: connection.execute(query, pair).fetchall(), pairs)
    busiest = max(codes[:: len(codes) // 200], key=lambda code: len(shelf.pairs_of(edition, code)))
    many = each(lambda code: shelf.pairs_of(edition, code), [busiest] * 50)
    fan = each(lambda code: shelf.pairs_of(edition, code), shuffled.choices(codes, k=2000))
    connection.close()
    shelf.close()
    return [
        Row("one pair, both directions, p50", percentile(own, 50), percentile(least, 50)),
        Row("one pair, both directions, p99", percentile(own, 99), percentile(least, 99)),
        Row(f"every pair of {busiest}", statistics.median(many), None),
        Row("every pair of a code, p99", percentile(fan, 99), None),
    ]


def comparing(shelf_folder: Path) -> list[Row]:
    """Comparing two quarters, all codes."""
    shelf = Shelf.open(shelf_folder)
    one, two = shelf.editions[:2]
    took = [measure(lambda: compare(shelf, one, two)) for _ in range(RUNS)]
    shelf.close()
    return [Row("compare two pair tables", statistics.median(took), None)]


def typing(paths: Sequence[Path]) -> list[Row]:
    """Type-ahead over the texts of these files, for every beginning of what a coder may type."""
    with tempfile.TemporaryDirectory() as name:
        install(paths, Path(name))
        shelf = Shelf.open(Path(name))
        typed = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
        find_hits(shelf, typed[0])
        took = each(lambda text: find_hits(shelf, text), typed * 5)
        shelf.close()
    return [
        Row("type-ahead, p50", percentile(took, 50), None),
        Row("type-ahead, p99", percentile(took, 99), None),
    ]


def install_apart(parts: Sequence[Path], folder: Path) -> None:
    """Install in a process of its own, as the window does, and remember its peak memory."""
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_install, args=(tuple(parts), folder))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit("the import failed")


def _install(parts: tuple[Path, ...], folder: Path) -> None:
    outcomes = install(parts, folder)
    (folder / "peak.txt").write_text(str(peak_memory(min(cores(), len(parts)))))
    if any(outcome.state != "installed" for outcome in outcomes):
        raise SystemExit(1)


def peak_memory(workers: int) -> int:
    """Bytes of the import process and its workers at their largest; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    own = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return (own + workers * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) * 1024


def import_by_sqlite(text: Path, database: Path) -> None:
    """The floor: the sqlite3 command's own import, indexes made afterwards, which is its faster way."""
    database.unlink(missing_ok=True)
    script = f"{TABLE}\n.mode tabs\n.import {text} t\n{INDEX}\n{OTHER_INDEX}\n"
    subprocess.run(["sqlite3", str(database)], input=script, text=True, check=True)


def read_rows(text: Path) -> list[tuple[str, ...]]:
    """The rows of the table in memory, outside the time measured; equal fields are one string."""
    with text.open(encoding="ascii") as lines:
        return [tuple(map(sys.intern, line.rstrip("\n").split("\t"))) for line in lines]


def insert_rows(rows: list[tuple[str, ...]], database: Path) -> None:
    """A second floor: rows that need no reading into one table with one index."""
    database.unlink(missing_ok=True)
    connection = sqlite3.connect(database)
    connection.execute(TABLE)
    with connection:
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute(INDEX)
    connection.close()


def write_text(parts: Sequence[Path], out: Path) -> Path:
    """The data rows of every part as one tab-separated file, outside the time measured."""
    with out.open("wb") as target:
        for path in sorted(parts):
            with zipfile.ZipFile(path) as packed:
                name = next(name for name in packed.namelist() if name.lower().endswith(".txt"))
                lines = packed.read(name).replace(b"\r\n", b"\n").split(b"\n", 6)
            target.write(lines[6])
    return out


def report_size(shelf_folder: Path) -> None:
    """Print file size and peak memory."""
    sizes = [path.stat().st_size for path in shelf_folder.glob("*.npe")]
    peak = int((shelf_folder / "peak.txt").read_text())
    print(f"file {max(sizes) / 1e6:.1f} MB, peak memory {peak / 1e6:.0f} MB")


def measure(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure_both(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that one call takes, and those of the processor with all processes that it starts."""
    before = _processor()
    took = measure(work)
    return took, _processor() - before


def _processor() -> float:
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def _medians(
    times: dict[str, list[tuple[float, float]]], ours: str, floor: str, at: int
) -> tuple[float, float]:
    """The medians of ours and of a floor, by the clock (0) or the processor (1)."""
    one, other = (statistics.median(turn[at] for turn in times[side]) for side in (ours, floor))
    return one, other


def each(work: Callable[[_T], object], values: Sequence[_T]) -> list[float]:
    """Seconds that each call takes."""
    return [measure(partial(work, value)) for value in values]


def percentile(values: Sequence[float], at: int) -> float:
    """The value below which `at` of a hundred lie."""
    return sorted(values)[min(len(values) - 1, len(values) * at // 100)]


def main() -> None:
    """Measure the files named on the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", type=Path)
    parser.add_argument("--other", nargs="*", type=Path, default=[], help="a second quarter, to compare")
    parser.add_argument(
        "--texts", nargs="*", type=Path, default=[], help="ICD-10-CM, HCPCS and fee files, to type in"
    )
    arguments = parser.parse_args()
    rows = run(arguments.parts, arguments.other)
    if arguments.texts:
        rows += typing(arguments.texts)
    for row in rows:
        floor = f"floor {row.floor:.6f} s, ratio {row.ratio:.2f}" if row.floor else ""
        print(f"{row.name:34} {row.median:.6f} s  {floor}")


if __name__ == "__main__":
    main()
