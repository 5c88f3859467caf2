"""Section 3: what was entered on each element of the documentation, beside empty boxes."""

from collections.abc import Collection, Mapping

from app.checklist.characters import printable
from app.checklist.record import PrintedElement
from app.checklist.wording import NOT_STATED
from app.coding.asking import is_asked_for
from app.coding.claim import Claim
from app.coding.field import Field
from app.coding.fields import DOCUMENTATION_FIELDS
from app.coding.payers import PayerFacts

NO_QUOTES: Mapping[str, str] = {}


def print_not_asked(claim: Claim, payer: PayerFacts | None, kept: Collection[str] = ()) -> str:
    """Which elements have no row because nothing on this claim asks for them, as a sentence; "" for none."""
    left = ", ".join(field.label for field in DOCUMENTATION_FIELDS if not is_asked(field, claim, payer, kept))
    return f"Not listed, since nothing on this claim asks for it: {left}." if left else ""


def is_asked(field: Field, claim: Claim, payer: PayerFacts | None, kept: Collection[str] = ()) -> bool:
    """Whether an element has a row: it is stated, or in `kept`, or asked for on a claim like this.

    `payer`: what is known of the payer; None where it is not stated, and any may ask.
    """
    if field.path in kept or field.read(claim) is not None:
        return True
    return is_asked_for(field.name, claim.lines, claim.documentation.technique, payer)


def print_documentation(
    claim: Claim,
    numbers: Mapping[int | str, tuple[str, ...]],
    quotes: Mapping[str, str] = NO_QUOTES,
    payer: PayerFacts | None = None,
) -> tuple[PrintedElement, ...]:
    """A row for each documentation field that this claim asks for.

    `numbers` are those of the flags on it, by its path; `quotes`: the words of a note that say a value.

    The reviewer's boxes are never ticked beforehand, whatever was entered.
    """
    kept = {path for path in numbers if isinstance(path, str)}
    return tuple(
        _print_element(field, claim, numbers.get(field.path, ()), quotes.get(field.path, ""))
        for field in DOCUMENTATION_FIELDS
        if is_asked(field, claim, payer, kept)
    )


def _print_element(field: Field, claim: Claim, numbers: tuple[str, ...], quote: str) -> PrintedElement:
    value = printable(field.show(field.read(claim)))
    if value and quote:
        value = f"{value}; note, {printable(quote)}"
    return PrintedElement(field.label, value or NOT_STATED, bool(value), field.asked_by, numbers)
