"""Applying an offered edit changes what it names and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from app.claims.edits import apply_edit
from app.coding.claim import Claim, Line
from app.coding.findings import Edit

CLAIM = Claim(
    schema=1,
    date_of_service=date(2026, 9, 15),
    reference="case 12",
    lines=(Line("20610", ("RT",), 2, ("M16.11",)), Line("77002", ("59", "26"), 1, (), 2)),
)


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (Edit("Set code", 2, "code", "77003"), (CLAIM.lines[0], Line("77003", ("59", "26"), 1, (), 2))),
        (Edit("Set 26", 2, "modifiers", ("26",)), (CLAIM.lines[0], Line("77002", ("26",), 1, (), 2))),
        (Edit("One unit", 1, "units", 1), (Line("20610", ("RT",), 1, ("M16.11",)), CLAIM.lines[1])),
        (Edit("Remove line 1", 1, "line"), (CLAIM.lines[1],)),
    ],
)
def test_edit(edit: Edit, lines: tuple[Line, ...]) -> None:
    changed = apply_edit(CLAIM, edit)
    assert changed.lines == lines
    assert changed.reference == CLAIM.reference
    assert CLAIM.lines[1].code == "77002"


@pytest.mark.parametrize("line", [0, -1, 3])
@pytest.mark.parametrize("field", ["units", "line"])
def test_a_line_that_is_not_there(line: int, field: str) -> None:
    with pytest.raises(IndexError):
        apply_edit(CLAIM, Edit("Set units", line, field, 1))
