"""The checklist as PDF, first and again, against the bare Typst compile of the same template and record."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from build_scripts.bench.children import child, open_library, report
from build_scripts.bench.table import Figure

if TYPE_CHECKING:
    import typst

RUNS = 7
AGAIN = 20


def measure() -> list[Figure]:
    """Print the first example in fresh processes, ours and the bare compile turn about."""
    pairs = [(child("printing", "ours"), child("printing", "bare")) for _ in range(RUNS)]
    first = [statistics.median(pair[at]["first"] for pair in pairs) for at in (0, 1)]
    again = [statistics.median(pair[at]["again"] for pair in pairs) for at in (0, 1)]
    floor = "bare Typst compile of template and record"
    return [
        Figure("PDF, first of a process", first[0], "ms", first[1], floor, 1.5, of_floor=True),
        Figure("PDF, again", again[0], "ms", again[1], floor, 1.5, of_floor=True),
    ]


def report_times(work: Callable[[], object]) -> None:
    """Report the first call and the median of those after it, in ms."""
    times = []
    for _ in range(AGAIN + 1):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    report(first=times[0], again=statistics.median(times[1:]))


def ours() -> None:
    """From a review to bytes, as export does it."""
    from app.checklist import printing
    from app.review import review

    with tempfile.TemporaryDirectory() as folder:
        library = open_library(folder)
        claim = library.examples()[0].claim
        reviewed = review(claim, library)
        report_times(lambda: printing.render(reviewed, claim, library))


def bare() -> None:
    """The same record and template, straight to Typst with the same fonts and standards."""
    from app.checklist import printing
    from app.checklist.composition import compose
    from app.checklist.files import FONTS, TEMPLATE
    from app.checklist.options import Options
    from app.review import review

    with tempfile.TemporaryDirectory() as folder:
        library = open_library(folder)
        claim = library.examples()[0].claim
        record = compose(review(claim, library), claim, library, Options())
    inputs = {"checklist": msgspec.json.encode(record).decode()}
    compilers: list[typst.Compiler] = []

    def compile_bare() -> None:
        import typst  # inside, because loading it is part of the first time

        if not compilers:
            fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
            compilers.append(typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts))
        compilers[0].compile(sys_inputs=inputs, pdf_standards=printing._STANDARDS)

    report_times(compile_bare)
