"""PDFs of every kind that Needlepoint makes, for a validator of PDF/A and PDF/UA to look at.

python -m build_scripts.sample_checklists FOLDER

The workflows give them to veraPDF, which no package registry of ours carries.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.checklist import Disposition, Options, render, render_several
from app.checklist.printing import print_report, print_summary
from app.checklist.record import Footer
from app.checklist.report import Report, ReportSection, ReportTable
from app.checklist.summary import summarize
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review

if TYPE_CHECKING:
    from app.coding.claim import Claim
    from app.coding.findings import Review

ROOT = Path(__file__).resolve().parents[1]
MANY_LINES = 60


def samples(library: Library) -> Iterator[tuple[str, bytes]]:
    """The name of each file and its bytes."""
    claims = [example.claim for example in library.examples()]
    reviewed = [(review(claim, library), claim) for claim in claims]
    for number, (found, claim) in enumerate(reviewed, 1):
        yield f"example-{number:02}", render(found, claim, library)
    a4 = Options(paper="a4", review_type="pre-bill", quarter_only=True)
    yield "a4-quarter", render(*reviewed[0], library, a4)
    yield "decided", render(*_decided(*next(pair for pair in reviewed if pair[0].flags)), library)
    lines = tuple(islice(cycle(line for claim in claims for line in claim.lines), MANY_LINES))
    long = msgspec.structs.replace(claims[0], lines=lines)
    yield "many-lines", render(review(long, library), long, library)
    yield "several", render_several(reviewed[:3], library)
    yield "summary", print_summary(summarize("worklist", (), {}, {}, str))
    yield "report", print_report(_report())


def _decided(found: Review, claim: Claim) -> tuple[Review, Claim]:
    """A claim with its first flag decided."""
    first = found.flags[0]
    decision = Disposition(rule=first.rule, line=first.line, state="accepted", reason="Checked by hand.")
    return found, msgspec.structs.replace(claim, schema=2, dispositions=(decision,))


def _report() -> Report:
    table = ReportTable(("Stratum", "Claims"), 1, (("First", "12"), ("Second", "34")))
    return Report(
        document_title="A report",
        document_date="2026-01-01",
        program="Needlepoint",
        paper="us-letter",
        title="A report",
        subtitle="Of invented claims",
        sections=(ReportSection("Facts", (("Seed", "1"),), table=table, notes=("A note.",)),),
        footer=Footer(("Needlepoint",), "A notice.", "A disclaimer.", ""),
    )


def main(folder: Path) -> None:
    """Write them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as empty:
        library = Library.open(ROOT / "resources" / "reference.sqlite", Shelf.open(Path(empty)))
        for name, pdf in samples(library):
            (folder / f"{name}.pdf").write_bytes(pdf)
    print(f"{len(list(folder.glob('*.pdf')))} files in {folder.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
