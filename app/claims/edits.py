"""Applying an offered edit: a pure change from one claim to the next. Only a person asks for it."""

import msgspec

from app.coding.claim import Claim
from app.coding.findings import Edit


def apply_edit(claim: Claim, edit: Edit) -> Claim:
    """The claim with `edit` made. Raises IndexError for a line that is not there.

    >>> from datetime import date
    >>> from app.coding.claim import Line
    >>> claim = Claim(schema=1, date_of_service=date(2026, 9, 15), lines=(Line("77002"),))
    >>> apply_edit(claim, Edit("Add 26", 1, "modifiers", ("26",))).lines[0].modifiers
    ('26',)
    """
    index = edit.line - 1
    lines = list(claim.lines)
    if not 0 <= index < len(lines):
        raise IndexError(f"the claim has no line {edit.line}")
    if edit.field == "line":
        del lines[index]
    else:
        lines[index] = msgspec.structs.replace(lines[index], **{edit.field: edit.value})
    return msgspec.structs.replace(claim, lines=tuple(lines))
