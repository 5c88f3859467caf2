"""The conditions that claims refer to for their diagnoses: inside the claim, or beside it in its Bundle."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Raw, Struct

from app.claims.fhir.resources import BundleEntry, ClaimResource, Concept
from app.claims.fhir.versions import address_of

_KIND = b'"Condition"'


class _Condition(Struct, frozen=True, gc=False, rename="camel"):
    """A condition: its id and its code."""

    resource_type: str | None = None
    id: str | None = None
    code: Concept | None = None


_resource = msgspec.json.Decoder(_Condition)
_concept = msgspec.json.Decoder(Concept)


def contained_in(resource: ClaimResource) -> dict[str, Concept]:
    """The codes of what is inside a claim, by the addresses that hold there: "#c1"."""
    if not resource.contained:
        return {}
    found = ((each.id, _code(each.code)) for each in resource.contained if each and each.id)
    return {f"#{name}": code for name, code in found if code}


def beside(entries: Iterable[BundleEntry]) -> Iterator[tuple[str, Concept]]:
    """The codes of the conditions of a Bundle, by each of their addresses."""
    for entry in entries:
        text = bytes(entry.resource)
        if _KIND not in text:
            continue
        try:
            condition = _resource.decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue  # a damaged one is not at hand
        if condition.resource_type == "Condition" and condition.code:
            yield f"Condition/{condition.id}", condition.code
            yield address_of(entry.full_url or ""), condition.code


def _code(raw: Raw) -> Concept | None:
    """The code of whatever is inside; None where it is no concept, as in resources of other types."""
    try:
        return _concept.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
