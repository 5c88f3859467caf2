"""CSV that a spreadsheet opens as text and never as a formula."""

import re

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# The last four are full-width forms, which some spreadsheets take for the plain ones.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")


def safe_cell(value: object) -> object:
    """A value for a CSV cell: text that a spreadsheet would run gets an apostrophe before it.

    >>> safe_cell("=1+1"), safe_cell("-0.50"), safe_cell("20610")
    ("'=1+1", '-0.50', '20610')
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(_STARTS) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
