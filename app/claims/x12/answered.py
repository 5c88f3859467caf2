"""A line that a payer answered (SVC): what it decided on, and what of it can be checked.

SVC01 is the code decided on, SVC06 the one that was sent where the payer changed it, SVC05 the paid units:
one where it is missing (X12, RFI 2163). Units may have a fraction, which a line of a claim has not.
"""

import re

from app.claims.answers import AnsweredLine
from app.claims.x12.heads import amount_of
from app.claims.x12.parts import LineParts
from app.claims.x12.segments import Segment, parted_otherwise
from app.coding.errors import InputError

_CODE, _MODIFIER = re.compile(r"[0-9A-Z]{5}"), re.compile(r"[0-9A-Z]{2}")
_UNITS = re.compile(r"-?([0-9]{1,9})((?:\.[0-9]{0,9})?)")
_DIGITS = 4  # of units that a line of a claim can have
UNCOUNTED = f"was not checked: its paid units are no whole number of up to {_DIGITS} digits (SVC05)."
"""What is said of a line with a code that has no service to check."""


def read_answered(segment: Segment, elements: list[str], number: int) -> tuple[AnsweredLine, LineParts]:
    """The line as the payer decided it and as it is checked. Raises InputError, which never has a value.

    A line without a code, or with units that no line of a claim can have, has no service to check.
    """
    code, modifiers = _read_code(segment, elements[1])
    submitted = _read_code(segment, elements[6]) if elements[6].strip() else ("", ())
    said = AnsweredLine(
        code=code,
        modifiers=modifiers,
        submitted=submitted[0],
        submitted_modifiers=submitted[1],
        units=_units_of(elements[5].strip() or "1"),
        charge=amount_of(elements[2]),
        paid=amount_of(elements[3]),
    )
    is_counted = said.units.isdecimal() and len(said.units) <= _DIGITS
    line = LineParts(segment.number, str(number), has_service=bool(code) and is_counted)
    line.code, line.modifiers, line.charge = code, modifiers, said.charge
    line.units = max(int(said.units), 1) if is_counted else 1
    line.submitted = submitted if submitted[0] else None
    return said, line


def _units_of(text: str) -> str:
    """Paid units without their sign. A fraction is kept, never cut, unless it is none."""
    units = _UNITS.fullmatch(text)
    if units is None:
        raise InputError("a line has paid units that are no number (SVC05).")
    return f"{int(units[1])}{units[2].rstrip('0').rstrip('.')}"


def _read_code(segment: Segment, element: str) -> tuple[str, tuple[str, ...]]:
    """The HCPCS code of a composite with its modifiers; "" for a code of another list."""
    pieces = segment.components(element)
    if otherwise := parted_otherwise(pieces, segment.separators):
        raise InputError(f"a line has SVC01 or SVC06 parted {otherwise}.")
    if pieces[0].strip() != "HC":
        return "", ()
    code = pieces[1].strip().upper() if len(pieces) > 1 else ""
    if not code:  # what stands behind it may have moved, amounts among it
        raise InputError("a line has a qualifier and no code (SVC01 or SVC06).")
    modifiers = tuple(each.strip().upper() for each in pieces[2:6] if each.strip())
    if not _CODE.fullmatch(code) or not all(_MODIFIER.fullmatch(each) for each in modifiers):
        raise InputError("a line has a code or modifier of another shape (SVC01 or SVC06).")
    return code, modifiers
