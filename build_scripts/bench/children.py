"""Runs a measurement in a fresh process, so that nothing is warm that a user would meet cold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.library import Library

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "resources" / "reference.sqlite"


def child(module: str, function: str, *arguments: str) -> dict[str, Any]:
    """Call a function of this package in a new interpreter; return the record that it reports.

    A record with "at", a moment by the system's clock, gets "until": seconds from the process's start to it.
    """
    call = f"import sys; from build_scripts.bench.{module} import {function} as f; f(*sys.argv[1:])"
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", call, *arguments]
    began = time.time()
    done = subprocess.run(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode or not done.stdout:
        raise SystemExit(f"The measurement {module}.{function} failed; what it wrote stands above.")
    record: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return record | {"until": record.get("at", began) - began}


@contextmanager
def shelf_home() -> Iterator[str]:
    """A home of data folders: the program's holds the editions of NEEDLEPOINT_BENCH_DATA, if it is set."""
    with tempfile.TemporaryDirectory() as home:
        own = Path(home) / "needlepoint"
        own.mkdir()
        data = os.environ.get("NEEDLEPOINT_BENCH_DATA")
        if data:
            (own / "editions").symlink_to(Path(data).resolve() / "editions", target_is_directory=True)
        yield home


def open_library(folder: str) -> Library:
    """Open the book with the editions that lie in a folder; an empty one is a first start."""
    from app.library import Library
    from app.library.shelf.shelf import Shelf

    return Library.open(REFERENCE, Shelf.open(Path(folder)))


def report(**values: float) -> None:
    """Report a record to the parent process."""
    print(json.dumps(values), flush=True)


def peak_memory() -> float:
    """Return the largest resident size of this process so far in MB, or 0 where the system does not tell.

    From /proc, because the figure of getrusage starts with that of the parent.
    """
    return _memory_of("VmHWM")


def resident_memory() -> float:
    """Return the resident size of this process now in MB, or 0 where the system does not tell."""
    return _memory_of("VmRSS")


def _memory_of(name: str) -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1000


def percentile(values: list[float], at: int) -> float:
    """Return the value below which `at` of a hundred lie."""
    return sorted(values)[min(len(values) - 1, len(values) * at // 100)]
