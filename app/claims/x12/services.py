"""A line of service (SV1, SV2) and its days (DTP): codes, modifiers, units, minutes, place, pointers.

SV101 and SV202 are composites: qualifier, code, four modifiers, a description that is not looked at, and an
eighth component that the guides do not use. SV103 UN counts units, MJ minutes of anesthesia; SV204 has UN or
DA for days.
"""

import re
from datetime import date

from app.claims.supplies import is_supply
from app.claims.x12.heads import amount_of
from app.claims.x12.parts import ClaimParts, Days, LineParts
from app.claims.x12.segments import Segment, is_parted_otherwise
from app.coding.errors import InputError

_CODE = re.compile(r"[0-9A-Z]{5}")
_MODIFIER = re.compile(r"[0-9A-Z]{2}")
_PLACE = re.compile(r"[0-9]{2}")
_REVENUE = re.compile(r"[0-9]{3,4}")
_NUMBER = re.compile(r"([0-9]{1,9})(?:\.([0-9]*))?")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MOST = 9999
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
        if is_parted_otherwise(pieces):
            raise InputError(f"line {line.number} parts {where} by another sign than ISA16 names.")
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


def _is_count(number: re.Match[str] | None) -> bool:
    """Whether a number is a whole one that a line may count."""
    return number is not None and not (number[2] or "").strip("0") and 1 <= int(number[1]) <= _MOST


def _read_quantity(measure: str, text: str, claim: ClaimParts, line: LineParts, where: str) -> bool:
    """Units, days or minutes. 1.00 is 1; a fraction is never cut.

    Gives False, and a note, for a line of supplies or miles with a fraction, which is left out; that of any
    other is refused. A hospital's line without a code is not checked, and kept whatever it counts.
    """
    number = _NUMBER.fullmatch(text.strip())
    if not line.code and not _is_count(number):
        claim.notes.append(
            f"Line {line.number} has no code and no whole number of units: it is kept with one."
        )
        return True
    if number is None:
        raise InputError(f"line {line.number} has no number of units ({where}).")
    if (number[2] or "").strip("0"):
        if not is_supply(line.code):
            raise InputError(f"line {line.number} has a fraction of a unit ({where}); give whole units.")
        claim.lines.remove(line)
        claim.notes.append(f"Line {line.number} was left out: a fraction of a unit is not checked ({where}).")
        claim.left_out["line-with-fraction", ""] += 1
        return False
    count = int(number[1])
    if not 1 <= count <= _MOST:
        raise InputError(f"line {line.number} does not count from 1 to {_MOST} ({where}).")
    if measure.strip() == "MJ":
        line.minutes = count
    elif measure.strip() in ("UN", "DA"):
        line.units = count
    else:
        raise InputError(f"line {line.number} counts neither units nor minutes ({where}, its measure).")
    return True
