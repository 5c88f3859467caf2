"""A year of claims: of a health system, most without guidance or needle; and of guidance alone, all distinct.

Both are checked by the command line, as anybody would: start, reading and writing included. Without editions
the book answers alone. NEEDLEPOINT_BENCH_DATA names a data folder with editions, for example of six series
over four quarters; codes of claims without needle then come from its fee schedule. With `--beside`, the other
build takes NEEDLEPOINT_BENCH_DATA_BESIDE, because builds may write editions in forms of their own.
"""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from build_scripts.bench.children import ROOT
from build_scripts.bench.table import Figure

YEAR = 6_000
GUIDANCE = 4_000
YEARS = 5
SHARED = 100
"""How many times the year is shared by two processes: so many that their start counts for little."""
_OWN = Path(__file__).resolve().parents[2]  # the generator is the same for every build that is measured
_DATA = "NEEDLEPOINT_BENCH_DATA"
_FIRST = date(2026, 1, 1)
_PRIMARIES = (
    *("20600", "20605", "20610", "20552", "20553", "20526", "20550", "20206", "20220", "27369", "23350"),
    *("64400", "64405", "64420", "64450", "64455", "10160", "62268", "50200", "38505", "49180", "32408"),
)
_GUIDANCE = ("77002", "77002", "77002", "77003", "77012", "76942", "76000")
_OTHERS = ("99202", "99213", "99214", "36415", "71046", "93000", "80053", "85025", "96372", "J1030", "73560")
_DIAGNOSES = tuple(f"M{first}.{second}" for first in range(10, 26) for second in (1, 11, 12, 50, 9))
_PAYERS = ("medicare", "medicare", "cigna", "bcbs", "aetna", "unitedhealthcare", "commercial-cpt")
_CHILD = (
    "import sys; from app.__main__ import main; status = main(sys.argv[1:]); "
    "size = [line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')] "
    "if sys.platform == 'linux' else [0]; sys.stderr.write(f'\\n{size[0]}'); sys.exit(status)"
)


class Run(NamedTuple):
    """Processor seconds, its children's too, seconds by the clock, and the peak of its memory in MB."""

    processor: float
    clock: float
    memory: float


def year(count: int, codes: Sequence[str], seed: int = 1) -> Iterator[bytes]:
    """Claims of a year as JSON lines; three in a hundred have guidance or a procedure that it goes with."""
    chance = random.Random(seed)
    for number in range(count):
        if chance.random() < 0.03:
            lines = _needle_lines(chance)
        else:
            lines = [_line(chance, chance.choice(codes)) for _ in range(chance.randint(1, 5))]
        yield _claim(chance, number, lines, {})


def guidance(count: int, seed: int = 2) -> Iterator[bytes]:
    """Claims with guidance, no two alike, on random days of a year, half of them without a record.

    Two in three have guidance that the procedure takes, and what the record states is right.
    """
    chance = random.Random(seed)
    for number in range(count):
        right = chance.random() < 0.67
        record = {} if chance.random() < 0.5 else _record(chance, right=right)
        yield _claim(chance, number, _needle_lines(chance, right=right), record)


def _needle_lines(chance: random.Random, *, right: bool = False) -> list[dict[str, object]]:
    """A procedure and guidance, at times with other services; right: guidance that the procedure takes."""
    codes = [chance.choice(_PRIMARIES), "77002" if right else chance.choice(_GUIDANCE)]
    codes += chance.sample(_OTHERS, chance.choice((0, 0, 1, 2)))
    lines = [_line(chance, code) for code in codes]
    return [line | {"modifiers": [], "units": 1} for line in lines] if right else lines


def _line(chance: random.Random, code: str) -> dict[str, object]:
    return {
        "code": code,
        "modifiers": chance.sample(("26", "RT", "LT", "59", "25"), chance.choice((0, 0, 0, 1, 1, 2))),
        "units": chance.choice((1, 1, 1, 1, 2, 3)),
        "diagnoses": chance.sample(_DIAGNOSES, chance.randint(1, 3)),
    }


