"""The examples in docstrings say what the program does."""

from __future__ import annotations

import doctest
import importlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_NEEDS_ARROW = "app.batch.arrow."


def modules_with_examples() -> Iterator[str]:
    """The names of the modules whose source has an example; those of the wheel where its libraries are."""
    for folder in ("app", "build_scripts"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            is_there = not name.startswith(_NEEDS_ARROW) or find_spec("pyarrow") is not None
            if is_there and "    >>> " in path.read_text(encoding="utf-8"):
                yield name.removesuffix(".__init__")


def test_every_example_holds() -> None:
    names = tuple(modules_with_examples())
    results = {name: doctest.testmod(importlib.import_module(name)) for name in names}
    assert [name for name, result in results.items() if result.failed] == []
    assert [name for name, result in results.items() if not result.attempted] == []
