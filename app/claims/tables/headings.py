"""The field that a heading means, recognized by its letters and digits, or by its words written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.claims.plain_text import plain
from app.claims.tables.fields import IGNORE, PERSON
from app.claims.tables.words import name_of_box, split_heading, whole_words
from app.coding.fields import DOCUMENTATION_FIELDS
from app.coding.headings import HeadingNames

_NOT_IN_KEYS = re.compile(r"[^a-z0-9]")
_ICD = re.compile(r"icd(10|9)")
_LETTERS = "abcdefghijkl"  # Diag A to Diag L, Mod A to Mod D
_LONG = 4  # letters from which a person's word counts inside a heading that is written as one word
_CLOSE = {"first", "last", "middle", "state", "group", "note", "notes", "race", "chart"}
"""Words of a person's field that mean one only as a word of their own."""
_NUMBERS = {"id", "number", "mrn", "account", "acct"}
"""Last words of headings of a person's number."""
_OWN = {"dateofservice": "date", "placeofservice": "place", "modifiers": "modifier", "diagnoses": "diagnosis"}
_UNNEEDED = {"amount", "balance", "category", "charge", "description", "fee", "payment", "receipt", "status"}
"""Last words of headings that no claim needs: money, results and what a code means."""
_LINE = re.compile(r"\s*(?:line|ln|l|svc|service)[\s_#.-]*([0-9]{1,2})[\s_.:-]+([a-z].*)", re.IGNORECASE)
"""A heading that begins with the number of a line: Line1_Mod2, L2 CPT."""
_OF_LINE = {"code", "modifier", "units", "minutes", "pointers", "date", "date_to", "place", "revenue_code"}
OLD_DIAGNOSIS = "icd-9"
"""What a column of ICD-9 codes is: not read, and said to be not checked."""


class Weak(NamedTuple):
    """A field that a heading means only beside no other of it. `is_asked`: it is not, and then asked about.

    Of several of one field that with the lowest `rank` means it. `unless`: headings, by `heading_key`, beside
    any of which it is asked about.
    """

    field: str
    is_asked: bool
    rank: int
    unless: frozenset[str] = frozenset()


class Synonyms:
    """The field that a heading means, by the table of data/headings.toml."""

    def __init__(self, names: Iterable[HeadingNames]) -> None:
        entries = tuple(names)
        known = [(name, each.field) for each in entries if each.field != PERSON for name in each.names]
        self._fields = {heading_key(name): field for name, field in known}
        self._fields |= {heading_key(code): each.field for each in entries for code in each.codes}
        self._fields |= {heading_key(field.path): field.path for field in DOCUMENTATION_FIELDS}
        self._fields |= _OWN
        self._whole = {_whole(name): field for name, field in known}
        self._person = {heading_key(name) for each in entries if each.field == PERSON for name in each.names}
        self._weak: Mapping[str, Weak] = {
            _whole(name): Weak(each.field, is_asked, rank, frozenset(map(heading_key, each.unless)))
            for each in entries
            for is_asked, weak in ((False, each.plain), (True, each.beside))
            for rank, name in enumerate(weak)
        }
        self._unneeded = {word for each in entries for given in each.words for word in whole_words(given)[0]}

    def weak_field(self, heading: str) -> Weak | None:
        """What a heading without a field of its own means where no other heading of the table does."""
        return self._weak.get(_whole(heading))

    def is_known(self, heading: str) -> bool:
        """Whether a heading has a meaning by itself, also one that it has only beside no other."""
        return bool(self.field_of(heading)[0]) or self.weak_field(heading) is not None

    def field_of(self, heading: str, *, icd_is_numbered: bool = False) -> tuple[str, tuple[int, ...]]:
        """The field and the numbers of a heading; ("", ()) for one that is not known."""
        heading = name_of_box(heading) or heading
        if (of_line := _LINE.fullmatch(heading)) and not self.is_person(heading):
            field, numbers = self.field_of(of_line[2], icd_is_numbered=icd_is_numbered)
            if field in _OF_LINE:
                return field, (int(of_line[1]), *numbers)
        key = heading_key(heading)
        if key in self._fields:
            return self._fields[key], ()
        version = None if icd_is_numbered else _ICD.search(key)
        if version and version[1] == "9":
            return OLD_DIAGNOSIS, ()
        words, numbers = split_heading(heading)
        numbers = _without(int(version[1]), numbers) if version else numbers
        found = self._fields.get("".join(words), "")
        letter = words[-1] if words else ""
        is_letter = not found and len(letter) == 1 and letter in _LETTERS
        lettered = self._fields.get("".join(words[:-1]), "") if is_letter else ""
        if lettered in ("diagnosis", "modifier"):
            return lettered, (*numbers, _LETTERS.index(letter) + 1)  # ModifierB2: the second of line 2
        if found:
            return found, numbers
        return self._field_of_words(heading, icd_is_numbered=icd_is_numbered)

    def _field_of_words(self, heading: str, *, icd_is_numbered: bool) -> tuple[str, tuple[int, ...]]:
        """The field of a heading in short words, a person's, or none for one that no claim needs."""
        words, numbers = whole_words(heading)
        found = self._whole.get("".join(words), "")
        if found:
            versioned = not icd_is_numbered and "icd" in words and 10 in numbers
            return found, _without(10, numbers) if versioned else numbers
        if self.is_person(heading):
            return PERSON, ()
        if "".join(words) in self._weak:
            return "", ()
        is_unneeded = bool(words) and (words[-1] in _UNNEEDED or not self._unneeded.isdisjoint(words))
        return (IGNORE if is_unneeded else "", ())

    def numbers_a_person(self, heading: str) -> bool:
        """Whether a heading names the number of a person: an account, a record, a member."""
        words = whole_words(heading)[0]
        is_number = bool(words) and words[-1] in _NUMBERS
        return is_number and self.is_person(heading)

    def is_person(self, heading: str) -> bool:
        """Whether a heading that means no field of a claim names a field of a person."""
        key = heading_key(heading)
        whole = whole_words(heading)[0]
        if self._fields.get(key) == PERSON:
            return True
        if key in self._fields or "".join(whole) in self._whole:
            return False
        words = {*split_heading(heading)[0], *whole}
        keys = (key, "".join(whole))
        inside = (any(word in each for each in keys) for word in self._person - _CLOSE if len(word) >= _LONG)
        return bool(words & self._person) or any(inside)


def own_numbers(heading: str, *, icd_is_numbered: bool) -> tuple[int, ...]:
    """The numbers in a heading, without that of the list of its codes: 2 of "ICD-10 Dx 2"."""
    version = None if icd_is_numbered else _ICD.search(heading_key(heading))
    numbers = split_heading(heading)[1]
    return _without(int(version[1]), numbers) if version else numbers


def heading_key(heading: str) -> str:
    """A heading by its letters and digits, in small letters.

    >>> heading_key("Date of Service"), heading_key("DATE_OF_SERVICE")
    ('dateofservice', 'dateofservice')
    """
    return _NOT_IN_KEYS.sub("", plain(heading).lower())


def _whole(heading: str) -> str:
    """The words of a heading written out, as one."""
    return "".join(whole_words(heading)[0])


def _without(number: int, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Numbers without the first that is this one."""
    at = numbers.index(number) if number in numbers else len(numbers)
    return numbers[:at] + numbers[at + 1 :]
