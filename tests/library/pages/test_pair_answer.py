"""In which table an edit of an answer was read: its own, and not the newest that the book has."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from app.coding.official import Indicator, PairEdit
from app.coding.sources import Citation, Source
from app.library.facts.day import Day
from app.library.pages.pair_answer import pair_fact, say_barred

DAY = date(2026, 11, 30)
EARLIER = Source(
    id="own", basis="cms-edit", publisher="x", title="x", edition="2024Q2", short="PTP edits 2024Q2", url="",
    license="", confidence="high", read=DAY, series="ncci-ptp",
    first=date(2024, 4, 1), last=date(2024, 6, 30),
)  # fmt: skip


def day_after(edit: PairEdit, cited: tuple[Citation, ...]) -> Day:
    """A day without a table, on which one edit is carried from an imported table older than the book's."""
    newest = SimpleNamespace(id="book", edition="2024Q3", last=date(2024, 9, 30))
    held = {(edit.column1, edit.column2): ((edit, cited), EARLIER)}
    day = SimpleNamespace(
        on=DAY,
        layer=lambda _series: None,
        missing={"pairs": "x"},
        why_missing=lambda _need: "Not on the shelf.",
        carried=SimpleNamespace(newest=lambda _series: newest),
        carried_pair=lambda one, other: held.get((one, other)),
        book=SimpleNamespace(source=lambda _id: None, guidance=lambda: SimpleNamespace(codes={})),
    )
    return cast("Day", day)


@pytest.mark.parametrize(
    ("indicator", "end"),
    [("1", "unless the record supports an NCCI modifier on it."), ("0", "Leave 0002X off.")],
)
def test_an_edit_is_named_with_the_table_that_it_was_read_in(indicator: Indicator, end: str) -> None:
    edit = PairEdit("0001X", "0002X", indicator, date(2020, 1, 1), None, "x")
    cited = (EARLIER.cite("0001X / 0002X"),)
    day = day_after(edit, cited)
    sentence = say_barred(day, (edit, cited))
    assert "From 2024Q2, ended 06/30/2024;" in sentence
    assert sentence.endswith(end)
    fact = pair_fact(day, "0001X", "0002X", said=False)
    assert (fact.state, fact.first, fact.last) == ("carried", date(2024, 4, 1), date(2024, 6, 30))
