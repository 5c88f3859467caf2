"""Where on the claim a flag is, in words."""

from collections.abc import Sequence

from app.checklist.joining import lines_words
from app.coding.fields import find_field
from app.coding.findings import Flag


def place_of(flag: Flag) -> str:
    """Where on the claim: "line 1, modifiers" or "place of service".

    Empty for the documentation, whose row names the flag, and for the whole claim.
    """
    return place_on((flag.line,) if flag.line else (), flag)


def place_on(lines: Sequence[int], flag: Flag) -> str:
    """The same of a flag that stands for some lines."""
    field = find_field(flag.field)
    # The line already says its code, the documentation's row already names the flag.
    said = field is None or field.kind == "code" or field.is_documentation
    spoken = "" if field is None or said else field.label_in_text
    return ", ".join(filter(None, (lines_words(lines), spoken)))
