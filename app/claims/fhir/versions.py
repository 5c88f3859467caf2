"""Which claims of one Bundle or list are versions of another: its answer, or what came before it.

An ExplanationOfBenefit names the Claim that it answers (`claim`); a claim that replaces another names that
under `related` as "prior", and CARIN Blue Button marks one that was replaced with "replacedby". A history,
and pages put together, have one resource more than once. Checked beside each other they would seem to bill
everything twice.
"""

import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from app.claims.fhir.resources import BundleEntry, Coding, Reference, Related
from app.claims.fhir.values import has_code

ANSWERS = "It is the payer's answer to a claim of the same file, which is checked itself."
REPLACED = "A later version replaces it, as the file says."
REPEATED = "The file has it more than once, under the same id: the latest version is checked."
NOT_FINAL = "NotFinalAction"
"""The tag of CMS on a version that it does not take for the last one."""
_KINDS = (b'"ExplanationOfBenefit"', b'"Claim"')
_SIGNS = (b'"Claim"', b'"related"')
"""Without one of these no resource is a Claim, and none names another one."""
_ID = re.compile(rb'"id"\s*:\s*"([^"]{1,64})"')
_HEAD = 2_000  # bytes in which a resource names its id
_BEFORE, _BEHIND = ("prior", "replaces"), ("replacedby",)


class Stamp(Struct, frozen=True, gc=False, rename="camel"):
    """Which version of a resource it is, and since when."""

    version_id: str | None = None
    last_updated: str | None = None


class _Version(Struct, frozen=True, gc=False, rename="camel"):
    """What a claim says of others, and how they name it."""

    resource_type: str | None = None
    id: str | None = None
    meta: Stamp | None = None
    claim: Reference | None = None
    related: list[Related | None] | None = None


_decode = msgspec.json.Decoder(_Version).decode
_OTHER = _Version()


def reasons(entries: Sequence[BundleEntry]) -> list[str]:
    """For each resource why it is not checked beside the others; "" where it is."""
    if not any(sign in bytes(each.resource) for each in entries for sign in _SIGNS) and not _may_repeat(
        entries
    ):
        return [""] * len(entries)
    found = [_version(each) for each in entries]
    addresses = [_addresses(version, each) for version, each in zip(found, entries, strict=True)]
    claims = {address for version, own in zip(found, addresses, strict=True)
              if version.resource_type == "Claim" for address in own}  # fmt: skip
    before = {name for each in found for name in _related(each, *_BEFORE)}
    over = [_reason(version, own, claims, before) for version, own in zip(found, addresses, strict=True)]
    again = _repeated(found, entries)
    return [why or said for why, said in zip(over, again, strict=True)]


def _may_repeat(entries: Sequence[BundleEntry]) -> bool:
    """Whether two resources seem to have one id: most files have none, and are not read for it."""
    heads = (_ID.search(bytes(each.resource)[:_HEAD]) for each in entries)
    ids = [head[1] for head in heads if head]
    return len(set(ids)) < len(ids)


def _repeated(found: Sequence[_Version], entries: Sequence[BundleEntry]) -> list[str]:
    """Of each resource that the file has several times all but the latest; of equals the first counts.

    One id alone may be a placeholder: they are one where each says its version, or where all is alike.
    """
    latest: dict[tuple[str, bytes], int] = {}
    names: list[tuple[str, bytes]] = []
    for at, (version, entry) in enumerate(zip(found, entries, strict=True)):
        is_stamped = version.meta is not None and any(_stamp(version))
        names.append((f"{version.resource_type}/{version.id}", b"" if is_stamped else bytes(entry.resource)))
        if names[at] not in latest or _stamp(version) > _stamp(found[latest[names[at]]]):
            latest[names[at]] = at
    return ["" if latest[names[at]] == at or not each.id else REPEATED for at, each in enumerate(found)]


def _stamp(version: _Version) -> tuple[str, int]:
    """When a version was made, and its number, so that the latest is the greatest."""
    number = version.meta.version_id if version.meta else None
    plain = int(number) if number and number.isdecimal() and len(number) < 10 else 0
    return (version.meta.last_updated or "" if version.meta else ""), plain


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
