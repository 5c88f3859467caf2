"""Headings of a table, recognized by their letters and digits, and the columns that they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from app.claims.plain_text import plain
from app.claims.tables.fields import IGNORE, PERSON, SEVERAL, UNREAD
from app.claims.tables.words import split_heading, whole_words
from app.coding.fields import DOCUMENTATION_FIELDS
from app.coding.headings import HeadingNames

_NOT_IN_KEYS = re.compile(r"[^a-z0-9]")
_ICD = re.compile(r"icd(10|9)")
_LETTERS = "abcdefghijkl"  # Diag A to Diag L
_NUMBER = re.compile(r"[0-9]{3,}")
_LONGEST = 200  # characters of a heading
_LONG = 4  # letters from which a person's word counts inside a heading that is written as one word
_CLOSE = {"first", "last", "middle", "state", "group", "note", "notes", "race", "chart"}
"""Words of a person's field that mean one only as a word of their own."""
_OWN = {"dateofservice": "date", "placeofservice": "place", "modifiers": "modifier", "diagnoses": "diagnosis"}
_UNNEEDED = {"amount", "balance", "category", "charge", "description", "fee", "payment", "receipt", "status"}
"""Last words of headings that no claim needs: money, results and what a code means."""
_PLAIN = {"date": "date", "place": "place", "practitioner": "practitioner"}
"""Words that mean a field only where no other heading of the table means it: a date may be one of posting."""
OLD_DIAGNOSIS = "icd-9"
"""What a column of ICD-9 codes is: not read, and said to be not checked."""


class Column(Struct, frozen=True):
    """A column that is read: where it stands, its field, the group of the line in the row, and its rank."""

    index: int
    heading: str
    field: str
    group: int
    rank: tuple[int, int]


class Layout(Struct, frozen=True):
    """What the headings of a table mean. `unknown` are those to ask about, `old` hold ICD-9 codes.

    `doubled` are headings of which two mean the same. `grouped`: a row is a claim with several lines.
    `persons` and `unneeded` count the columns of persons and those that no claim needs. `presumed` are
    headings of a plain word with the field that it was taken for.
    """

    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]
    old: tuple[str, ...]
    grouped: bool
    persons: int = 0
    unneeded: int = 0
    presumed: tuple[tuple[str, str], ...] = ()

    def of(self, field: str) -> list[Column]:
        """The columns of a field, in their order."""
        return [column for column in self.columns if column.field == field]


class Synonyms:
    """The field that a heading means, by the table of data/headings.toml."""

    def __init__(self, names: Iterable[HeadingNames]) -> None:
        entries = tuple(names)
        self._fields = {
            heading_key(name): each.field for each in entries if each.field != PERSON for name in each.names
        }
        self._fields |= {heading_key(field.path): field.path for field in DOCUMENTATION_FIELDS}
        self._fields |= _OWN
        self._whole = {
            "".join(whole_words(name)[0]): each.field
            for each in entries if each.field != PERSON for name in each.names
        }  # fmt: skip
        self._person = {heading_key(name) for each in entries if each.field == PERSON for name in each.names}

    def field_of(self, heading: str, *, icd_is_numbered: bool = False) -> tuple[str, tuple[int, ...]]:
        """The field and the numbers of a heading; ("", ()) for one that is not known."""
        key = heading_key(heading)
        if key in self._fields:
            return self._fields[key], ()
        version = None if icd_is_numbered else _ICD.match(key)
        if version and version[1] == "9":
            return OLD_DIAGNOSIS, ()
        words, numbers = split_heading(heading)
        numbers = numbers[1:] if version else numbers
        found = self._fields.get("".join(words), "")
        letter = words[-1] if words else ""
        is_letter = not found and len(letter) == 1 and letter in _LETTERS
        if is_letter and self._fields.get("".join(words[:-1])) == "diagnosis":
            return "diagnosis", (_LETTERS.index(letter) + 1,)
        if found:
            return found, numbers
        return self._field_of_words(heading, icd_is_numbered=icd_is_numbered)

    def _field_of_words(self, heading: str, *, icd_is_numbered: bool) -> tuple[str, tuple[int, ...]]:
        """The field of a heading in short words, a person's, or none for one that no claim needs."""
        words, numbers = whole_words(heading)
        found = self._whole.get("".join(words), "")
        if found:
            versioned = not icd_is_numbered and "icd" in words and numbers[:1] == (10,)
            return found, numbers[1:] if versioned else numbers
        if self.is_person(heading):
            return PERSON, ()
        return (IGNORE, ()) if words and words[-1] in _UNNEEDED else ("", ())

    def is_person(self, heading: str) -> bool:
        """Whether a heading that means no field of a claim names a field of a person."""
        key = heading_key(heading)
        whole = whole_words(heading)[0]
        if key in self._fields or "".join(whole) in self._whole:
            return False
        words = {*split_heading(heading)[0], *whole}
        inside = (word in key for word in self._person - _CLOSE if len(word) >= _LONG)
        return bool(words & self._person) or any(inside)


def heading_key(heading: str) -> str:
    """A heading by its letters and digits, in small letters.

    >>> heading_key("Date of Service"), heading_key("DATE_OF_SERVICE")
    ('dateofservice', 'dateofservice')
    """
    return _NOT_IN_KEYS.sub("", plain(heading).lower())


