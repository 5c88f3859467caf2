"""Why something was not checked, as values; and the one place where the sentence is made of them.

Whoever decides (which button to offer, what to import) reads the values. Nothing reads the sentence.
"""

import functools
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from app.coding.dates import show_date
from app.coding.fields import FIELDS
from app.coding.series import SERIES, Need, Series, SeriesName, Setting
from app.coding.series_record import SETTINGS

GapKind = Literal["missing", "partial", "lists", "book", "carried"]


class Cause(Struct, frozen=True, gc=False, kw_only=True):
    """One thing that is missing, and what would cure it.

    `need`: what could not be looked up. `series`, `setting`, `wanted`: the official edition that would
    answer, as "ncci-ptp", "practitioner", "2026Q3" (None: no import would). `field`: the path of the claim
    field that is not stated.
    """

    need: Need | None = None
    series: SeriesName | None = None
    setting: Setting | None = None
    wanted: str | None = None
    field: str | None = None


class Gap(Struct, frozen=True, gc=False, kw_only=True, cache_hash=True):
    """What the shelf cannot look up for a date of service.

    `kind` "missing": no edition has the table. "partial": only the book has some of its rows. "lists": only
    the whole official lists would tell. "book": the book was not read for the date; `span` is what it was
    read for. "carried": the rows of `edition` stand in, which `ended` before the date, or begins after it
    (None). `causes` holds one cause a series that would cure it. `on`: the date of service where the sentence
    names it; None where the gap is the same on other days.
    """

    kind: GapKind
    on: date | None
    causes: tuple[Cause, ...]
    span: tuple[date, date] | None = None
    edition: str = ""
    ended: date | None = None


class Unchecked(Struct, frozen=True, gc=False, cache_hash=True):
    """Yielded by a rule that could not look. Besides `note` at most one of `field` and `gap` is set.

    `note`: sentences of the rule's own, or "". `field`: the claim field that is not stated; `so`: what
    follows from that, as a clause ("line 2 was not compared"). `gap`: what the shelf cannot look up.
    """

    note: str = ""
    field: str | None = None
    so: str = ""
    gap: Gap | None = None


class NotChecked(Struct, frozen=True, gc=False):
    """A rule that could not be checked, and why: the sentence, and the values it is made from.

    `need`, `series`, `setting` and `wanted` are those of the first cause that an import cures (else `need`
    is that of the first cause); `field` is the first claim field that is not stated. `causes` names all.
    """

    rule: str
    reason: str
    need: Need | None = None
    series: SeriesName | None = None
    setting: Setting | None = None
    wanted: str | None = None
    field: str | None = None
    causes: tuple[Cause, ...] = ()


def cause_of(series: Series, need: Need, setting: Setting, on: date) -> Cause:
    """That an edition of `series` for a date of service would answer `need`."""
    return Cause(need=need, series=series.name, setting=series.setting(setting), wanted=series.wanted(on))


def not_checked(rule: str, found: Sequence[Unchecked]) -> NotChecked:
    """What a rule left open as one record: each cause once, in order."""
    causes = tuple(dict.fromkeys(cause for each in found for cause in _causes(each)))
    cure = next((each for each in causes if each.series), None) or next(iter(causes), Cause())
    field = next((each.field for each in causes if each.field), None)
    return NotChecked(rule, say(found), cure.need, cure.series, cure.setting, cure.wanted, field, causes)


def _causes(found: Unchecked) -> tuple[Cause, ...]:
    if found.field:
        return (Cause(field=found.field),)
    return found.gap.causes if found.gap else ()


def say(found: Sequence[Unchecked]) -> str:
    """What a rule left open: its own sentences, then what the shelf cannot look up, each sentence once.

    >>> say([Unchecked(field="payer", so="line 2 was not compared")])
    'The payer is not stated, so line 2 was not compared.'
    """
    gaps = (say_gap(each.gap) for each in found if each.gap)
    return " ".join(dict.fromkeys((*_say_points(found), *gaps)))


def _say_points(found: Sequence[Unchecked]) -> Iterator[str]:
    for each in found:
        if each.note:
            yield each.note
        if each.field:
            follows = f", so {each.so}" if each.so else ""
            yield f"{FIELDS[each.field].label_at_start} is not stated{follows}."


@functools.lru_cache(maxsize=1024)
def say_gap(gap: Gap) -> str:
    """What the shelf cannot look up and what to import, as one or two sentences."""
    day = show_date(gap.on) if gap.on else ""
    if gap.span:
        first, last = map(show_date, gap.span)
        return f"Needlepoint's own data answer for dates of service from {first} to {last}, not for {day}."
    found = [(SERIES[each.series], each) for each in gap.causes if each.series]
    if not found:
        return f"Nothing on the shelf answers this for {day}."
    series, cause = found[0]
    editions = _say_edition(cause.wanted)
    if gap.kind == "lists":
        return f"Import {' and '.join(f'the {each.files}' for each, _ in found)}{editions} to check it."
    if gap.kind == "partial":
        held = f"For {day} Needlepoint's own data hold {series.held}."
        of_setting = f" ({SETTINGS[cause.setting]})" if cause.setting else ""
        return f"{held} The whole table{of_setting} is not on the shelf; import the files{editions}."
    subject = series.subject.format(setting=cause.setting, day=day)
    if gap.kind == "carried":
        subject = series.subject.format(setting=cause.setting, day=editions.removeprefix(" of ") or day)
        return f"{subject} not on the shelf; import them. Looked up in {gap.edition}."
    return f"{subject} not on the shelf; import the files{editions}."


def _say_edition(wanted: str | None) -> str:
    """An edition inside a sentence, by the name that it has everywhere: "2026Q3" is " of 2026Q3"."""
    return f" of {wanted}" if wanted else ""


def cured_by(series: SeriesName, gap: Gap | None) -> Gap | None:
    """The gap with the cause alone that `series` cures; the whole gap where that series cures none of it."""
    if gap is None:
        return None
    causes = tuple(cause for cause in gap.causes if cause.series == series)
    return msgspec.structs.replace(gap, causes=causes) if causes else gap
