"""Section 3: what the claim form says on each element of the documentation, beside empty boxes."""

from collections.abc import Mapping

from app.checklist.characters import printable
from app.checklist.record import PrintedElement
from app.checklist.wording import NOT_STATED
from app.coding.claim import Claim
from app.coding.field import Field
from app.coding.fields import DOCUMENTATION_FIELDS


def print_documentation(
    claim: Claim, numbers: Mapping[int | str, tuple[str, ...]]
) -> tuple[PrintedElement, ...]:
    """A row for each documentation field. `numbers` are those of the flags on it, by its path.

    The reviewer's boxes are never ticked beforehand, whatever the claim form says.
    """
    return tuple(_print_element(field, claim, numbers.get(field.path, ())) for field in DOCUMENTATION_FIELDS)


def _print_element(field: Field, claim: Claim, numbers: tuple[str, ...]) -> PrintedElement:
    value = printable(field.show(field.read(claim)))
    return PrintedElement(field.label, value or NOT_STATED, bool(value), field.asked_by, numbers)
