"""The columns that the headings of a table make: for each line of a row its fields, in their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct

from app.claims.plain_text import plain
from app.claims.tables.fields import IGNORE, KEY, PERSON, SEVERAL, UNREAD
from app.claims.tables.headings import OLD_DIAGNOSIS, Synonyms, Weak, heading_key, own_numbers
from app.claims.tables.words import split_heading, whole_words

_NUMBER = re.compile(r"[0-9]{3,}")
_LONGEST = 200  # characters of a heading
_OF_LINE = (
    "code",
    "modifier",
    "units",
    "minutes",
    "pointers",
    "date",
    "date_to",
    "place",
    "line",
    "revenue_code",
)
"""Fields of the first line where headings of the others alone have numbers: CPT, CPT 2, CPT 3."""
_LISTS = ("cpt", "hcpcs")
_Named = tuple[str, tuple[int, ...]]
"""The field of a heading and the numbers in it; ("", ()) where it is not known."""


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
    `persons` counts the columns of persons, `unneeded` has the places of those that no claim needs.
    `presumed` are headings with the field that each was taken for. `keys` number a person; `by_day`: one of
    them tells claims apart, together with the day.
    """

    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]
    old: tuple[str, ...]
    grouped: bool
    persons: int = 0
    unneeded: frozenset[int] = frozenset()
    presumed: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()
    by_day: bool = False

    def of(self, field: str) -> list[Column]:
        """The columns of a field, in their order."""
        return [column for column in self.columns if column.field == field]


def make_layout(headings: Sequence[str], synonyms: Synonyms, mapping: Mapping[str, str]) -> Layout:
    """What the headings of a row mean; `mapping` gives fields by `heading_key` and goes before synonyms."""
    named = _named(headings, synonyms, mapping)
    found = _with_line_before(_with_first_line(headings, _with_weak(headings, named, synonyms)))
    codes = {numbers[0] for field, numbers in found if field == "code" and numbers}
    groups = codes if len(codes) > 1 else set()
    columns: list[Column] = []
    unknown: list[str] = []
    for index, (heading, (field, numbers)) in enumerate(zip(headings, found, strict=True)):
        if not _says_something(heading) or field in UNREAD or field == OLD_DIAGNOSIS:
            continue
        place = _place(field, numbers, groups) if field else None
        if place is None:
            unknown.append(_short(heading))
        else:
            columns.append(Column(index, _plain(heading), field, place[0], (place[1], index)))
    columns.sort(key=lambda column: (column.group, column.rank))
    of_claim = _beside_those_of_lines(columns)
    names = [*_names_beside_numbers(columns), *of_claim]
    columns = [column for column in columns if column not in names]
    fields = [field if heading.strip() else "" for heading, (field, _) in zip(headings, found, strict=True)]
    unneeded = {index for index, field in enumerate(fields) if field == IGNORE}
    return Layout(
        columns=tuple(columns),
        unknown=tuple(unknown),
        doubled=_doubled(columns),
        old=tuple(_short(headings[index]) for index, field in enumerate(fields) if field == OLD_DIAGNOSIS),
        grouped=bool(groups),
        persons=fields.count(PERSON),
        unneeded=frozenset(unneeded | {column.index for column in names}),
        presumed=(
            *_presumed(headings, named, found),
            *((_short(column.heading), IGNORE) for column in of_claim),
        ),
        keys=tuple(_short(heading) for heading in headings if synonyms.numbers_a_person(heading)),
        by_day=any(
            field == KEY and synonyms.numbers_a_person(heading)
            for heading, field in zip(headings, fields, strict=True)
        ),
    )


def read_fields(headings: Sequence[str], synonyms: Synonyms, mapping: Mapping[str, str]) -> int:
    """How many different fields the cells of a row name; a row with the most is the row of headings."""
    named = [_field_of(heading, synonyms, mapping, numbered=False) for heading in headings]
    found = _with_weak(headings, named, synonyms)
    return len({field for field, _ in found} - UNREAD - {"", OLD_DIAGNOSIS})


def _named(headings: Sequence[str], synonyms: Synonyms, mapping: Mapping[str, str]) -> list[_Named]:
    keys = {heading_key(heading) for heading in headings if len(heading) <= _LONGEST}
    return [_field_of(heading, synonyms, mapping, "icd1" in keys) for heading in headings]


def _field_of(heading: str, synonyms: Synonyms, mapping: Mapping[str, str], numbered: bool) -> _Named:
    if len(heading) > _LONGEST:
        return "", ()
    mapped = mapping.get(heading_key(heading))
    if mapped:
        return mapped, own_numbers(heading, icd_is_numbered=numbered)
    return synonyms.field_of(heading, icd_is_numbered=numbered)


def _with_weak(headings: Sequence[str], found: Sequence[_Named], synonyms: Synonyms) -> list[_Named]:
    """The fields of headings, also of names that mean one only where no other heading of the table does."""
    taken = {field for field, _ in found}
    is_dated = "date" in taken
    taken |= {"claim"} if KEY in taken else set()
    keys = {heading_key(heading) for heading in headings if len(heading) <= _LONGEST}
    weak = [
        None if field or len(heading) > _LONGEST else _unless(synonyms.weak_field(heading), keys)
        for heading, (field, _) in zip(headings, found, strict=True)
    ]
    if is_dated and any(each and each.field == "date_to" for each in weak):
        taken |= {"date_to"} if all(map(_ends_claim, _of_field("date_to", headings, weak))) else set()
    first = {
        each.field: each.rank
        for each in sorted(filter(None, weak), key=lambda each: -each.rank)
        if not each.is_asked and each.field not in taken
    }
    return [_weakly(*each, taken, first) for each in zip(headings, found, weak, strict=True)]


