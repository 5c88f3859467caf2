"""The resources of a FHIR file: one, a Bundle or Parameters, a JSON list, or one a line (NDJSON)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec
from msgspec import Raw

from app.claims.fhir.answers import answer_of, may_answer
from app.claims.fhir.claims import NO_CODE, read_claims
from app.claims.fhir.conditions import beside
from app.claims.fhir.people import People
from app.claims.fhir.resources import BundleEntry, ClaimResource, Concept, Head, Link
from app.claims.fhir.versions import ANSWERS, NO_STANDING, Standing, standing_of, standings
from app.claims.left_out import Kind, Tally, left_out, say_left_out
from app.claims.record import Entry
from app.claims.streams import Numbered
from app.coding.errors import InputError

WHOLE_AT_MOST = 200_000_000
"""Bytes of a file that is one JSON value."""
TOGETHER_AT_MOST = 64_000_000
"""Bytes of a file with a resource a line whose claims are held against each other."""
_DEEP = 3  # Bundles inside Bundles or Parameters
_CLAIMS = ("Claim", "ExplanationOfBenefit")
_HOLDERS = ("Bundle", "Parameters")
_OTHERS: tuple[Kind, str] = ("resource-of-other-type", "")
_PATH = re.compile(r" - at `\$\.?(?P<path>[A-Za-z\[\].0-9]{1,80})`$")
_READ_ERRORS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

_head = msgspec.json.Decoder(Head)
_claim = msgspec.json.Decoder(ClaimResource)
_list = msgspec.json.Decoder(list[Raw])
_entries = msgspec.json.Decoder(list[BundleEntry | None])
_links = msgspec.json.Decoder(list[Link | None])


class _File:
    """One reading of a file: its tokens, what was left out, and whether a claim was found.

    `answered`: the name of the claim that the resource at hand answers, where that is in the file. `beside`
    counts what was left out and belongs to none of its claims.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.people = People()
        self.conditions: dict[str, Concept] = {}
        self.left_out: Tally = Counter()
        self.beside: Tally = Counter()
        self.notes: list[str] = []
        self.found = False
        self.answered: str | None = None

    def is_checked(self, entry: BundleEntry) -> bool:
        """Whether a resource alone gives a claim to check; nothing of it is kept or counted."""
        try:
            claim = _claim.decode(entry.resource)
            return bool(list(read_claims(claim, "1", People(), Counter(), self.conditions)))
        except (*_READ_ERRORS, InputError):
            return False


def read_lines(lines: Iterable[Numbered], name: str, together: int = TOGETHER_AT_MOST) -> Iterator[Entry]:
    """The claims of a file with a resource a line, each named by its line; then what was left out.

    A file of up to `together` bytes is read as a list is: what its resources are to each other is known. Of
    a longer one each is read by itself, as it comes.
    """
    file = _File(name)
    first, rest = _first_of(lines, together)
    if rest is None:
        entries = [BundleEntry(Raw(line)) for _, line in first]
        file.conditions.update(beside(entries))
        found = standings(entries, file.is_checked)
        names = [str(number) for number, _ in first]
        for own, entry, standing in zip(names, entries, found, strict=True):
            file.answered = None if standing.answers is None else names[standing.answers]
            yield from _entries_of(entry.resource, own, f"{name}, line {own}", file, standing)
    for number, line in chain(first, rest) if rest is not None else ():
        raw, file.answered = Raw(line), None
        yield from _entries_of(raw, str(number), f"{name}, line {number}", file, standing_of(raw))
    yield from _end(file)


def _first_of(lines: Iterable[Numbered], most: int) -> tuple[list[Numbered], Iterator[Numbered] | None]:
    """Lines up to so many bytes, and those behind them; None where there are no more."""
    every, first, size = iter(lines), list[Numbered](), 0
    for each in every:
        first.append(each)
        size += len(each[1])
        if size > most:
            return first, every
    return first, None


def read_whole(text: bytes, name: str) -> Iterator[Entry]:
    """The claims of a file that is one JSON value, each named by its place; then what was left out.

    Raises InputError for a list that is not valid JSON.
    """
    file = _File(name)
    if text.lstrip()[:1] != b"[":
        yield from _entries_of(Raw(text), "", name, file)
    else:
        try:
            resources = _list.decode(text)
        except _READ_ERRORS:
            raise InputError(f"{name} is not valid JSON. Export it again.") from None
        entries = [BundleEntry(raw) for raw in resources]
        file.conditions.update(beside(entries))
        found = standings(entries, file.is_checked)
        for number, (raw, standing) in enumerate(zip(resources, found, strict=True), 1):
            file.answered = None if standing.answers is None else str(standing.answers + 1)
            yield from _entries_of(raw, str(number), f"{name}, resource {number}", file, standing)
    yield from _end(file)


