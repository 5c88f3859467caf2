"""What a reader left out of a file, as values: the kind of thing and how many; the sentence is made of them.

What is left out belongs to a claim (a line without a code) or to the file as a whole (a resource of another
type, a segment before the first claim).
"""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from app.coding.sentences import count_of

Kind = Literal[
    "line-without-code",
    "line-with-fraction",
    "line-not-counted",
    "line-of-payer",
    "procedure-beside-lines",
    "claim-without-code",
    "claim-not-active",
    "request-or-estimate",
    "resource-of-other-type",
    "row-of-payment",
    "row-deleted",
    "row-without-code",
    "column-of-person",
    "column-not-needed",
    "column-of-icd-9",
    "place-not-read",
    "payer-not-read",
    "units-not-stated",
    "diagnoses-not-tied",
    "diagnoses-not-listed",
    "diagnoses-not-pointed-to",
    "diagnosis-of-other-list",
    "diagnosis-elsewhere",
    "diagnosis-of-icd-9",
    "modifier-of-other-list",
    "payer-of-another-kind",
    "code-that-is-no-diagnosis",
    "segment",
]
_WORDS: dict[Kind, tuple[str, str]] = {
    "line-without-code": ("line without a code of CPT or HCPCS", "lines without a code of CPT or HCPCS"),
    "line-with-fraction": (
        "line of supplies, drugs or miles with a fraction of a unit",
        "lines of supplies, drugs or miles with a fraction of a unit",
    ),
    "line-not-counted": (
        "line whose units cannot be counted",
        "lines whose units cannot be counted",
    ),
    "line-of-payer": ("line that the payer added", "lines that the payer added"),
    "procedure-beside-lines": (
        "procedure of a claim that none of its lines has",
        "procedures of claims that none of their lines have",
    ),
    "claim-without-code": ("claim without a code of CPT or HCPCS", "claims without a code of CPT or HCPCS"),
    "claim-not-active": (
        "claim that is canceled, a draft or entered in error",
        "claims that are canceled, drafts or entered in error",
    ),
    "request-or-estimate": (
        "request for authorization or a cost estimate",
        "requests for authorization or a cost estimate",
    ),
    "resource-of-other-type": ("resource of another type", "resources of another type"),
    "row-of-payment": ("row of a payment or an adjustment", "rows of a payment or an adjustment"),
    "row-deleted": (
        "row that is deleted, voided or canceled",
        "rows that are deleted, voided or canceled",
    ),
    "row-without-code": ("row without a code", "rows without a code"),
    "column-of-person": ("column of a person, never read", "columns of a person, never read"),
    "column-not-needed": ("column that is not needed", "columns that are not needed"),
    "column-of-icd-9": ("column of ICD-9 codes", "columns of ICD-9 codes"),
    "place-not-read": ("line, where it is no code", "lines, where it is no code"),
    "payer-not-read": (
        "claim, whose payer is none that Needlepoint knows by that name",
        "claims, whose payers are none that Needlepoint knows by that name",
    ),
    "units-not-stated": ("line without units, taken as one unit", "lines without units, taken as one unit"),
    "diagnoses-not-tied": (
        "line without diagnoses, as no heading has the pointers",
        "lines without diagnoses, as no heading has the pointers",
    ),
    "diagnoses-not-listed": (
        "line whose pointers lead nowhere, as no heading has the diagnoses",
        "lines whose pointers lead nowhere, as no heading has the diagnoses",
    ),
    "diagnoses-not-pointed-to": (
        "list of diagnoses that no line points to",
        "lists of diagnoses that no line points to",
    ),
    "diagnosis-of-other-list": (
        "diagnosis that is not coded in ICD-10-CM",
        "diagnoses that are not coded in ICD-10-CM",
    ),
    "diagnosis-elsewhere": (
        "diagnosis that stands in a resource (Condition) that the file does not have",
        "diagnoses that stand in resources (Condition) that the file does not have",
    ),
    "diagnosis-of-icd-9": (
        "diagnosis of ICD-9-CM by its date, which is not checked",
        "diagnoses of ICD-9-CM by their dates, which are not checked",
    ),
    "modifier-of-other-list": (
        "modifier of another list than CPT and HCPCS",
        "modifiers of another list than CPT and HCPCS",
    ),
    "payer-of-another-kind": (
        "claim, whose kind of payer (SBR09, in an 835 CLP06) Needlepoint does not know",
        "claims, whose kind of payer (SBR09, in an 835 CLP06) Needlepoint does not know",
    ),
    "code-that-is-no-diagnosis": (
        "procedure, condition or other code beside the diagnoses (HI)",
        "procedures, conditions or other codes beside the diagnoses (HI)",
    ),
    "segment": ("segment that is not read", "segments that are not read"),
}
_LEADS: dict[Kind, str] = {
    "place-not-read": "place of service left blank on",
    "payer-not-read": "payer left blank on",
    "payer-of-another-kind": "payer left blank on",
}
"""How sentences begin on what is left blank of something that is read: the claim itself is not left out."""
_ORDER = {kind: place for place, kind in enumerate(_WORDS)}
OF_X12: tuple[Kind, ...] = ("payer-of-another-kind", "code-that-is-no-diagnosis", "segment")
"""What every X12 file has: carried by the claims and added up by who wants it, where other readers say it."""
_QUIET: frozenset[Kind] = frozenset(
    ("code-that-is-no-diagnosis", "column-of-person", "column-not-needed", "row-of-payment",
     "row-deleted", "resource-of-other-type")
)  # fmt: skip
_NO_SEGMENT = "others"
"""By what segments are counted together whose ids X12 does not have."""
_NAMED = 14
_LONG = 210  # characters of a sentence, beside the name of the file


