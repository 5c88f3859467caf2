"""Denials of an add-on for want of its primary."""

from collections.abc import Sequence

from app.coding.claim import Claim, coded_lines
from app.coding.dates import show_date
from app.coding.denials import Denial
from app.coding.facts import Facts
from app.coding.reasons import Gap
from app.coding.series import SERIES
from app.coding.sources import Source
from app.denials.pairs import Outcome, lines_of, settle_bundled, unread
from app.rules.lookups.primaries import list_outside_date

PRIMARY_FIRST = "If the primary was denied as well, settle that first."


def settle_primary(denial: Denial, claim: Claim, facts: Facts) -> Outcome:
    """Look whether the claim holds a listed primary for the denied add-on on the date of service."""
    day = show_date(claim.date_of_service)
    lines = tuple(line for line in lines_of(denial, claim) if line.code in facts.primaries)
    if bundled := settle_bundled(lines, claim, facts):  # a primary alone frees no line that another contains
        return bundled
    add_ons = [line.code for line in lines]
    if not add_ons:
        gap = unread(facts, "add-ons")
        words = f"No list of primaries for the denied line was found for {day}."
        if gap:
            words = "Whether the denied line has a listed primary was not checked."
        return Outcome(action="unknown", because=(words,), gaps=(gap,) if gap else ())
    if ended := {code: source for code in add_ons if (source := facts.carried.get(("ncci-aoc", code)))}:
        return _ended(ended, claim, facts)
    source = facts.sources.get("ncci-aoc")
    cited = tuple(source.cite(code) for code in add_ons) if source else ()
    listed = {
        code: [number for number, line in enumerate(claim.lines, 1) if line.code in facts.primaries[code]]
        for code in add_ons
    }
    without = [code for code, numbers in listed.items() if not numbers]
    if without:
        words = f"On {day} no listed primary of {', '.join(without)} stands on the claim."
        because = (words, *_of_later_edition(source, claim))
        if gap := _gap_of_later_list(without, claim, facts):
            return Outcome(action="unknown", because=because, citations=cited, gaps=(gap,))
        return Outcome(action="correct", because=because, citations=cited)
    because = tuple(
        f"{claim.lines[numbers[0] - 1].code} on line {numbers[0]} is a listed primary of {code} on {day}."
        for code, numbers in listed.items()
    ) + _of_later_edition(source, claim)
    return Outcome(action="appeal", because=because, advice=(PRIMARY_FIRST,), citations=cited)


def _of_later_edition(source: Source | None, claim: Claim) -> tuple[str, ...]:
    """That the list was read in an edition that begins after the service, whose rows are dated."""
    if source is None or source.first is None or source.first <= claim.date_of_service:
        return ()
    begins = show_date(source.first)
    return (f"The list is that of {source.short}, from {begins}: {SERIES['ncci-aoc'].before}.",)


def _gap_of_later_list(add_ons: Sequence[str], claim: Claim, facts: Facts) -> Gap | None:
    """What is missing where a list that begins after the service has no row of the procedures beside it."""
    procedures = [line.code for line in coded_lines(claim) if line.code not in add_ons]
    unlisted = any(list_outside_date(facts, add_on, procedures) for add_on in add_ons)
    return facts.gaps_later.get("add-ons") if procedures and unlisted else None


def _ended(ended: dict[str, Source], claim: Claim, facts: Facts) -> Outcome:
    """Lists of editions that ended before the date: they are named, and decide nothing."""
    day = show_date(claim.date_of_service)
    codes = {line.code for line in claim.lines}
    said = [
        f"Whether {code} has a listed primary on {day} was not checked; in {source.short} "
        + (", ".join(sorted(codes & facts.primaries[code])) or "no code of the claim")
        + " was on it."
        for code, source in ended.items()
    ]
    gap = unread(facts, "add-ons")
    return Outcome(action="unknown", because=tuple(said), gaps=(gap,) if gap else ())