def _entries_of(
    raw: Raw, name: str, place: str, file: _File, standing: Standing = NO_STANDING, depth: int = 0
) -> Iterator[Entry]:
    """The claims of a resource, or of those that it holds. One that cannot be read becomes an entry.

    `name` is "" for the one resource of a file; those in another are named by its name and their place: 3-2.
    `standing`: how a claim stands to the others of the file.
    """
    try:
        head = _head.decode(raw)
        if head.resource_type in _HOLDERS and depth < _DEEP:
            inside = _inside(head, file)
        elif head.resource_type in _CLAIMS:
            yield from _read(raw, name or "1", place, file, standing)
            return
        else:
            file.left_out[_OTHERS] += 1
            file.beside[_OTHERS] += 1
            return
    except _READ_ERRORS as error:
        file.found = True
        yield Entry(name or "1", None, f"{place}: {_say(error)}")
        return
    file.conditions.update(beside(inside))
    found = standings(inside, file.is_checked)
    names = [f"{name}-{position}" if name else str(position) for position in range(1, len(inside) + 1)]
    for position, (at, entry, own) in enumerate(zip(names, inside, found, strict=True), 1):
        file.answered = None if own.answers is None else names[own.answers]
        yield from _entries_of(entry.resource, at, f"{place}, entry {position}", file, own, depth + 1)


def _inside(head: Head, file: _File) -> list[BundleEntry]:
    """The resources of a Bundle or of Parameters; a page that has a next one is noted."""
    links = _links.decode(head.link) if bytes(head.link) != b"null" else []
    if any(link and link.relation == "next" for link in links):
        file.notes.append("the Bundle is one page of an answer; the pages after it are not in this file")
    held = head.entry if head.resource_type == "Bundle" else head.parameter
    entries = _entries.decode(held) if bytes(held) != b"null" else []
    return [each for each in entries if each and bytes(each.resource) != b"null"]


def _read(raw: Raw, name: str, place: str, file: _File, standing: Standing) -> Iterator[Entry]:
    tally: Tally = Counter()
    is_told = False
    try:
        resource = _claim.decode(raw)
        answer = None
        if standing.over in ("", ANSWERS) and may_answer(raw):
            answer = answer_of(resource, f"{file.name}, claim {file.answered}" if file.answered else None)
        for entry in read_claims(resource, name, file.people, tally, file.conditions):
            notes = tuple(f"{place}: {note}" for note in entry.notes)
            left = () if is_told else left_out(tally)  # of the first day alone, that it counts once
            yield msgspec.structs.replace(
                entry,
                notes=notes,
                left_out=left,
                unchecked=standing.over or entry.unchecked,
                version=standing.version,
                replaces=standing.replaces,
                answer=None if is_told else answer,
            )
            is_told = file.found = True
    except InputError as error:
        file.found = True
        yield Entry(name, None, f"{place}: {error}")
    file.left_out.update(tally)
    if not is_told:
        file.beside.update(tally)


def _say(error: Exception) -> str:
    """What is wrong with the JSON. The decoder's own sentence would repeat what stands there."""
    if not isinstance(error, msgspec.ValidationError):
        return "this is not valid JSON. Export it again."
    found = _PATH.search(str(error))
    what = found["path"] if found else "an element"
    return f"{what} is not of the type that FHIR R4 gives it. Correct it or export it again."


def _end(file: _File) -> Iterator[Entry]:
    """What was left out and why, as notes; a file without any claim to check is a problem."""
    if not file.found:
        why = (
            "has no code to check: no procedure is coded in CPT or HCPCS"
            if file.left_out[NO_CODE]
            else "holds no Claim and no ExplanationOfBenefit to check"
        )
        yield Entry("1", None, f"{file.name} {why}. Give a file that does.")
    notes = [f"{file.name}: {note}." for note in dict.fromkeys(file.notes)]
    said = say_left_out(left_out(file.left_out), "not checked and left out")
    notes += [f"{file.name}: {sentence}." for sentence in said]
    if notes:
        yield Entry("", None, notes=tuple(notes), left_out=left_out(file.beside))