class LeftOut(Struct, frozen=True, gc=False, omit_defaults=True):
    """So many of a kind. `what` tells segments apart by their ids; "" where the kind says it all."""

    kind: Kind
    count: int
    what: str = ""


Tally = Counter[tuple[Kind, str]]
"""Counts while reading, by kind and what."""


def left_out(tally: Tally) -> tuple[LeftOut, ...]:
    """What was counted, in the order of the kinds, most first within one.

    >>> left_out(Counter({("segment", "NTE"): 2, ("place-not-read", ""): 1}))
    (LeftOut(kind='place-not-read', count=1, what=''), LeftOut(kind='segment', count=2, what='NTE'))
    """
    if not tally:
        return ()
    found = sorted(tally.items(), key=lambda item: (_ORDER[item[0][0]], -item[1], item[0][1]))
    return tuple(LeftOut(kind, count, what) for (kind, what), count in found if count)


def say_left_out(found: Iterable[LeftOut], lead: str = "left out") -> tuple[str, ...]:
    """What was left out in words, without full stops, in as many sentences as it takes.

    >>> say_left_out((LeftOut("segment", 2, "NTE"), LeftOut("segment", 1, "N3")))
    ('left out: 3 segments that are not read (NTE 2, N3 1)',)
    >>> say_left_out((LeftOut("payer-not-read", 1),))
    ('payer left blank on 1 claim, whose payer is none that Needlepoint knows by that name',)
    """
    counts: Counter[Kind] = Counter()
    parts: dict[Kind, list[str]] = {}
    for each in found:
        counts[each.kind] += each.count
        if each.what:
            parts.setdefault(each.kind, []).append(f"{each.what} {each.count:,}")
    blank: list[str] = []
    sentences: list[str] = []
    for kind, count in counts.items():
        words = f"{count_of(count, *_WORDS[kind])}{_of(parts.get(kind, ()))}"
        if kind in _LEADS:
            blank.append(f"{_LEADS[kind]} {words}")
        elif sentences and len(sentences[-1]) + len(words) < _LONG:
            sentences[-1] = f"{sentences[-1]}; {words}"
        else:
            sentences.append(f"{lead}: {words}")
    return (*blank, *sentences)


def bears_on_check(each: LeftOut) -> bool:
    """Whether a check may come out otherwise for want of what was left out.

    Names, addresses, notes and amounts tell no rule anything; a segment that X12 does not have may.
    """
    return each.what == _NO_SEGMENT if each.kind == "segment" else each.kind not in _QUIET


def unsaid(found: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Of what was left out that which its reader gives no note on: whoever shows the claim says it."""
    return tuple(each for each in found if each.kind in OF_X12)


def _of(parts: Iterable[str]) -> str:
    named = list(parts)
    if not named:
        return ""
    more = f" and {len(named) - _NAMED} other kinds" if len(named) > _NAMED else ""
    return f" ({', '.join(named[:_NAMED])}{more})"
