"""Which sources a letter rests on, and how it names a row of an edit table to whoever decides on it."""

from __future__ import annotations

from collections.abc import Sequence

from app.coding.claim import Claim
from app.coding.sources import Citation

_OF_BOOK = "cms-ptp"
_PAIRS = ("ncci-ptp", _OF_BOOK)
_ADD_ONS = ("ncci-aoc", "cms-aoc")
_BETWEEN = " / "


def bearing_on(claim: Claim, cited: Sequence[Citation]) -> Sequence[Citation]:
    """The citations without rows of PTP tables from which the book only learned of a code.

    Such rows are edits with codes that are not on the claim, as 20610 with 76942, and rows of a table that
    the book was made from. An imported table cited for one code says that it has no edit. All where nothing
    else is cited.
    """
    billed = {line.code for line in claim.lines}
    return [each for each in cited if _is_authority(each, billed)] or cited


def _is_authority(cited: Citation, billed: set[str]) -> bool:
    codes = cited.locator.split(_BETWEEN)
    if not cited.source.startswith(_PAIRS):
        return True
    return billed.issuperset(codes) if len(codes) > 1 else not cited.source.startswith(_OF_BOOK)


def place_in(cited: Citation) -> str:
    """Where it stands in a source: of an edit table the row in words, since "20611 / 77002" is our shorthand.

    >>> place_in(Citation("ncci-ptp-practitioner-2026q3", "2026Q3", "20611 / 77002", "", ""))
    'column 1 code 20611 with column 2 code 77002'
    """
    first, between, second = cited.locator.partition(_BETWEEN)
    if between and cited.source.startswith(_PAIRS):
        return f"column 1 code {first} with column 2 code {second}"
    if between and cited.source.startswith(_ADD_ONS):
        return f"add-on code {first} with primary code {second}"
    return cited.locator
