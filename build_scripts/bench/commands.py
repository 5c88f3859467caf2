"""Short commands from start to end, in processor time, against an interpreter that does nothing."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build_scripts.bench.children import ROOT
from build_scripts.bench.claims import claims
from build_scripts.bench.table import Figure

TIMES = 5
_ANSWERED = (0, 1, 3)
_COMMANDS = {
    "needlepoint --version": ("--version",),
    "needlepoint lookup, a code": ("lookup", "77002"),
    "needlepoint check, one claim": ("check", "{folder}/one.claim.json"),
}


def measure() -> list[Figure]:
    """Run each command again and again, in turns with the floor; the medians."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "one.claim.json").write_bytes(next(claims(1)))
        jobs = {name: ("-m", "app", *words) for name, words in _COMMANDS.items()} | {"": ("-c", "pass")}
        turns = [{name: _run(words, folder) for name, words in jobs.items()} for _ in range(TIMES + 1)][1:]
    middle = {name: statistics.median(turn[name] for turn in turns) for name in jobs}
    floor = "an interpreter that does nothing"
    return [Figure(name, middle[name], "ms processor", middle[""], floor) for name in _COMMANDS]


def _run(words: tuple[str, ...], folder: str) -> float:
    """Milliseconds of the processor that a command takes."""
    began = _used()
    done = subprocess.run(
        [sys.executable, *(word.format(folder=folder) for word in words)],
        env=os.environ | {"NEEDLEPOINT_DATA": folder},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode not in _ANSWERED:
        raise SystemExit(f"The measurement of {' '.join(words)} failed; what it wrote stands above.")
    return (_used() - began) * 1000


def _used() -> float:
    """Seconds of the processor used by processes that ended; by the clock where no system call tells them."""
    if sys.platform == "win32":
        return time.perf_counter()
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
