"""Importing a release of the fee schedule, paying a claim by it, and painting what a code pays everywhere.

NEEDLEPOINT_BENCH_RELEASE names the zip as CMS ships it; without it nothing is measured. The floor of the
import is reading the rows of its CSV files once with the csv module, in processor time and turn about.
"""

from __future__ import annotations

import csv
import io
import os
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from app.claims.shorthand import parse_lines
from app.coding.claim import Claim, Locality
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.payment.paying import pay
from app.releases.installation import install
from build_scripts.bench.children import ROOT, child, open_library, report
from build_scripts.bench.table import Figure

_RELEASE = "NEEDLEPOINT_BENCH_RELEASE"
TURNS, PAID = 7, 2_000
LINES = "20610-RT, 77002-26"
CODE, COLUMN, PAINTED = "77002", 728, 50


def measure() -> list[Figure]:
    """Return the figures, or none where no release is named."""
    named = os.environ.get(_RELEASE)
    if not named:
        return []
    release = Path(named)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, floors = [], []
        for turn in range(TURNS + 1):  # the first fills caches and is not counted
            floors.append(processor_time(partial(read_csv, release)))
            ours.append(processor_time(partial(install, [release], folder / str(turn))))
        floor = "reading its CSV rows once"
        taken, least = (1000 * statistics.median(each[1:]) for each in (ours, floors))
        imported = Figure("import of a fee schedule release", taken, "ms", least, floor, 2.5, of_floor=True)
        painted = child("payment", "paint_localities", str(folder / "0"))
        localities = Figure("all localities of a page painted", painted["ms"], "ms", limit=16)
        return [imported, paying(folder / "0"), localities]


def paying(editions: Path) -> Figure:
    """Return how long one claim takes in processor time, by a shelf that was asked before."""
    library = Library.open(ROOT / "resources" / "reference.sqlite", Shelf.open(editions))
    edition = next(each for each in library.shelf.editions if each.source == "pfs-gpci")
    key = next(iter(library.rates_on(edition.first or date.min).localities))
    carrier, _, number = key.partition("-")
    claim = Claim(
        schema=2,
        date_of_service=edition.first or date.min,
        place_of_service="22",
        lines=parse_lines(LINES),
        locality=Locality(carrier=carrier, locality=number),
    )
    pay(claim, library)
    taken = processor_time(lambda: [pay(claim, library) for _ in range(PAID)])
    return Figure("pay of one claim", 1000 * taken / PAID, "ms", limit=0.3)


def paint_localities(editions: str) -> None:
    """Report the processor time of what a page shows of all localities, from its amounts to its pixels."""
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication, QWidget

    from app.coding.charts import Strip
    from app.desktop.look.look import Look
    from app.desktop.pages.chart_part import ChartBlock
    from app.desktop.pages.context import PageContext
    from app.payment.benchmarks import locality_parts

    app = QApplication([])
    library, sheet = open_library(editions), QWidget()
    edition = next(each for each in library.shelf.editions if each.source == "pfs-gpci")
    on = edition.first or date.min
    context = PageContext(Look(app), library.source, library.label, lambda _key: None, on)

    def paint() -> None:
        for part in locality_parts(CODE, on, "", library):
            if isinstance(part, Strip):
                block = ChartBlock(context, part, sheet)
                image = QImage(COLUMN, block.arrange(COLUMN), QImage.Format.Format_RGB32)
                block.render(image)

    paint()
    report(ms=1000 * statistics.median(processor_time(paint) for _ in range(PAINTED)))


def read_csv(release: Path) -> int:
    """Read each row of the CSV files of a release once."""
    rows = 0
    with zipfile.ZipFile(release) as packed:
        for name in packed.namelist():
            if name.lower().endswith(".csv"):
                text = packed.read(name).decode("cp1252")
                rows += sum(1 for _ in csv.reader(io.StringIO(text, newline="")))
    return rows


def processor_time(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that one call takes."""
    began = time.process_time()
    work()
    return time.process_time() - began
