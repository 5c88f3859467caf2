"""Section 3: what the claim form says on each element of the documentation, beside empty boxes."""

from collections.abc import Sequence

from app.checklist.characters import printable
from app.checklist.record import PrintedElement
from app.checklist.wording import NOT_STATED
from app.coding.claim import Claim
from app.coding.field import Field
from app.coding.fields import DOCUMENTATION_FIELDS
from app.coding.findings import Flag


def print_documentation(claim: Claim, flags: Sequence[Flag]) -> tuple[PrintedElement, ...]:
    """A row for each documentation field.

    The reviewer's boxes are never ticked beforehand, whatever the claim form says.
    """
    return tuple(_print_element(field, claim, flags) for field in DOCUMENTATION_FIELDS)


def _print_element(field: Field, claim: Claim, flags: Sequence[Flag]) -> PrintedElement:
    value = printable(field.show(field.read(claim)))
    numbers = tuple(str(number) for number, flag in enumerate(flags, 1) if flag.field == field.path)
    return PrintedElement(field.label, value or NOT_STATED, bool(value), field.asked_by, numbers)
