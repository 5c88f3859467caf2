"""Add-on codes and their primaries, as listed on the date of service, ended, or not on the shelf."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.coding.claim import Claim, Line, coded_lines
from app.coding.dates import show_date
from app.coding.facts import Facts
from app.coding.reasons import Unchecked
from app.coding.sources import Source
from app.rules.lookups.elsewhere import primary_elsewhere
from app.rules.lookups.memo import cached_per_claim
from app.rules.lookups.words import listed

ADD_ON_SINCE = date(2017, 1, 1)
"""The first date of service on which 77002 is an add-on; the rules on primaries begin with it."""

_ADD_ON_SHAPE = re.compile(r"\d{4}[0-9TU]|[CGU]\d{4}")  # of the codes in the add-on table of 2026Q2


def list_outside_date(facts: Facts, add_on: str, procedures: Iterable[str]) -> Source | None:
    """The edition that does not cover the date and lists none of the procedures for an add-on, or None.

    It ended before the date, or begins after it. Then a row answers for its own days, those before them too,
    and a procedure without a row may have been listed all the same.
    """
    if ended := facts.carried.get(("ncci-aoc", add_on)):
        return ended
    if "add-ons" not in facts.gaps_later:
        return None
    with_row = {row.primary for row in facts.add_ons.get(add_on, ())}
    return None if with_row.issuperset(procedures) else facts.sources.get("ncci-aoc")


def has_listed_primary(claim: Claim, facts: Facts, add_on: str) -> bool:
    """Whether the claim holds a primary listed for the add-on on the date of service."""
    primaries = facts.primaries.get(add_on, ())
    return any(line.code in primaries for line in claim.lines)


@cached_per_claim
def add_ons_without_primary(claim: Claim, facts: Facts) -> tuple[tuple[int, Line, frozenset[str]], ...]:
    """The lines with an add-on of which the claim holds no listed primary, and those that are listed.

    Nor does another claim of the same practitioner, patient and day, where those of a run are looked at.
    """
    codes = [line.code for line in claim.lines]
    return tuple(
        (number, line, facts.primaries[line.code])
        for number, line in enumerate(claim.lines, 1)
        if line.code in facts.primaries
        and facts.primaries[line.code].isdisjoint(codes)
        and not primary_elsewhere(claim, facts, line)
    )


@cached_per_claim
def add_ons_without_list(claim: Claim, facts: Facts) -> tuple[str, ...]:
    """The codes that are add-ons, or may be, whose primaries are not on the shelf."""
    if "add-ons" not in facts.partial:
        return ()
    known = facts.codes
    unsure = [
        line.code
        for line in coded_lines(claim)
        if line.code not in known or known[line.code].add_on is not False
    ]
    return tuple(
        code
        for code in dict.fromkeys(unsure)
        if code not in facts.add_ons and _may_be_add_on(code, facts) is not False
    )


def _may_be_add_on(code: str, facts: Facts) -> bool | None:
    """Whether a code is an add-on; None when nothing says, as for a code that the book does not know."""
    known = facts.codes.get(code)
    if known is not None and known.add_on is not None:
        return known.add_on
    if known is None and facts.codes_complete:
        return False
    return None if _ADD_ON_SHAPE.fullmatch(code) else False


def missing_primary_lists(codes: Sequence[str], facts: Facts) -> Iterator[Unchecked]:
    """That the primaries of add-ons, or of codes that may be such, are not on the shelf."""
    sure = [code for code in codes if _may_be_add_on(code, facts)]
    unsure = [code for code in codes if code not in sure]
    if sure:
        yield Unchecked(
            f"Needlepoint does not hold the primaries of {listed(sure)}.", gap=facts.partial["add-ons"]
        )
    if unsure:
        kind = "add-on codes" if len(unsure) > 1 else "an add-on code"
        yield Unchecked(f"{listed(unsure)} may be {kind}.", gap=facts.partial["add-ons"])


@cached_per_claim
def ended_primaries(claim: Claim, facts: Facts, add_on: str) -> tuple[tuple[int, str], ...]:
    """The lines whose code was a listed primary until some day before the date of service, with that day."""
    on = claim.date_of_service
    rows = facts.add_ons.get(add_on, ())
    ended = {row.primary: last for row in rows if (last := row.last or on) < on}
    return tuple(
        (number, show_date(ended[line.code]))
        for number, line in enumerate(claim.lines, 1)
        if line.code in ended
    )
