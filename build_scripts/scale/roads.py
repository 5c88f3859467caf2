"""The roads from a file of claims to reviews: each goes by itself and comes to a digest."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from msgspec import Struct

from build_scripts.scale import environment
from build_scripts.scale.environment import ScaleError

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REVIEWED = (0, 1, 3)
"""Exit statuses of the command line where claims were reviewed."""


class Place(Struct, frozen=True):
    """Where the proof works: the interpreter of the engines, and a folder of its own."""

    python: Path
    folder: Path

    @property
    def lines(self) -> Path:
        """The claims as JSON lines."""
        return self.folder / "claims.jsonl"

    @property
    def table(self) -> Path:
        """The claims as Parquet, with a column of names."""
        return self.folder / "claims"

    @property
    def editions(self) -> Path:
        """The shelf as it is at home."""
        return self.folder / "editions"

    @property
    def packed(self) -> Path:
        """The shelf as it travels."""
        return self.folder / "packed"


class Arrival(Struct, frozen=True):
    """A road by its name, the seconds by the clock that it took, and the digest of its reviews.

    `said` is what it printed, `reviews` where they lie, if it leaves them.
    """

    road: str
    seconds: float
    digest: str
    said: str = ""
    reviews: Path | None = None


def command_line(place: Place, jobs: int) -> Arrival:
    """`needlepoint check` with so many processes, over the claims as lines. Raises ScaleError."""
    name = f"needlepoint check --jobs {jobs}"
    reviews = place.folder / f"jobs-{jobs}.jsonl"
    words = ["check", str(place.lines), "--json", "--jobs", str(jobs), "--data-dir", str(place.folder)]
    began = time.perf_counter()
    with reviews.open("wb") as out:
        done = subprocess.run([sys.executable, "-m", "app", *words], cwd=ROOT, stdout=out, check=False)
    if done.returncode not in REVIEWED:
        raise ScaleError(f"{name} ended with status {done.returncode}.")
    return Arrival(name, time.perf_counter() - began, _digest(place, reviews), reviews=reviews)


def each_alone(place: Place) -> Arrival:
    """The program's own stream in one process, each claim alone. Its digest is counted on the way."""
    began = time.perf_counter()
    said = environment.run(
        Path(sys.executable),
        "-m",
        "build_scripts.scale.each_alone",
        place.lines,
        place.editions,
        path=str(ROOT),
    )
    return Arrival("one process, each claim alone", time.perf_counter() - began, said.strip())


def spark(place: Place, *options: str) -> Arrival:
    """The job for Spark in local mode with two workers."""
    name = " ".join(["Spark, two workers", *(option.strip("-").replace("-", " ") for option in options)])
    return _by_engine(place, name, "spark_job.py", place.packed, *options)


def duckdb(place: Place) -> Arrival:
    """The function of DuckDB, each claim alone."""
    return _by_engine(place, "DuckDB, each claim alone", "duckdb_job.py", place.editions)


def _by_engine(place: Place, name: str, job: str, shelf: Path, *options: str) -> Arrival:
    reviews = place.folder / f"{name}.parquet".replace(" ", "-")
    began = time.perf_counter()
    said = environment.run(place.python, HERE / job, place.table, shelf, reviews, *options)
    spent = time.perf_counter() - began
    return Arrival(name, spent, _digest(place, reviews), said, reviews)


def _digest(place: Place, reviews: Path) -> str:
    return environment.run(place.python, HERE / "digest.py", reviews).strip()
