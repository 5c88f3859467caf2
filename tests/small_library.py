"""One small library for tests that look at windows: the true format, the real builder, few well-known codes.

`small_data/` beside this file is a folder like `data/`, with invented wording, prices and sources.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.payment.authorities import AUTHORITIES
from app.rules import ALL_RULES
from build_scripts.build_reference import build
from build_scripts.reference.knowledge import read_knowledge

DATA = Path(__file__).with_name("small_data")
NAME = "small.sqlite"
_SOURCE = """
[[source]]
id = "{id}"
basis = "advice"
publisher = "A publisher"
title = "What a rule cites"
edition = "1"
short = "{id}"
url = "https://example.org/{id}"
license = "public"
confidence = "high"
read = 2026-11-02
"""


def build_small(folder: Path, without_rows: Collection[str] = ()) -> None:
    """Write the data and build `folder`/NAME of it; a source that only rules cite is invented here.

    `without_rows`: names of CSV tables that keep nothing but their header.
    """
    data = Path(shutil.copytree(DATA, folder / "data"))
    for name in without_rows:
        header, *_ = (data / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (data / f"{name}.csv").write_text(header, encoding="utf-8", newline="")
    sources = [row.value for row in read_knowledge(data).sources]
    known = {source.id for source in sources} | {source.series for source in sources}
    cited = {cited.source for rule in ALL_RULES for cited in rule.citations} | {*AUTHORITIES}
    with (data / "sources.toml").open("a", encoding="utf-8", newline="") as file:
        file.writelines(_SOURCE.format(id=each) for each in sorted(cited - known))
    build(folder / NAME, data)


def open_small(folder: Path) -> Library:
    """The library that `build_small` built into a folder, with nothing imported."""
    return Library.open(folder / NAME, Shelf({}))
