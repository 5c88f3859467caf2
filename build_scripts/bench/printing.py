"""The checklist as PDF, first and again, against the bare Typst compile of the same template and record.

Ours has a form, which Typst cannot make: where Typst has kept all from the time before, the form is most of
what is left.

Other work on the machine would drown the difference. So processor time is measured, both sides take turns
(process by process for the first checklist, call by call after it), and the medians are compared.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from build_scripts.bench.children import child, open_library, report
from build_scripts.bench.table import Figure

if TYPE_CHECKING:
    import typst

    from app.coding.claim import Claim
    from app.coding.findings import Review
    from app.library import Library

RUNS = 9
AGAIN = 60
_UNIT = "ms processor"
_FLOOR = "bare Typst compile of template and record"


def measure() -> list[Figure]:
    """Print the first example in fresh processes, then again and again in one."""
    first: dict[str, list[float]] = {"ours": [], "bare": []}
    for turn in range(RUNS):
        for side in sorted(first, reverse=turn % 2 == 1):
            first[side].append(child("printing", "report_first", side)["first"])
    again = child("printing", "report_again")
    ours, bare = (statistics.median(first[side]) for side in ("ours", "bare"))
    return [
        Figure("PDF, first of a process", ours, _UNIT, bare, _FLOOR, 1.5, of_floor=True),
        Figure("PDF, again", again["ours"], _UNIT, again["bare"], _FLOOR, 2.0, of_floor=True),
    ]


def report_first(side: str) -> None:
    """Report how long the first checklist of this process took, in ms of processor time."""
    with tempfile.TemporaryDirectory() as folder:
        report(first=_time(_SIDES[side](*_case(folder))))


def report_again() -> None:
    """Report the median of the checklists after the first one, turn about, in ms of processor time."""
    with tempfile.TemporaryDirectory() as folder:
        case = _case(folder)
        jobs = {side: make(*case) for side, make in _SIDES.items()}
        times = [{side: _time(job) for side, job in jobs.items()} for _ in range(AGAIN)]
    report(**{side: statistics.median(each[side] for each in times) for side in jobs})


def _time(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def _case(folder: str) -> tuple[Review, Claim, Library]:
    """The first bundled example, reviewed."""
    from app.review import review

    library = open_library(folder)
    claim = library.examples()[0].claim
    return review(claim, library), claim, library


def _ours(reviewed: Review, claim: Claim, library: Library) -> Callable[[], object]:
    """From a review to bytes, as export does it."""
    from app.checklist import render

    return lambda: render(reviewed, claim, library)


def _bare(reviewed: Review, claim: Claim, library: Library) -> Callable[[], object]:
    """The finished record and the template, straight to Typst with the same fonts and standards."""
    from app.checklist import printing
    from app.checklist.composition import compose
    from app.checklist.files import FONTS, TEMPLATE
    from app.checklist.options import Options

    source = printing._source(TEMPLATE, compose(reviewed, claim, library, Options()))
    compilers: list[typst.Compiler] = []

    def compile_bare() -> object:
        import typst  # inside, because loading it is part of the first time

        if not compilers:
            fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
            compilers.append(typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts))
        return compilers[0].compile(input=source, pdf_standards=printing._STANDARDS)

    return compile_bare


_SIDES = {"ours": _ours, "bare": _bare}
