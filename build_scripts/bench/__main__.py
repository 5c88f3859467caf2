"""`dev.py bench`: measure everything against its floor, print one table, write bench.json.

    python -m build_scripts.bench [PART ...]
    python -m build_scripts.bench --beside CHECKOUT [PART ...]

PART is one of startup, commands, typing, review, year, pairs, payment, pages, waits, switches, pdf, claims,
notes, size, imports and workbooks. Without a part all but the last two are measured. Those stand alone and
need official files: the four of a pair table for imports (`imports ZIP ZIP ZIP ZIP`), any for workbooks
(`workbooks XLSX`).
typing, waits, switches, year and pairs use the editions of the folder NEEDLEPOINT_BENCH_DATA, payment the
release NEEDLEPOINT_BENCH_RELEASE.
With `--beside` another checkout, its reference database built, is measured in the same run; see `beside.py`.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from build_scripts.bench import (
    another_claim,
    beside,
    commands,
    notes,
    opening,
    pairs,
    payment,
    printing,
    reviewing,
    startup,
    switching,
    typing_speed,
    waiting,
    workbooks,
    year,
)
from build_scripts.bench.children import ROOT
from build_scripts.bench.table import Figure, table, write_json
from build_scripts.package.trial import size_of


def package_size() -> list[Figure]:
    """Return the size of the packaged folder, if there is one."""
    folder = ROOT / "dist" / "needlepoint"
    return [Figure("packaged folder", size_of(folder) / 1e6, "MB", limit=185.0)] if folder.exists() else []


def imports(parts: list[str]) -> list[Figure]:
    """Return the figures of importing, looking up and comparing the pair table whose files are named."""
    from build_scripts.bench.imports import run

    rows = run([Path(part) for part in parts])
    floor = "sqlite3 itself on the same rows"
    return [Figure(row.name, row.median * 1000, "ms", row.floor and row.floor * 1000, floor) for row in rows]


PARTS: dict[str, Callable[[], list[Figure]]] = {
    "startup": startup.measure,
    "commands": commands.measure,
    "typing": typing_speed.measure,
    "review": reviewing.measure,
    "year": year.measure,
    "pairs": pairs.measure,
    "payment": payment.measure,
    "pages": opening.measure,
    "waits": waiting.measure,
    "switches": switching.measure,
    "pdf": printing.measure,
    "claims": another_claim.measure,
    "notes": notes.measure,
    "size": package_size,
}


def main(words: list[str]) -> int:
    """Measure the parts named, or all, and show them. Returns 1 when a limit is missed."""
    if words[:1] == ["--beside"]:
        return beside.main(words[1:])
    if words[:1] == ["imports"]:
        figures = imports(words[1:])
    elif words[:1] == ["workbooks"]:
        figures = workbooks.measure(words[1:])
    elif unknown := [word for word in words if word not in PARTS]:
        print(f"No such part: {', '.join(unknown)}.\n{__doc__}", file=sys.stderr)
        return 2
    else:
        figures = [figure for name in words or PARTS for figure in PARTS[name]()]
    machine = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": str(os.cpu_count()),
    }
    print(table(figures))
    write_json(figures, machine, ROOT / "bench.json")
    return int(any(figure.held is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
