"""Which claims of one Bundle or list are versions of another: its answer, or what came before it.

An ExplanationOfBenefit names the Claim that it answers (`claim`); a claim that replaces another names that
under `related` as "prior", and CARIN Blue Button marks one that was replaced with "replacedby". Checked
beside each other they would seem to bill everything twice.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from app.claims.fhir.resources import BundleEntry, Coding, Reference, Related
from app.claims.fhir.values import has_code

ANSWERS = "It is the payer's answer to a claim of the same file, which is checked itself."
REPLACED = "A later version replaces it, as the file says."
NOT_FINAL = "NotFinalAction"
"""The tag of CMS on a version that it does not take for the last one."""
_KINDS = (b'"ExplanationOfBenefit"', b'"Claim"')
_SIGNS = (b'"Claim"', b'"related"')
"""Without one of these no resource is a Claim, and none names another one."""
_BEFORE, _BEHIND = ("prior", "replaces"), ("replacedby",)


class _Version(Struct, frozen=True, gc=False, rename="camel"):
    """What a claim says of others, and how they name it."""

    resource_type: str | None = None
    id: str | None = None
    claim: Reference | None = None
    related: list[Related | None] | None = None


_decode = msgspec.json.Decoder(_Version).decode
_OTHER = _Version()


def reasons(entries: Sequence[BundleEntry]) -> list[str]:
    """For each resource why it is not checked beside the others; "" where it is."""
    if not any(sign in bytes(each.resource) for each in entries for sign in _SIGNS):
        return [""] * len(entries)
    found = [_version(each) for each in entries]
    if not any(each.claim or each.related for each in found):
        return [""] * len(entries)
    addresses = [_addresses(version, each) for version, each in zip(found, entries, strict=True)]
    claims = {address for version, own in zip(found, addresses, strict=True)
              if version.resource_type == "Claim" for address in own}  # fmt: skip
    before = {name for each in found for name in _related(each, *_BEFORE)}
    return [_reason(version, own, claims, before) for version, own in zip(found, addresses, strict=True)]


def is_not_final(tags: Sequence[Coding | None] | None) -> bool:
    """Whether CMS marks a version as one that it does not take for the last."""
    return any(tag and tag.code == NOT_FINAL for tag in tags or ())


def _reason(version: _Version, own: set[str], claims: set[str], before: set[str]) -> str:
    if version.claim and _name(version.claim) in claims - own:
        return ANSWERS
    is_replaced = any(each and has_code(each.relationship, *_BEHIND) for each in version.related or ())
    return REPLACED if is_replaced or own & before else ""


def _version(entry: BundleEntry) -> _Version:
    text = bytes(entry.resource)
    if not any(kind in text for kind in _KINDS):
        return _OTHER
    try:
        return _decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _OTHER  # whoever reads it says what is wrong with it


def _addresses(version: _Version, entry: BundleEntry) -> set[str]:
    own = f"{version.resource_type}/{version.id}" if version.id else ""
    return {each for each in (own, address_of(entry.full_url or "")) if each}


def _related(version: _Version, *codes: str) -> list[str]:
    """The names of the claims to which a claim stands in one of these relations."""
    found = [each for each in version.related or () if each and has_code(each.relationship, *codes)]
    return [name for each in found if each.claim and (name := _name(each.claim))]


def _name(reference: Reference) -> str:
    return address_of(reference.reference or "")


def address_of(reference: str) -> str:
    """An address without the server and the version: "Claim/7" of "https://a/fhir/Claim/7/_history/2"."""
    return "/".join(reference.split("/_history/", maxsplit=1)[0].split("/")[-2:])