def _unless(weak: Weak | None, keys: Set[str]) -> Weak | None:
    """A weak name as one that is asked about, where a heading of the table speaks against it."""
    return weak._replace(is_asked=True) if weak and not weak.unless.isdisjoint(keys) else weak


def _of_field(field: str, headings: Sequence[str], weak: Sequence[Weak | None]) -> list[str]:
    return [heading for heading, each in zip(headings, weak, strict=True) if each and each.field == field]


def _ends_claim(heading: str) -> bool:
    """Whether a heading is of the last day of a claim, not of a service that has its own day."""
    words = whole_words(heading)[0]
    return "claim" in words or words == ("through",)


def _weakly(
    heading: str, known: _Named, weak: Weak | None, taken: set[str], first: Mapping[str, int]
) -> _Named:
    """What a heading means by a weak name; `first` has the ranks of those that mean their fields."""
    if weak is None:
        return known
    if weak.field in taken or (weak.field not in SEVERAL and first.get(weak.field, weak.rank) < weak.rank):
        return IGNORE, ()
    if weak.is_asked:
        return (IGNORE, ()) if weak.field in first else ("", ())
    return weak.field, split_heading(heading)[1]


def _with_first_line(headings: Sequence[str], found: Sequence[_Named]) -> list[_Named]:
    """The fields where the first of several lines has no number, or where numbers are of another list.

    "CPT, CPT 2, CPT 3" are three lines. Beside a code of CPT or HCPCS, numbered procedures that name neither
    are those of a hospital's whole stay (ICD-10-PCS), which no line has.
    """
    codes = [
        (heading, numbers)
        for heading, (field, numbers) in zip(headings, found, strict=True)
        if field == "code"
    ]
    bare = [heading for heading, numbers in codes if not numbers]
    numbered = {numbers[0] for _, numbers in codes if numbers}
    if len(bare) != 1 or not numbered:
        return list(found)
    if _names_list(bare[0]) and not any(_names_list(heading) for heading, numbers in codes if numbers):
        return [(IGNORE, ()) if field == "code" and numbers else (field, numbers) for field, numbers in found]
    if 1 in numbered:
        return list(found)
    return [
        (field, (1,)) if field in _OF_LINE and not numbers and _has_more(field, found) else (field, numbers)
        for field, numbers in found
    ]


def _with_line_before(found: Sequence[_Named]) -> list[_Named]:
    """The fields with the number of the line before that of its modifier: both orders are written.

    "MOD1_2" is the second modifier of line 1, unless the columns of modifiers stand between those of the
    codes as the other order says: "CPT (1), Modifier 1 (1), Modifier 2 (1), CPT (2)".
    """
    line, lines = 0, []
    for field, numbers in found:
        line = numbers[0] if field == "code" and numbers else line
        lines.append(line)
    both = [
        (at, numbers)
        for at, (field, numbers) in enumerate(found)
        if field == "modifier" and len(numbers) == 2
    ]
    is_first = all(numbers[0] == lines[at] for at, numbers in both)
    if is_first or not all(numbers[1] == lines[at] for at, numbers in both):
        return list(found)
    turned = {at: ("modifier", (second, first)) for at, (first, second) in both}
    return [turned.get(at, each) for at, each in enumerate(found)]


def _names_list(heading: str) -> bool:
    return any(word in heading_key(heading) for word in _LISTS)


def _has_more(field: str, found: Sequence[_Named]) -> bool:
    """Whether a field stands with numbers too: then the one without is of the first line, not of all."""
    return any(each == field and numbers for each, numbers in found)


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


def _beside_those_of_lines(columns: Sequence[Column]) -> list[Column]:
    """The columns of the claim where one of the line has the same field: that of the line comes first."""
    single = [column for column in columns if column.field not in SEVERAL]
    lines = [column for column in single if "line" in split_heading(column.heading)[0]]
    counts = Counter((column.field, column.group) for column in lines)
    return [each for each in single if each not in lines and counts[each.field, each.group] == 1]


def _doubled(columns: Iterable[Column]) -> tuple[str, ...]:
    """The headings of columns of which a line can have only one."""
    single = [column for column in columns if column.field not in SEVERAL]
    counts = Counter((column.field, column.group) for column in single)
    return tuple(column.heading for column in single if counts[column.field, column.group] > 1)


def _presumed(
    headings: Sequence[str], named: Sequence[_Named], found: Sequence[_Named]
) -> tuple[tuple[str, str], ...]:
    """The headings that were taken for a field only because no other heading of the table has it."""
    rows = zip(headings, named, found, strict=True)
    return tuple((_short(heading), now[0]) for heading, before, now in rows if now[0] and not before[0])


def _says_something(heading: str) -> bool:
    """Whether a heading has a letter or a digit: one of signs alone ("#") counts rows."""
    return any(map(str.isalnum, heading))


def _plain(heading: str) -> str:
    """A heading for a sentence, without a number that counts no column."""
    return _NUMBER.sub("…", _short(heading))


def _short(heading: str) -> str:
    """A heading for a sentence."""
    text = " ".join(plain(heading).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
