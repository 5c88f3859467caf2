"""Review of one claim, and of many in one run of the command line."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build_scripts.bench.children import ROOT, child, open_library, percentile, report
from build_scripts.bench.claims import claims
from build_scripts.bench.table import Figure

REVIEWS = 4000
MANY = 60_000


def measure() -> list[Figure]:
    """Review the bundled examples again and again; a stream of distinct claims; a long file of them."""
    one = child("reviewing", "reviews")
    many = child("claims", "stream")
    return [
        Figure("review of one claim, p50", one["p50"], "ms", limit=1.0),
        Figure("review of one claim, p99", one["p99"], "ms"),
        Figure("claims read, reviewed, written", many["rate"], "claims/s", limit=15_000.0, least=True),
        Figure("claims only read and written", many["floor"], "claims/s"),
        Figure("memory at the end of the stream", many["memory"], "MB", many["early"], "at a tenth of it"),
        Figure("check of a JSON-lines file, start included", file_of_claims(), "claims/s"),
    ]


def reviews() -> None:
    """Report the times of single reviews."""
    from app.review import review

    with tempfile.TemporaryDirectory() as folder:
        library = open_library(folder)
        bundled = [example.claim for example in library.examples()]
        times = []
        for turn in range(REVIEWS):
            began = time.perf_counter()
            review(bundled[turn % len(bundled)], library)
            times.append(time.perf_counter() - began)
    warm = times[len(bundled) :]
    report(p50=percentile(warm, 50) * 1000, p99=percentile(warm, 99) * 1000)


def file_of_claims() -> float:
    """Return the claims per second of `needlepoint check` on a file, its start included."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "claims.jsonl"
        file.write_bytes(b"".join(text + b"\n" for text in claims(MANY)))
        command = [
            sys.executable,
            "-m",
            "app",
            "check",
            str(file),
            "--json",
            "--data-dir",
            str(folder / "data"),
        ]
        began = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        took = time.perf_counter() - began
    if done.returncode not in (0, 1, 3):
        raise SystemExit("The measurement of many claims failed; what it wrote stands above.")
    return MANY / took
