"""Rows pasted from a spreadsheet: what a column holds is told by its heading, or by its cells."""

from __future__ import annotations

import pytest

from app.claims.draft import Draft, DraftLine
from app.claims.draft_lines import edit_cell, insert_text
from app.claims.sheet import read_sheet
from app.coding.errors import InputError

HIP = DraftLine("20610", ("RT",), "1", ("M16.11",))
GUIDED = DraftLine("77002", ("26", "59"), "2", ("M16.11", "M17.0"))
THREE = (HIP, HIP, HIP)
BOTH = DraftLine("20610", ("RT", "LT"), "1", ("M16.11",))
WRONG = DraftLine("20610", ("RIGHT",), "x", ("M16.11",))

PASTED = {
    "an empty second modifier column": ("20610\tRT\t\t1\tM16.11", (HIP,)),
    "two modifier columns": (
        "20610\tRT\t\t1\tM16.11\t\n77002\t26\t59\t2\tM16.11\tM17.0",
        (HIP, GUIDED),
    ),
    "four modifier columns": ("20610\tRT\t\t\t\t1\tM16.11", (HIP,)),
    "no units column": ("20610\tRT\t\tM16.11\n20610\tRT\tLT\tM16.11", (HIP, BOTH)),
    "no modifier column": ("20610\t1\tM16.11", (DraftLine("20610", (), "1", ("M16.11",)),)),
    "the columns of the grid": ("20610\tRT\t1\tM16.11\t1", (HIP,)),
    "headings in another order": (
        "Units\tCPT\tDx 1\tDx 2\tMod 1\tMod 2\n1\t20610\tM16.11\t\tRT\t\n2\t77002\tM16.11\tM17.0\t26\t59",
        (HIP, GUIDED),
    ),
    "numbers that a spreadsheet wrote": ("20610.0\tRT\t1.0\tM16.11", (HIP,)),
    "typed lines and a sheet": ("20610-RT M16.11\n20610\tRT\t\t1\tM16.11\n20610\u2013RT, M16.11", THREE),
    "quotes and commas": ('"20610","RT","","1","M16.11"', (HIP,)),
    "unseen and typographic signs": ("20610\u200b\tRT\u00a0\t1\t\ufeffM16.11", (HIP,)),
    "a wrong cell stays where it is": ("20610\tright\tx\tM16.11", (WRONG,)),
}  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), PASTED.values(), ids=PASTED.keys())
def test_pasted(text: str, lines: tuple[DraftLine, ...]) -> None:
    assert insert_text(Draft(), 0, text).lines == lines


@pytest.mark.parametrize("text", ["a\tb\nc\td", "Code\tUnits", "\t20610\tRT"])
def test_a_row_without_a_code_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="does not start with a code"):
        read_sheet(text)


@pytest.mark.parametrize(
    ("field", "typed", "line"),
    [
        ("code", "20610\u200b", DraftLine("20610")),
        ("code", "20610\u2013RT", DraftLine("20610", ("RT",))),
        ("code", "20610-RT, M1611", DraftLine("20610", ("RT",), "1", ("M1611",))),
        ("modifiers", "RT\u00a0\u201359", DraftLine("", ("RT", "59"))),
        ("units", "2.0", DraftLine(units="2")),
        ("units", "2.5", DraftLine(units="2.5")),
        ("diagnoses", "\ufeffM16.11", DraftLine(diagnoses=("M16.11",))),
    ],
)
def test_typed_into_the_grid(field: str, typed: str, line: DraftLine) -> None:
    assert edit_cell(Draft(), 0, field, typed).lines == (line,)
