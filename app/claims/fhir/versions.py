"""Which claims of one Bundle or list are versions of another: its answer, or what came before it.

An ExplanationOfBenefit names the Claim that it answers (`claim`); a claim that replaces another names that
under `related` as "prior", and CARIN Blue Button marks one that was replaced with "replacedby". A history,
and pages put together, have one resource more than once. Checked beside each other they would seem to bill
everything twice. One is set aside only for another that is checked itself: not for one that is canceled, a
draft or a request, or that cannot be read, and not in a circle.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import msgspec
from msgspec import Raw, Struct

from app.claims.fhir.resources import BundleEntry, Coding, Reference, Related
from app.claims.fhir.values import has_code

ANSWERS = "It is the payer's answer to a claim of the same file, which is checked itself."
REPLACED = "A later version replaces it, as the file says."
REPEATED = (
    "The file has it more than once, under the same id: a later version, or one that is alike, is checked."
)
NOT_FINAL = "NotFinalAction"
"""The tag of CMS on a version that it does not take for the last one."""
_TYPES = ("Claim", "ExplanationOfBenefit")
_KINDS = (b'"ExplanationOfBenefit"', b'"Claim"')
_SIGNS = (b'"claim":', b'"claim" :', b'"related"')
"""Without one of these, as JSON is written, no resource names another one."""
_ID = re.compile(rb'"id"\s*:\s*"([^"]{1,64})"')
_HEAD = 2_000  # bytes in which a resource names its id
_BEFORE, _BEHIND = ("prior", "replaces"), ("replacedby",)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONG_AGO = timedelta.min


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


class Standing(Struct, frozen=True, gc=False):
    """How a claim stands to others of its file: why it is not checked, and the versions that `Entry` has.

    `answers`: the place of the Claim that it answers among them, None where that is not there.
    """

    over: str = ""
    version: int = 0
    replaces: bool = False
    answers: int | None = None


NO_STANDING = Standing()
_CIRCLING = Standing(replaces=True)
_VERSIONS = 1 << 16
"""So many numbers: enough for the claims of one day, and too few to lead back to an id."""
_decode = msgspec.json.Decoder(_Version).decode
_OTHER = _Version()


Aside = tuple[str, int]
"""Why a claim may be set aside, and the place of the one for which; -1: the file does not have it."""
_ASIDE_OF_NONE: Aside = ("", -1)


def standings(entries: Sequence[BundleEntry], is_checked: Callable[[BundleEntry], bool]) -> list[Standing]:
    """Of each resource how it stands to the others: why it is not checked beside them, if it is not.

    `is_checked`: whether a resource alone gives a claim to check. Only those are asked about for which
    another one is set aside. Those that wait for each other in a circle are checked, and as none of them is
    known to be the last, each is said to replace another.
    """
    if not any(sign in bytes(each.resource) for each in entries for sign in _SIGNS) and not _may_repeat(
        entries
    ):
        return [NO_STANDING] * len(entries)
    found = [_version(each) for each in entries]
    asides = [[*over, *again] for over, again in zip(
        _over(found, entries), _repeated(found, entries), strict=True)]  # fmt: skip
    return _settled(asides, lambda at: is_checked(entries[at]))


def standing_of(raw: Raw) -> Standing:
    """What a resource says itself where the others are not at hand, as in a file with a resource a line.

    Which version is the last is not known there, so those of one id, and the answers to it, are given one
    number, and one that names a claim before it is said to replace an unknown one.
    """
    entry = BundleEntry(raw)
    version = _version(entry)
    if version.resource_type not in _TYPES:
        return NO_STANDING
    own = _addresses(version, entry)
    over = REPLACED if _replaced_by(version, own, {}) else ""
    replaces = any(
        each and has_code(each.relationship, *_BEFORE) and not (each.claim and _name(each.claim) in own)
        for each in version.related or ()
    )
    name = (_name(version.claim) if version.claim else "") or next(iter(own), "")
    return Standing(over, zlib.crc32(name.encode()) % _VERSIONS + 1 if name else 0, replaces)


def _settled(asides: Sequence[list[Aside]], is_checked: Callable[[int], bool]) -> list[Standing]:
    """Of each the reason that holds: it leads, maybe over others, to a claim that is checked.

    Those are settled first that wait for none, then those that waited for them. What is left waits in a
    circle, in which none is the later one: it is checked.
    """
    said: list[Aside] = [_ASIDE_OF_NONE] * len(asides)
    waiting = [sum(to >= 0 for _, to in each) for each in asides]
    behind: defaultdict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(asides):
        for _, to in each:
            behind[to].append(at)
    holds = {-1}
    ready = [at for at, count in enumerate(waiting) if not count]
    for at in ready:  # it grows
        said[at] = next((each for each in asides[at] if each[1] in holds), _ASIDE_OF_NONE)
        if at in behind and (said[at][0] or is_checked(at)):
            holds.add(at)
        for other in behind.get(at, ()):
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return [_CIRCLING if left else _standing(why, to) for left, (why, to) in zip(waiting, said, strict=True)]


def _standing(why: str, to: int) -> Standing:
    return Standing(why, answers=to if why == ANSWERS else None) if why else NO_STANDING


def _over(found: Sequence[_Version], entries: Sequence[BundleEntry]) -> Iterator[list[Aside]]:
    """The claims that each answers, and those that take its place."""
    addresses = [_addresses(version, each) for version, each in zip(found, entries, strict=True)]
    places: defaultdict[str, list[int]] = defaultdict(list)
    after: defaultdict[str, list[int]] = defaultdict(list)
    for at, (version, own) in enumerate(zip(found, addresses, strict=True)):
        for address in own:
            places[address].append(at)
        for name in _related(version, *_BEFORE):
            if name not in own:
                after[name].append(at)
    for version, own in zip(found, addresses, strict=True):
        answered = places.get(_name(version.claim), ()) if version.claim else ()
        claims = [to for to in answered if found[to].resource_type == "Claim" and not own & addresses[to]]
        later = [to for address in own for to in after.get(address, ())]
        yield [(ANSWERS, to) for to in claims] + [
            (REPLACED, to) for to in later + _replaced_by(version, own, places)
        ]


def _replaced_by(version: _Version, own: set[str], places: Mapping[str, list[int]]) -> list[int]:
    """The places of the claims by which one says that it was replaced; -1: the file does not have it."""
    if not any(each and has_code(each.relationship, *_BEHIND) for each in version.related or ()):
        return []
    names = _related(version, *_BEHIND)
    return [to for name in names if name not in own for to in places.get(name, [-1])] if names else [-1]


def _may_repeat(entries: Sequence[BundleEntry]) -> bool:
    """Whether two resources seem to have one id: most files have none, and are not read for it."""
    heads = (_ID.search(bytes(each.resource)[:_HEAD]) for each in entries)
    ids = [head[1] for head in heads if head]
    return len(set(ids)) < len(ids)


def _repeated(found: Sequence[_Version], entries: Sequence[BundleEntry]) -> list[list[Aside]]:
    """Of each resource that the file has several times the version after it; of equals the first is the last.

    One id alone may be a placeholder: they are one where each says its version, or where all is alike.
    """
    groups: defaultdict[tuple[str, bytes], list[int]] = defaultdict(list)
    for at, (version, entry) in enumerate(zip(found, entries, strict=True)):
        if version.id:
            is_stamped = version.meta is not None and any(
                (version.meta.version_id, version.meta.last_updated)
            )
            text = b"" if is_stamped else bytes(entry.resource)
            groups[f"{version.resource_type}/{version.id}", text].append(at)
    asides: list[list[Aside]] = [[] for _ in found]
    for group in groups.values():
        ordered = sorted(group, key=_age([found[at] for at in group], found))
        for at, after in pairwise(ordered):
            asides[at].append((REPEATED, after))
    return asides


def _age(group: Sequence[_Version], found: Sequence[_Version]) -> Callable[[int], tuple[timedelta, int, int]]:
    """How the versions of a resource are ordered: by instant, if all state one, then by number."""
    all_dated = all(_updated(each) is not None for each in group)

    def age(at: int) -> tuple[timedelta, int, int]:
        return (_updated(found[at]) if all_dated else None) or _LONG_AGO, _number(found[at]), -at

    return age


def _updated(version: _Version) -> timedelta | None:
    """When a version was made; an instant without its zone is read as of UTC. None: it is not stated."""
    written = (version.meta.last_updated if version.meta else None) or ""
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)) - _EPOCH


def _number(version: _Version) -> int:
    number = version.meta.version_id if version.meta else None
    return int(number) if number and number.isdecimal() and len(number) < 10 else 0


def is_not_final(tags: Sequence[Coding | None] | None) -> bool:
    """Whether CMS marks a version as one that it does not take for the last."""
    return any(tag and tag.code == NOT_FINAL for tag in tags or ())


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
