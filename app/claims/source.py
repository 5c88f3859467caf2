"""What a claim or a line keeps of the file that it was read from, in words for form, checklist and output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.coding.claim import REPLACEMENT, VOID, Claim, Line, Locality
from app.coding.fields import SOURCE_FIELDS, SOURCE_LINE_FIELDS
from app.coding.words import FILE_WARNINGS

if TYPE_CHECKING:
    from app.claims.draft import Draft, DraftLine

Stated = tuple[tuple[str, str], ...]
NOT_WHOLE = "Its file does not add up"
_OF_FREQUENCY = {
    REPLACEMENT: "This claim replaces an earlier one as a whole (frequency 7): do not count both.",
    VOID: "This claim cancels an earlier one (frequency 8): it bills no service and is not checked.",
}


def source_of(claim: Claim | Draft) -> Stated:
    """The label and the words of each thing that the claim keeps of its file.

    >>> from datetime import date
    >>> source_of(Claim(schema=2, date_of_service=date(2026, 9, 15), lines=(), frequency="7"))
    (('Frequency', '7 Replacement'),)
    """
    stated = ((field, field.read(claim)) for field in SOURCE_FIELDS)
    return tuple(
        (field.label, _words(value, field.values)) for field, value in stated if value not in (None, ())
    )


def source_of_line(line: Line | DraftLine) -> Stated:
    """The same of a line."""
    stated = ((field.label, field.read(line)) for field in SOURCE_LINE_FIELDS)
    return tuple((label, str(value)) for label, value in stated if value is not None)


def frequency_note(claim: Claim | Draft) -> str:
    """What the frequency of a claim means for whoever counts or checks it; "" for an original."""
    return _OF_FREQUENCY.get(claim.frequency or "", "")


def file_note(claim: Claim | Draft) -> str:
    """That the file of a claim does not add up, so that something may be missing of it; "" if it does."""
    if not claim.file_warnings:
        return ""
    what = "; ".join(FILE_WARNINGS[each] for each in claim.file_warnings)
    return f"{NOT_WHOLE}: {what}. Lines or claims may have been lost on the way: get the file again."


def _words(value: object, meanings: Mapping[object, str]) -> str:
    if isinstance(value, Locality):
        parts = (("ZIP", value.zip), ("contractor", value.carrier), ("locality", value.locality))
        return ", ".join(f"{name} {text}" for name, text in parts if text)
    if isinstance(value, tuple):
        return "; ".join(meanings[each] for each in value)
    return f"{value} {meanings.get(value, '')}".strip()
