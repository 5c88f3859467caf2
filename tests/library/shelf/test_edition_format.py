"""Rows come back as they were written, and from editions that an earlier version imported."""

import pytest
from msgspec.structs import replace

from app.coding.official import FeeRow, Wording
from app.library.shelf.edition_format import from_columns, to_columns
from app.rules.examples.rows import fee_row

LATER = 8
"""So many columns of the fee schedule were not kept by earlier versions."""


def test_a_row_comes_back_as_it_was_written() -> None:
    row = replace(fee_row("77002", "26"), office_na=False, assistant="0", cap_practice=1.5)
    assert from_columns(FeeRow, to_columns(row)) == row
    assert row.complete


def test_a_row_that_lacks_the_later_columns_says_that_no_amount_follows_from_it() -> None:
    row = from_columns(FeeRow, to_columns(fee_row("77002", "26"))[:-LATER])
    assert row == fee_row("77002", "26")
    assert not row.complete


def test_a_row_that_lacks_more_is_no_row() -> None:
    with pytest.raises(ValueError, match="text"):
        from_columns(Wording, ("0001X",))
