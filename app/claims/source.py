"""What a claim or a line keeps of the file that it was read from, in words for form, checklist and output."""

from app.claims.draft import Draft, DraftLine
from app.coding.claim import REPLACEMENT, VOID, Claim, Line, Locality
from app.coding.fields import SOURCE_FIELDS, SOURCE_LINE_FIELDS

Stated = tuple[tuple[str, str], ...]
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
        (field.label, _words(value, field.values.get(value, "")))
        for field, value in stated
        if value is not None
    )


def source_of_line(line: Line | DraftLine) -> Stated:
    """The same of a line."""
    stated = ((field.label, field.read(line)) for field in SOURCE_LINE_FIELDS)
    return tuple((label, str(value)) for label, value in stated if value is not None)


def frequency_note(claim: Claim | Draft) -> str:
    """What the frequency of a claim means for whoever counts or checks it; "" for an original."""
    return _OF_FREQUENCY.get(claim.frequency or "", "")


def _words(value: object, meaning: str) -> str:
    if isinstance(value, Locality):
        parts = (("ZIP", value.zip), ("contractor", value.carrier), ("locality", value.locality))
        return ", ".join(f"{name} {text}" for name, text in parts if text)
    return f"{value} {meaning}".strip()
