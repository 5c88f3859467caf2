"""What an offered edit changes in what a claim pays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.coding.findings import Edit
from app.library import Library
from app.payment.difference import Difference, difference_of
from app.payment.wording import words_of_difference
from tests.payment.invented import ON, claim

REMOVED = Edit("Remove line 1", 1, "line")


def difference(library: Library, lines: str, edit: Edit, place: str = "11", on: date = ON) -> Difference:
    return difference_of(claim(lines, place, on=on), edit, library, default_locality="", setting=None)


@pytest.mark.parametrize(
    ("lines", "edit", "total", "said"),
    [
        ("0010X", Edit("Add 26", 1, "modifiers", ("26",)), "-100.00", "$100.00 less"),
        ("0001X-50", Edit("Remove 50", 1, "modifiers", ()), "-50.00", "$50.00 less"),
        ("0005X x2", Edit("Set units to 1", 1, "units", 1), "-30.00", "$30.00 less"),
        ("0005X", Edit("Change 0005X to 0001X", 1, "code", "0001X"), "70.00", "$70.00 more"),
        ("0005X-RT", Edit("Remove RT", 1, "modifiers", ()), "0.00", "the same"),
    ],
)
def test_the_claim_is_paid_as_it_stands_and_with_the_edit(
    library: Library, lines: str, edit: Edit, total: str, said: str
) -> None:
    found = difference(library, lines, edit)
    assert found.total == Decimal(total)
    assert words_of_difference(found) == said


def test_what_an_edit_changes_on_other_lines_counts_too(library: Library) -> None:
    found = difference(library, "0001X, 0002X", REMOVED)
    assert (found.before.amount, found.after) == (Decimal("100.00"), None)
    assert found.total == Decimal("-60.00")  # line 2 is no longer the second procedure


def test_a_line_without_an_amount_leaves_the_difference_open(library: Library) -> None:
    found = difference(library, "0010X", Edit("Add 26", 1, "modifiers", ("26",)), "22")
    assert found.before.amount is None
    assert found.after is not None
    assert found.after.amount == Decimal("25.00")
    assert words_of_difference(found) == "with the edit $25.00"


def test_a_sum_with_the_edit_that_lacks_a_line_says_so_and_none_is_said_where_no_line_has_an_amount(
    library: Library,
) -> None:
    add_26 = Edit("Add 26", 1, "modifiers", ("26",))
    found = difference(library, "0010X, 0030X", add_26, "22")
    assert words_of_difference(found) == (
        "with the edit $25.00, without 1 of 2 lines, for which no amount is known"
    )
    found = difference(library, "0001X", Edit("Add 22", 1, "modifiers", ("22",)))
    assert words_of_difference(found) == "not known: no line has a known amount"


def test_a_line_that_loses_its_amount_leaves_it_open_too(library: Library) -> None:
    found = difference(library, "0001X", Edit("Add 22", 1, "modifiers", ("22",)))
    assert found.total is None


def test_another_line_that_has_no_amount_before_and_after_does_not_matter(library: Library) -> None:
    for lines, edit in (
        ("0005X x2, 0030X", Edit("Set units to 1", 1, "units", 1)),
        ("0005X, 0030X", REMOVED),
        ("0030X, 0005X", Edit("Remove line 2", 2, "line")),
    ):
        assert difference(library, lines, edit).total == Decimal("-30.00")


def test_removing_the_line_without_an_amount_leaves_it_open(library: Library) -> None:
    assert difference(library, "0030X, 0005X", REMOVED).total is None


def test_of_2026_both_conversion_factors_have_a_difference(library: Library) -> None:
    found = difference(library, "0005X x2", Edit("Set units to 1", 1, "units", 1), on=date(2026, 8, 3))
    assert words_of_difference(found) == "$30.00 less, or $60.00 less"


def test_an_edit_of_a_line_that_is_not_there_is_refused(library: Library) -> None:
    with pytest.raises(IndexError):
        difference(library, "0005X", Edit("Remove line 7", 7, "line"))
