"""Section 3: what was entered on each element of the documentation, beside empty boxes."""

from collections.abc import Mapping

from app.checklist.characters import printable
from app.checklist.record import PrintedElement
from app.checklist.wording import NOT_STATED
from app.coding.claim import Claim
from app.coding.field import Field
from app.coding.fields import DOCUMENTATION_FIELDS

NO_QUOTES: Mapping[str, str] = {}


def print_documentation(
    claim: Claim, numbers: Mapping[int | str, tuple[str, ...]], quotes: Mapping[str, str] = NO_QUOTES
) -> tuple[PrintedElement, ...]:
    """A row for each documentation field. `numbers` are those of the flags on it, by its path.

    `quotes`: the words of a note that say a value, by path, with their lines.

    The reviewer's boxes are never ticked beforehand, whatever was entered.
    """
    return tuple(
        _print_element(field, claim, numbers.get(field.path, ()), quotes.get(field.path, ""))
        for field in DOCUMENTATION_FIELDS
    )


def _print_element(field: Field, claim: Claim, numbers: tuple[str, ...], quote: str) -> PrintedElement:
    value = printable(field.show(field.read(claim)))
    if value and quote:
        value = f"{value}; note, {printable(quote)}"
    return PrintedElement(field.label, value or NOT_STATED, bool(value), field.asked_by, numbers)
