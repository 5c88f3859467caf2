"""Add-on codes without a listed primary, where no other rule names the root."""

from collections.abc import Sequence

from app.coding.claim import Claim, Line
from app.coding.facts import Facts, Inclusion
from app.coding.official import PairEdit
from app.coding.sources import Source
from app.rules.lookups.memo import cached_per_claim
from app.rules.lookups.ncci import ended_edit, is_of_edits
from app.rules.lookups.pair_edits import lines_barred_on_the_day
from app.rules.lookups.partners import (
    alternatives,
    inclusions,
    is_procedure,
    is_valid_on,
)
from app.rules.lookups.primaries import (
    ADD_ON_SINCE,
    add_ons_without_primary,
    ended_primaries,
    list_outside_date,
)
from app.rules.lookups.surplus import stacked_lines

UnpairedAddOn = tuple[int, Line, frozenset[str], tuple[int, ...]]
FEW = 3


@cached_per_claim
def lone_add_ons(claim: Claim, facts: Facts) -> tuple[UnpairedAddOn, ...]:
    """The add-ons without a listed primary, where no other rule names the root.

    Each with its line, the primaries that are listed, and the lines that hold a procedure. Where an
    edition alone says so that does not cover the date, a PTP edit of the day that bars the line is the better
    reason.
    """
    lone = [
        each
        for each in add_ons_without_primary(claim, facts)
        if not _is_explained_elsewhere(claim, facts, each[0], each[1].code)
    ]
    if not lone:
        return ()
    procedures = _procedures(claim, facts)
    return tuple(
        (*each, procedures)
        for each in lone
        if not (
            _rests_on_other_list(each[1].code, facts, [claim.lines[number - 1].code for number in procedures])
            and each[0] in lines_barred_on_the_day(claim, facts)
        )
    )


def _procedures(claim: Claim, facts: Facts) -> tuple[int, ...]:
    """The lines that hold a procedure and no add-on."""
    return tuple(
        number
        for number, line in enumerate(claim.lines, 1)
        if line.code not in facts.primaries and is_procedure(line.code, facts)
    )


def is_off_its_list(claim: Claim, facts: Facts, add_on: str) -> bool:
    """Whether the closed list of the day keeps guidance off where else an ended PTP edit alone does.

    The list names every primary, so that a procedure beside the guidance which is none of them speaks for
    itself; of an ended edit it is not known whether it still stands.
    """
    rows = inclusions(claim, facts, add_on)
    if not all(_rests_on_ended_edit(facts, row) for _, row in rows):
        return False
    procedures = _procedures(claim, facts)
    found = [each for each in add_ons_without_primary(claim, facts) if each[1].code == add_on]
    if not found or not procedures:
        return False
    codes = [claim.lines[number - 1].code for number in procedures]
    return is_unlisted(claim, facts, (*found[0], procedures)) and not list_outside_date(facts, add_on, codes)


def _rests_on_ended_edit(facts: Facts, row: Inclusion) -> bool:
    return row.ground == "pair-edit" and is_of_edits(facts, row) and ended_edit(facts, row) is not None


def _rests_on_other_list(add_on: str, facts: Facts, procedures: Sequence[str]) -> bool:
    """Whether it is an edition of other dates alone by which an add-on has to go beside procedures."""
    if procedures:
        return list_outside_date(facts, add_on, procedures) is not None
    return listed_in(add_on, facts) is not None


def _is_explained_elsewhere(claim: Claim, facts: Facts, number: int, add_on: str) -> bool:
    """Whether another rule names the root: guidance inside, of the wrong family, too many; primary ended."""
    return bool(
        (inclusions(claim, facts, add_on) and not is_off_its_list(claim, facts, add_on))
        or alternatives(claim, facts, add_on)
        or ended_primaries(claim, facts, add_on)
        or number in stacked_lines(claim, facts)
    )


def is_unlisted(claim: Claim, facts: Facts, lone: UnpairedAddOn) -> bool:
    """Whether the closed list of a lone add-on has none of the valid procedures beside it."""
    _, line, primaries, procedures = lone
    if not primaries or has_partial_list(line.code, facts):
        return False
    return not any_not_valid(claim, facts, procedures)


def any_not_valid(claim: Claim, facts: Facts, numbers: tuple[int, ...]) -> bool:
    """Whether a procedure is not valid on the date: what takes its place may be a listed primary."""
    known = (facts.codes.get(claim.lines[number - 1].code) for number in numbers)
    return any(each is not None and not is_valid_on(each, claim.date_of_service) for each in known)


def has_partial_list(add_on: str, facts: Facts) -> bool:
    """Whether the list of primaries names some only (type 3)."""
    known = facts.codes.get(add_on)
    return known is not None and known.add_on_type == "3"


def listed_in(code: str, facts: Facts) -> Source | None:
    """The ended edition on which alone it rests that a code is an add-on.

    Needle guidance is one by the code set of the date, whatever the list of the quarter.
    """
    by_code_set = code in facts.guidance.needle and "codes" not in facts.missing
    return None if by_code_set else facts.carried.get(("ncci-aoc", code))


@cached_per_claim
def surplus_add_ons(claim: Claim, facts: Facts) -> tuple[tuple[str, bool], ...]:
    """The add-ons that have to go for want of a primary, and whether an ended edition alone says so."""
    if claim.date_of_service < ADD_ON_SINCE or "add-ons" in facts.missing:
        return ()
    found: list[tuple[str, bool]] = []
    for lone in lone_add_ons(claim, facts):
        _, line, _, procedures = lone
        if not procedures:
            found.append((line.code, listed_in(line.code, facts) is not None))
        elif is_unlisted(claim, facts, lone):
            codes = [claim.lines[number - 1].code for number in procedures]
            found.append((line.code, list_outside_date(facts, line.code, codes) is not None))
    return tuple(found)


def is_moot(claim: Claim, facts: Facts, edit: PairEdit) -> bool:
    """Whether an add-on of a pair has to go already for want of a primary: then its edit is no question.

    Not where an ended edition alone says so and the edit is of the day.
    """
    of_the_day = facts.carried_pair(edit.column1, edit.column2) is None
    return any(
        code in (edit.column1, edit.column2) and not (carried and of_the_day)
        for code, carried in surplus_add_ons(claim, facts)
    )


def describe_primaries(primaries: frozenset[str]) -> str:
    """What an add-on goes with, for a sentence: few codes by number, many by their count."""
    if len(primaries) > FEW:
        return f"one of {len(primaries)} listed procedures"
    return " or ".join(sorted(primaries)) or "a primary procedure"
