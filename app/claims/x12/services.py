"""A line of service (SV1, SV2) and its days (DTP): codes, modifiers, units, minutes, place, pointers.

SV101 and SV202 are composites: qualifier, code, four modifiers, a description that is not looked at, and an
eighth component that the guides do not use. SV103 UN counts units, MJ minutes of anesthesia; SV204 has UN or
DA for days.
"""

import re
from datetime import date

from app.claims.supplies import is_supply, say_missed
from app.claims.x12.heads import amount_of
from app.claims.x12.parts import ClaimParts, Days, LineParts
from app.claims.x12.segments import Segment, parted_otherwise
from app.coding.errors import InputError

_CODE = re.compile(r"[0-9A-Z]{5}")
_MODIFIER = re.compile(r"[0-9A-Z]{2}")
_PLACE = re.compile(r"[0-9]{2}")
_REVENUE = re.compile(r"[0-9]{3,4}")
_NUMBER = re.compile(r"([0-9]{1,9})(?:\.([0-9]*))?")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MOST = 9999
_FRACTION = "a fraction of a unit"
_COUNTED = ("UN", "MJ", "DA")
_MEASURES = {
    "F2": "a quantity in international units (F2)",
    "GR": "a quantity in grams (GR)",
    "ME": "a quantity in milligrams (ME)",
    "ML": "a quantity in milliliters (ML)",
}
"""What CTP05-1 may count beside a drug (X222, loop 2410), and some senders put into SV103 as well."""
_TOTAL = "0001"  # the revenue code of a line that only sums up the others


def read_professional(segment: Segment, claim: ClaimParts, line: LineParts) -> None:
    """SV1: code, units or minutes, place, pointers. Raises InputError, which never has the value."""
    elements = _elements(segment)
    if not _read_code(segment, elements[1], claim, line, "SV101"):
        claim.lines.remove(line)
        claim.left_out["line-without-code", ""] += 1
        return
    if not line.code:
        raise InputError(f"line {line.number} has no HCPCS code (SV101).")
    line.charge = amount_of(elements[2])
    if not _read_quantity(elements[3], elements[4], claim, line, "SV104"):
        return
    place = elements[5].strip()
    if place and not _PLACE.fullmatch(place):
        raise InputError(f"line {line.number} has a place of service that is no two-digit code (SV105).")
    line.place = place or None
    pointers = [each.strip() for each in segment.components(elements[7])]
    if not all(each.isascii() and each.isdigit() and len(each) < 3 for each in filter(None, pointers)):
        raise InputError(f"line {line.number} has a diagnosis pointer that is no number (SV107).")
    line.pointers = tuple(dict.fromkeys(int(each) for each in pointers if each))


def read_institutional(segment: Segment, claim: ClaimParts, line: LineParts) -> None:
    """SV2: revenue code, code if there is one, units or days. A line that sums up the others goes."""
    elements = _elements(segment)
    revenue = elements[1].strip()
    if not _REVENUE.fullmatch(revenue):
        raise InputError(f"line {line.number} has no revenue code of four digits (SV201).")
    line.revenue = revenue.zfill(4)
    _read_code(segment, elements[2], claim, line, "SV202")
    if line.revenue == _TOTAL and not line.code:
        claim.lines.remove(line)
        return
    line.charge = amount_of(elements[3])
    _read_quantity(elements[4], elements[5], claim, line, "SV205")


def read_days(form: str, value: str) -> Days:
    """A date (D8) or a range of dates (RD8) of a DTP segment. Raises InputError for anything else."""
    first, _, last = value.strip().partition("-")
    try:
        days = Days(_day(first), _day(last if form.strip() == "RD8" else first))
    except ValueError:
        raise InputError("a date of service is no date of the form CCYYMMDD (DTP03).") from None
    if form.strip() not in ("D8", "RD8") or (form.strip() == "D8" and last):
        raise InputError("a date of service has a form that is neither D8 nor RD8 (DTP02).")
    if days.last < days.first:
        raise InputError("a range of service dates ends before it begins (DTP03).")
    return days