def make_layout(headings: Sequence[str], synonyms: Synonyms, mapping: Mapping[str, str]) -> Layout:
    """What the headings of a row mean; `mapping` gives fields by `heading_key` and goes before synonyms."""
    keys = {heading_key(heading) for heading in headings if len(heading) <= _LONGEST}
    named = [_field_of(heading, synonyms, mapping, "icd1" in keys) for heading in headings]
    found = _with_plain(headings, named)
    codes = [numbers for field, numbers in found if field == "code" and numbers]
    grouped = len({numbers[0] for numbers in codes}) > 1
    groups = {numbers[0] for numbers in codes} if grouped else set()
    columns: list[Column] = []
    unknown: list[str] = []
    for index, (heading, (field, numbers)) in enumerate(zip(headings, found, strict=True)):
        if not heading.strip() or field in UNREAD or field == OLD_DIAGNOSIS:
            continue
        place = _place(field, numbers, groups) if field else None
        if place is None:
            unknown.append(_short(heading))
        else:
            columns.append(Column(index, _plain(heading), field, place[0], (place[1], index)))
    columns.sort(key=lambda column: (column.group, column.rank))
    names = _names_beside_numbers(columns)
    columns = [column for column in columns if column not in names]
    old = [
        _short(heading) for heading, (field, _) in zip(headings, found, strict=True) if field == OLD_DIAGNOSIS
    ]
    fields = [field for heading, (field, _) in zip(headings, found, strict=True) if heading.strip()]
    return Layout(
        columns=tuple(columns),
        unknown=tuple(unknown),
        doubled=_doubled(columns),
        old=tuple(old),
        grouped=grouped,
        persons=fields.count(PERSON),
        unneeded=fields.count(IGNORE) + len(names),
        presumed=tuple(
            (_short(heading), field)
            for heading, (field, _), (before, _) in zip(headings, found, named, strict=True)
            if field and not before
        ),
    )


def _with_plain(
    headings: Sequence[str], found: Sequence[tuple[str, tuple[int, ...]]]
) -> list[tuple[str, tuple[int, ...]]]:
    """The fields of headings, a plain word's among them where no other heading has that field."""
    taken = {field for field, _ in found}
    plain_words = (_PLAIN.get(heading_key(heading), "") for heading in headings)
    return [
        (word, ()) if word and not field and word not in taken else (field, numbers)
        for word, (field, numbers) in zip(plain_words, found, strict=True)
    ]


def read_fields(headings: Sequence[str], synonyms: Synonyms, mapping: Mapping[str, str]) -> int:
    """How many different fields the cells of a row name; a row with the most is the row of headings."""
    named = [_field_of(heading, synonyms, mapping, numbered=False) for heading in headings]
    return len({field for field, _ in _with_plain(headings, named)} - UNREAD - {"", OLD_DIAGNOSIS})


def _field_of(
    heading: str, synonyms: Synonyms, mapping: Mapping[str, str], numbered: bool
) -> tuple[str, tuple[int, ...]]:
    if len(heading) > _LONGEST:
        return "", ()
    mapped = mapping.get(heading_key(heading))
    if mapped:
        numbers = split_heading(heading)[1]
        versioned = not numbered and _ICD.match(heading_key(heading))
        return mapped, numbers[1:] if versioned else numbers
    return synonyms.field_of(heading, icd_is_numbered=numbered)


def _place(field: str, numbers: tuple[int, ...], groups: set[int]) -> tuple[int, int] | None:
    """The group (0: the row itself) and the rank of a column; None where its numbers mean nothing sure."""
    if not groups:
        return (0, numbers[0] if numbers else 0) if len(numbers) < 2 else None
    if field == "diagnosis" or not numbers:
        return (0, numbers[0] if numbers else 0) if len(numbers) < 2 else None
    first, *rest = numbers
    if not rest and field == "modifier" and first >= 10:
        inside = (first // 10, first % 10)  # "Mod11": the first modifier of the first line
        return None if first in groups or inside[0] not in groups else inside
    return (first, rest[0] if rest else 0) if first in groups and len(rest) < 2 else None


def _names_beside_numbers(columns: Sequence[Column]) -> list[Column]:
    """The columns of practitioners that have their numbers (NPI) in another column: who it is, that tells."""
    whose = [column for column in columns if column.field == "practitioner"]
    numbered = [column for column in whose if "npi" in split_heading(column.heading)[0]]
    groups = [column.group for column in numbered]
    return [each for each in whose if each not in numbered and groups.count(each.group) == 1]


def _doubled(columns: Iterable[Column]) -> tuple[str, ...]:
    """The headings of columns of which a line can have only one."""
    single = [column for column in columns if column.field not in SEVERAL]
    counts = Counter((column.field, column.group) for column in single)
    return tuple(column.heading for column in single if counts[column.field, column.group] > 1)


def _plain(heading: str) -> str:
    """A heading for a sentence, without a number that counts no column."""
    return _NUMBER.sub("…", _short(heading))


def _short(heading: str) -> str:
    """A heading for a sentence."""
    text = " ".join(plain(heading).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