def _record(chance: random.Random, *, right: bool) -> dict[str, object]:
    elements = ("needle_guided", "needle_position", "permanent_image", "interpretation", "signed")
    stated = {name: True if right else chance.choice((True, True, False, None)) for name in elements}
    method = "fluoroscopy" if right else chance.choice(("fluoroscopy", "ultrasound", "ct"))
    return stated | {"modality": method}


def _claim(
    chance: random.Random, number: int, lines: list[dict[str, object]], record: dict[str, object]
) -> bytes:
    return msgspec.json.encode(
        {
            "schema": 1,
            "reference": f"case {number}",
            "claim_form": "professional",
            "date_of_service": (_FIRST + timedelta(chance.randrange(365))).isoformat(),
            "place_of_service": chance.choice(("11", "11", "22", "24", "19", "21")),
            "payer": chance.choice(_PAYERS),
            "equipment_owner": chance.choice(("billing-provider", "facility")),
            "lines": lines,
            "documentation": record,
        }
    )


def codes_without_needle(data: Path) -> tuple[str, ...]:
    """The codes of the newest fee schedule on a shelf that are in no table of guidance; else some few.

    Read from its file, because the builds that are compared know different modules.
    """
    files = sorted((data / "editions").glob("pfs-rvu-*"))
    if not files:
        return _OTHERS
    with closing(sqlite3.connect(f"{files[-1].resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as shelf:
        listed = {code for (code,) in shelf.execute("SELECT DISTINCT key FROM record")}
    reference = _OWN / "resources" / "reference.sqlite"
    with closing(sqlite3.connect(f"{reference.as_uri()}?mode=ro&immutable=1", uri=True)) as book:
        of_needles = {
            code
            for query in (
                "SELECT code FROM code WHERE json_extract(record, '$.kind') IN ('guidance', 'primary')",
                "SELECT code FROM inclusion UNION SELECT code FROM alternative",
            )
            for (code,) in book.execute(query)
        }
    return tuple(sorted(listed - of_needles))


def check(file: Path, data: Path, *more: str, tree: Path = ROOT) -> Run:
    """Check a file by the program of a checkout, its output thrown away."""
    command = [sys.executable, "-c", _CHILD, "check", str(file), "--json", "--data-dir", str(data), *more]
    environ = os.environ | {"PYTHONPATH": str(tree)}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, env=environ, cwd=tree, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 3):
        raise SystemExit(f"The check of a year failed in {tree}: {done.stderr.decode()[-400:]}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(processor, took, int(done.stderr.split()[-1]) / 1000)


def measure() -> list[Figure]:
    """Check a year, some years for their memory, guidance alone, and the years by two processes."""
    data = Path(os.environ.get(_DATA, "no editions")).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        codes = codes_without_needle(data)
        one = check(write(folder / "year.jsonl", year(YEAR, codes)), data)
        few = check(write(folder / "guidance.jsonl", guidance(GUIDANCE)), data)
        long = write(folder / "years.jsonl", year(YEAR * YEARS, codes, seed=3))
        years = check(long, data)
        found = [
            Figure("claims of a year, start included", YEAR / one.processor, "claims/s"),
            Figure("claims of years, start included", YEAR * YEARS / years.processor, "claims/s"),
            Figure("distinct claims with guidance, start included", GUIDANCE / few.processor, "claims/s"),
            Figure("memory at the end of the years", years.memory, "MB", one.memory, "at the end of one"),
        ]
        if (ROOT / "app" / "batch" / "workers.py").exists():
            many = write(folder / "many.jsonl", year(YEAR * SHARED, codes, seed=4))
            alone, shared = check(many, data), check(many, data, "--jobs", "2")
            times, more = alone.clock / shared.clock, shared.processor / alone.processor
            found.append(Figure("many claims by two processes", times, "times", limit=1.8, least=True))
            found.append(Figure("processor time of two processes", more, "times that of one"))
    return found


def write(file: Path, claims: Iterator[bytes]) -> Path:
    """Write claims as JSON lines."""
    with file.open("wb") as out:
        out.writelines(text + b"\n" for text in claims)
    return file
