"""The lines that an item of a FHIR claim stands for: itself, or the parts whose codes are in its details.

An item is a service or a group of details, each a service or a group again (R4, Claim.item.detail). What a
part does not say of its day, place, diagnoses, care team and revenue is that of the item around it; units
and modifiers are its own.
"""

from collections.abc import Iterator

import msgspec
from msgspec import Raw

from app.claims.fhir import values
from app.claims.fhir.resources import NOTHING, Concept, Item
from app.coding.errors import InputError

TURNED = "it has an extension that may turn its sense around (modifierExtension), of which nothing is known"
"""What FHIR forbids to read without knowing what is added."""
_RANGE = "it names a range of codes (productOrServiceEnd of R5). Give one code"
_OF_ALL = (
    *("care_team_sequence", "diagnosis_sequence", "care_team_link_id", "diagnosis_link_id", "revenue"),
    *("serviced_date", "serviced_period", "location_codeable_concept"),
)


def lines_of(item: Item) -> tuple[list[Item], str]:
    """The lines that an item stands for, itself alone where no detail has a code; and a note.

    An item whose code comes again among its details is their sum, and no line, unless they only repeat it.
    Raises InputError for what cannot be read as it is meant.
    """
    if item.detail or item.sub_detail:
        found = list(_parts(item))
    else:
        _refuse(item)
        found = []
    if not found:
        return [item], ""
    own = codes_of(item.what)
    if own and not any(codes_of(each.what) - own or _has_modifiers(each) for each in found):
        return [item], ""
    is_sum = not own or any(not own.isdisjoint(codes_of(each.what)) for each in found)
    lost = is_sum and _has_modifiers(item)
    note = "its details have codes; each of these is read as a line"
    note = f"{note}, and the modifiers of all of them were left out" if lost else note
    return (found if is_sum else [item, *found]), note


def codes_of(concept: Concept | None) -> set[str]:
    """The codes of CPT and HCPCS, else those of their shape where no list is named."""
    return {*(values.procedures(concept) or values.procedures_of_no_list(concept))}


def is_there(raw: Raw) -> bool:
    """Whether an element holds anything."""
    return raw is not NOTHING and bytes(raw) not in (b"null", b"[]")


def _has_modifiers(item: Item) -> bool:
    return any(values.codings(each) for each in item.modifier or ())


def _parts(item: Item) -> Iterator[Item]:
    """The parts inside an item that have a code, with what holds for all of it."""
    _refuse(item)
    for part in (*(item.detail or ()), *(item.sub_detail or ())):
        if part is not None:
            whole = _with_all(part, item)
            inside = list(_parts(whole))
            again = any(codes_of(each.what) & codes_of(whole.what) for each in inside)
            yield from [whole] if codes_of(whole.what) and not again else []
            yield from inside


def _refuse(item: Item) -> None:
    if is_there(item.modifier_extension):
        raise InputError(TURNED)
    if is_there(item.product_or_service_end):
        raise InputError(_RANGE)


def _with_all(part: Item, item: Item) -> Item:
    """A part with what the item around it says for all of them."""
    held = {name: getattr(part, name) or getattr(item, name) for name in _OF_ALL}
    return msgspec.structs.replace(part, sequence=item.sequence, **held)
