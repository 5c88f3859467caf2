"""The first frame of a program that nothing can be put into, seen from outside: Qt's own log tells of it.

The bare window is watched in the same way, so that both pay for the log.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from build_scripts.bench.children import ROOT
from build_scripts.package.trial import starter

_LOG = {"QT_LOGGING_RULES": "qt.widgets.painting.info=true", "QT_FORCE_STDERR_LOGGING": "1"}
_PAINTED = b"Flushing top level"
_LEFT_ALONE = "from build_scripts.bench.windows import bare_idle as f; f()"


def packaged_starts(runs: int) -> tuple[list[float], list[float]]:
    """Seconds from start to first frame: of the packaged program, and of a bare window started in turns.

    Both are empty where there is no packaged program. One turn more warms the disk and is not counted.
    """
    built = starter(ROOT / "dist" / "needlepoint")
    if not built.exists():
        return [], []
    with tempfile.TemporaryDirectory() as folder:
        own = [str(built), "--data-dir", str(Path(folder) / "data")]
        bare = [sys.executable, "-c", _LEFT_ALONE]
        turns = [(_first_frame(own, folder), _first_frame(bare, folder)) for _ in range(runs + 1)][1:]
    return [ours for ours, _ in turns], [floor for _, floor in turns]


def _first_frame(command: Sequence[str], folder: str) -> float:
    """Start a program, end it when its first frame is there, and return the seconds until then."""
    environ = os.environ | _LOG | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "TMPDIR": folder}
    began = time.perf_counter()
    with subprocess.Popen(command, env=environ, cwd=folder, stderr=subprocess.PIPE) as process:
        try:
            for line in process.stderr or ():
                if _PAINTED in line:
                    return time.perf_counter() - began
        finally:
            process.kill()
    raise SystemExit(f"{command[0]} ended before its first frame.")
