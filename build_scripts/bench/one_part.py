"""One part of the benchmark, measured in the checkout whose modules come first, and printed as JSON.

    PYTHONPATH=CHECKOUT python -P build_scripts/bench/one_part.py PART [FILE ...]

Only `beside.py` runs this. An earlier build brings its own measurements, because they know its modules;
what it does not measure yet is taken from the folder of this file.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

MODULES = {
    "startup": "startup",
    "commands": "commands",
    "typing": "typing_speed",
    "review": "reviewing",
    "year": "year",
    "pairs": "pairs",
    "payment": "payment",
    "pages": "opening",
    "waits": "waiting",
    "switches": "switching",
    "pdf": "printing",
    "claims": "another_claim",
    "notes": "notes",
    "workbooks": "workbooks",
    "imports": "imports",
}
"""The module that measures a part."""


def main(part: str, *paths: str) -> None:
    """Measure one part and print its figures, one list of records. `paths` are official files."""
    package = import_module("build_scripts.bench")
    package.__path__.append(str(Path(__file__).parent))
    module = import_module(f"build_scripts.bench.{MODULES[part]}")
    if "RUNS" in vars(module):
        vars(module)["RUNS"] = 1  # it is the turns of both builds that are counted
    if part == "imports":
        figures = import_module("build_scripts.bench.__main__").imports(list(paths))
    elif paths:
        figures = module.measure(list(paths))
    else:
        figures = module.measure()
    print(json.dumps([figure._asdict() for figure in figures]))


if __name__ == "__main__":
    main(*sys.argv[1:])
