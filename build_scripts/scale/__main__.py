"""Prove that every road from claims to reviews comes to the same: python -m build_scripts.scale [--claims N].

Makes an environment of its own with Spark and DuckDB, builds the wheel twice and installs it there, runs
the tests that need pyarrow, and reviews a seeded year of claims: in one process and in two, by Spark with two
workers of which one is killed in its work, and by DuckDB. Takes Java 17 or later, and a gigabyte of disk.
Exit status 0 when all digests agree and no name left the input, else 1.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path

from build_scripts.package import review_wheel
from build_scripts.scale import environment, roads
from build_scripts.scale.claims import claims
from build_scripts.scale.environment import ScaleError
from build_scripts.scale.roads import Arrival, Place
from build_scripts.scale.shelf import make_shelf

ROOT = Path(__file__).resolve().parents[2]
LEAST_COVERED = 95
"""Percent of the lines of app/batch/arrow that its tests must reach."""
NAMES, MARK = "patient_name", "Zebra77Quagga"
"""The column of names in the table of claims, and the mark that each of them bears."""
COUNT_MARKS = """
import sys
from pyarrow import dataset
found = dataset.dataset(sys.argv[1]).to_table()
print(found.num_rows, sum(str(column.to_pylist()).count(sys.argv[2]) for column in found.columns))
"""


def build_wheel(folder: Path) -> Path:
    """Build the wheel twice and give one of the two. Raises ScaleError where they differ."""
    first, second = (review_wheel.build(ROOT, folder / name) for name in ("first", "second"))
    if first.read_bytes() != second.read_bytes():
        raise ScaleError("Two builds of the wheel differ.")
    print(f"{first.name}: {first.stat().st_size / 1e6:.1f} MB, twice the same bytes")
    return first


def run_tests(python: Path) -> None:
    """Run the tests that need pyarrow, with what the project's environment has beside it."""
    words = ["-m", "pytest", "tests/batch/arrow", "-q", "-p", "no:cacheprovider", "--cov=app.batch.arrow"]
    words += ["--cov-config=", "--cov-report=", f"--cov-fail-under={LEAST_COVERED}"]
    print(environment.run(python, *words, path=sysconfig.get_path("purelib")).rstrip())


def prepare(place: Place, count: int) -> None:
    """Write the claims in both forms, and make and pack the shelf."""
    with place.lines.open("wb") as file:
        file.writelines(claim + b"\n" for claim in claims(count))
    environment.run(place.python, roads.HERE / "to_parquet.py", place.lines, place.table, NAMES, MARK)
    make_shelf(place.folder)
    pack = "import sys, pathlib, needlepoint_review as r; r.pack_shelf(*map(pathlib.Path, sys.argv[1:]))"
    environment.run(place.python, "-c", pack, place.editions, place.packed)


def go(place: Place) -> list[Arrival]:
    """Go all roads. Raises ScaleError where two that should agree do not, or a name went along."""
    together = [
        roads.command_line(place, 1),
        roads.command_line(place, 2),
        roads.spark(place, "--explain", "--lose-a-worker"),
    ]
    alone = [roads.each_alone(place), roads.spark(place, "--alone"), roads.duckdb(place)]
    for group in (together, alone):
        for arrival in group:
            print(f"{arrival.seconds:8.1f} s  {arrival.road}: {arrival.digest}")
        if len({arrival.digest for arrival in group}) != 1:
            raise ScaleError(f"These do not agree: {', '.join(arrival.road for arrival in group)}.")
    check_names(place, together[-1])
    return [*together, *alone]


def check_names(place: Place, arrival: Arrival) -> None:
    """Raise ScaleError where the column of names was read or a name stands in the reviews."""
    if NAMES in arrival.said or "date_of_service" not in arrival.said:
        raise ScaleError("The plan of Spark reads the column of names, or does not say what it reads.")
    for table, expected in ((place.table, True), (arrival.reviews, False)):
        rows, marks = map(int, environment.run(place.python, "-c", COUNT_MARKS, table, MARK).split())
        if not rows or bool(marks) is not expected:
            raise ScaleError(f"{marks} marks of names in {rows} rows of {table}.")
    print("The column of names is not read, and no name stands in the reviews.")


def prove(count: int, folder: Path, made: Path | None) -> None:
    """All steps, in a folder that is empty; `made`: where an environment is kept."""
    environment.check_java()
    python = environment.make(made or folder / "environment")
    environment.install(python, build_wheel(folder / "wheels"))
    run_tests(python)
    place = Place(python, folder / "run")
    place.folder.mkdir()
    prepare(place, count)
    go(place)


def main(words: Sequence[str] | None = None) -> int:
    """Prove it; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m build_scripts.scale", description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--environment", type=Path, help="a folder in which the environment is kept")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="needlepoint-scale-") as folder:
        try:
            prove(given.claims, Path(folder), given.environment)
        except (ScaleError, review_wheel.WheelError, subprocess.CalledProcessError) as error:
            print(f"Not proved: {error}", file=sys.stderr)
            return 1
    print(f"{given.claims:,} claims come to one digest on every road.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
