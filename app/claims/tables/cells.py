"""Cells of a practice system's table as values of a claim. Errors never repeat what stands in the cell."""

import re
from collections.abc import Mapping, Sequence

from app.claims.icd import with_point
from app.claims.tables.codes import without_decimals, without_icd
from app.claims.tables.fields import DIGITS, NUMBERS
from app.claims.tables.headings import heading_key
from app.coding.errors import InputError
from app.coding.payers import MEDICARE
from app.coding.words import ClaimForm

_WHOLE = re.compile(r"([0-9]{1,6})(?:\.0*)?(?:\s*(?:UNITS?|UN|EACH|EA))?", re.IGNORECASE)
_LONG_COUNT = 5  # digits of a number of units that no line has
_TWO_DIGITS = 9  # as many diagnoses have pointers of one digit
FRACTION = "a fraction of a unit"
_FRACTION = re.compile(r"[0-9]{0,6}\.[0-9]*[1-9]")
_SEPARATORS = re.compile(r"[\s,;|:/+~^*-]+")
_DIAGNOSIS_SEPARATORS = re.compile(r"[\s,;|:/+~^]+")
_PLACE = re.compile(r"([0-9]{1,2})(?:\.0+)?(?:\s*[-:(]\s*[^0-9].*|\s+[^0-9].*)?", re.DOTALL)
_FREQUENCY = re.compile(r"([0-9A-Z])(?:\.0+)?(?:\W.*)?", re.DOTALL)
_BILL_TYPE = re.compile(r"0?([0-9]{2}[0-9A-Z])(?:\.0+)?")
_REVENUE = re.compile(r"([0-9]{1,4})(?:\.0+)?")
_PAIRS = re.compile(r"[0-9A-Z]{2}")
_ICD = re.compile(r"[A-Z][0-9][0-9A-Z][0-9A-Z.]*")
_FORMS: Mapping[str, ClaimForm] = {
    **dict.fromkeys(
        ("p", "prof", "professional", "837p", "cms1500", "hcfa", "hcfa1500", "1500"), "professional"
    ),
    **dict.fromkeys(
        ("i", "inst", "institutional", "837i", "ub04", "ub92", "ub", "hospital"), "institutional"
    ),
}
_PART = re.compile(r"medicare(?:part)?[ab]")


def modifiers(cell: str) -> tuple[str, ...]:
    """The modifiers of a cell, however they are set apart: 26,59 or 26 59 or 2659. Raises InputError."""
    words = [without_decimals(word) for word in _SEPARATORS.sub(" ", cell.upper()).split()]
    found: list[str] = []
    for word in words:
        run = len(word) in (4, 6, 8) and word.isalnum()
        found += _PAIRS.findall(word) if run else [word]
    if not all(_PAIRS.fullmatch(each) for each in found):
        raise InputError("a modifier has two letters or digits")
    return tuple(found)


def units(cell: str) -> int:
    """A whole number, also with its measure: 1 UN. Raises InputError for a fraction, which is never cut."""
    found = _WHOLE.fullmatch(cell.replace(",", ""))
    if not found:
        raise InputError("give a whole number")
    return int(found[1])


def units_without_code(cell: str) -> int:
    """The units of a line without a code, which is not checked: one where they are no whole number."""
    found = _WHOLE.fullmatch(cell.replace(",", ""))
    return max(int(found[1]), 1) if found and len(found[1]) < _LONG_COUNT else 1


def uncounted(cell: str) -> str:
    """Why the number in a cell is none of units of a line: a fraction or nought; "" for any other cell.

    >>> uncounted("12.50 UN"), uncounted("0"), uncounted("1.00"), uncounted("")
    ('a fraction of a unit', '0 units', '', '')
    """
    text = cell.replace(",", "")
    if _FRACTION.match(text):
        return FRACTION
    found = _WHOLE.fullmatch(text)
    return "0 units" if found and not int(found[1]) else ""


def pointed(cell: str, known: Sequence[str], field: str) -> tuple[str, ...]:
    """The diagnoses that a cell points to among those of the claim, in its order. Raises InputError.

    Letters and separators decide. A bare 10, 11 or 12 may be one pointer or two: `field` tells, or that the
    claim has no tenth diagnosis. Where a table has no diagnoses at all, `known` is empty and pointers lead
    nowhere.
    """
    words = _DIAGNOSIS_SEPARATORS.sub(" ", without_icd(without_decimals(cell))).split()
    if words and all(_ICD.fullmatch(word) for word in words):
        return tuple(map(with_point, words))  # some systems write the codes themselves
    if not known:
        return ()
    field = DIGITS if field == "pointers" and not any(known[_TWO_DIGITS:]) else field
    numbers = [number for word in words for number in _pointers(word, field, alone=len(words) == 1)]
    if any(not 1 <= number <= len(known) or not known[number - 1] for number in numbers):
        raise InputError("this points to a diagnosis that the claim does not have")
    return tuple(dict.fromkeys(known[number - 1] for number in numbers))


def _pointers(word: str, field: str, *, alone: bool) -> list[int]:
    if word.isalpha() and word.isascii():
        return [ord(letter) - ord("A") + 1 for letter in word]
    if not (word.isdecimal() and word.isascii()):
        raise InputError("this is not a diagnosis pointer. Give letters, or numbers with commas")
    if field == NUMBERS or len(word) == 1 or not alone:
        return [int(word[:4])]
    if field != DIGITS and word in ("10", "11", "12"):
        raise InputError(
            "this may be one pointer or two. Set them apart by commas, or map the heading to "
            f"{DIGITS} or {NUMBERS}"
        )
    return [int(digit) for digit in word]


def place(cell: str) -> str | None:
    """The place of service with the zero that a spreadsheet took; None for words."""
    found = _PLACE.fullmatch(cell)
    return found[1].zfill(2) if found else None


def frequency(cell: str) -> str | None:
    """The frequency code at the start of a cell, None for words."""
    found = _FREQUENCY.fullmatch(cell.upper())
    return found[1] if found else None


def bill_type(cell: str) -> str | None:
    """The three characters of a type of bill, None for anything else."""
    found = _BILL_TYPE.fullmatch(cell.upper())
    return found[1] if found else None


def revenue_code(cell: str) -> str | None:
    """The four digits of a revenue code, None for anything else."""
    found = _REVENUE.fullmatch(cell)
    return found[1].zfill(4) if found else None


def claim_form(cell: str) -> ClaimForm | None:
    """The form that a cell names, None for any other word."""
    return _FORMS.get(heading_key(cell))


def payer(cell: str, names: Mapping[str, str]) -> str | None:
    """The payer whose very name stands in a cell; no other payer is presumed."""
    key = heading_key(cell)
    return MEDICARE if _PART.fullmatch(key) else names.get(key)