def _day(text: str) -> date:
    match = _DAY.fullmatch(text.strip()) if text.isascii() else None
    if match is None:
        raise ValueError
    return date(*(int(piece) for piece in match.groups()))


def _elements(segment: Segment) -> list[str]:
    """The elements, those that are left out at the end as empty ones."""
    return [*segment.elements(), *[""] * 8]


def _read_code(segment: Segment, element: str, claim: ClaimParts, line: LineParts, where: str) -> bool:
    """Code and modifiers of a composite; the description (component 7) is not looked at.

    Gives False, and a note, for a code of another list, as HIPPS (HP) or one of a state (ER).
    """
    pieces = segment.components(element)
    code = pieces[1].strip().upper() if len(pieces) > 1 else ""
    if not code:
        if otherwise := parted_otherwise(pieces, segment.separators):
            raise InputError(f"line {line.number} has {where} parted {otherwise}.")
        if any(piece.strip() for piece in pieces):
            raise InputError(f"line {line.number} has a qualifier and no code ({where}).")
        return True
    qualifier = pieces[0].strip().upper()
    if not qualifier:
        raise InputError(f"line {line.number} has a code without its qualifier ({where}).")
    if qualifier != "HC":
        what = "line was left out" if line.revenue is None else "code was left out"
        claim.notes.append(
            f"Line {line.number} has a code that is not of HCPCS ({where}, qualifier): the {what}."
        )
        return False
    if not _CODE.fullmatch(code):
        raise InputError(f"line {line.number} has a code without five letters or digits ({where}).")
    modifiers = tuple(piece.strip().upper() for piece in pieces[2:6] if piece.strip())
    if not all(_MODIFIER.fullmatch(modifier) for modifier in modifiers):
        raise InputError(f"line {line.number} has a modifier without two letters or digits ({where}).")
    if len(pieces) > 7:
        claim.notes.append(f"Line {line.number} fills {where}-8, which the guide does not use: it was left.")
    line.code, line.modifiers = code, modifiers
    return True


def _read_quantity(measure: str, text: str, claim: ClaimParts, line: LineParts, where: str) -> bool:
    """Units, days or minutes. 1.00 is 1; nothing is cut, turned or made up.

    Gives False, and a note, for a line of which no units can be counted: it is left out. A claim that lacks a
    procedure for it is not checked. A hospital's line without a code is not checked, and kept whatever it
    counts.
    """
    number = _NUMBER.fullmatch(text.strip())
    why = _uncounted(measure.strip(), number)
    if why and not line.code:
        claim.notes.append(
            f"Line {line.number} has no code and no whole number of units: it is kept with one."
        )
    elif why:
        _leave_out(claim, line, f"{why} ({where})", is_fraction=why == _FRACTION)
        return False
    elif number is not None and measure.strip() == "MJ":
        line.minutes = int(number[1])
    elif number is not None:
        line.units = int(number[1])
    return True


def _uncounted(measure: str, number: re.Match[str] | None) -> str:
    """Why what a line counts is no number of units or minutes of a claim; "" where it is one."""
    if number is None:
        return "no number of units"
    if measure not in _COUNTED:
        return _MEASURES.get(measure, "a measure that is neither units nor minutes")
    if (number[2] or "").strip("0"):
        return _FRACTION
    count = int(number[1])
    return "" if 1 <= count <= _MOST else "0 units" if not count else f"more than {_MOST:,} units"


def _leave_out(claim: ClaimParts, line: LineParts, why: str, *, is_fraction: bool) -> None:
    """Take a line with a code out of its claim, and say so; without a procedure a check would mislead."""
    claim.lines.remove(line)
    claim.uncounted = claim.uncounted or f"line {line.number} has {why}"
    claim.notes.append(f"Line {line.number} was left out, as its units cannot be counted: it has {why}.")
    if is_supply(line.code):
        claim.left_out["line-with-fraction" if is_fraction else "line-not-counted", ""] += 1
        return
    claim.left_out["line-not-counted", ""] += 1
    claim.unchecked = claim.unchecked or say_missed(f"Line {line.number}", why)
