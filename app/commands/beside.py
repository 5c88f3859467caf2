"""What is said of a claim beside its review: its file, others of the run, what is left out or decided."""

import functools
from collections import Counter
from collections.abc import Iterator
from datetime import date

from msgspec import Struct, structs

from app.batch.across import Across
from app.batch.scope import OUTSIDE
from app.batch.stream import ReviewedClaim
from app.claims.answers import PayerAnswer, say_answer
from app.claims.corrections import CorrectionKind, say_correction
from app.claims.decisions import Standing, codes_of, decision_words, stand
from app.claims.left_out import LeftOut, Tally, unsaid
from app.claims.record import Entry
from app.claims.source import file_note
from app.coding.claim import Claim
from app.coding.dispositions import STATES, Disposition, State
from app.coding.findings import Flag, Review
from app.coding.words import FILE_WARNINGS, FileWarning


class FileProblem(Struct, frozen=True):
    """What does not add up in the file of a claim."""

    kind: FileWarning
    sentence: str


class Tie(Struct, frozen=True):
    """How a claim stands to others of the run, by their names."""

    kind: CorrectionKind
    others: tuple[str, ...]
    sentence: str


class Decided(Struct, frozen=True):
    """What was decided on a flag, by its place in the review from 1; None for one that is not there any more.

    The free text of a decision stays in the claim: it may name somebody.
    """

    flag: int | None
    rule: str
    line: int | None
    state: State
    at: date | None
    has_reason: bool


class Beside(Struct, frozen=True, omit_defaults=True):
    """The keys that stand beside the review of a claim in JSON. One of which there is nothing is left out.

    `segment`: where the claim begins in an X12 file. `outside`: why no rule looked at the claim.
    """

    segment: int | None = None
    file_warnings: tuple[FileProblem, ...] = ()
    corrections: tuple[Tie, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    decided: tuple[Decided, ...] = ()
    across: Across | None = None
    outside: str = ""


class Answered(Struct, frozen=True, omit_defaults=True):
    """A payer's answer in JSON; how it stands to others is here where it has no line to check."""

    claim: str | int
    answer: PayerAnswer
    segment: int | None = None
    corrections: tuple[Tie, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class OfFile(Struct, frozen=True):
    """What was left out and is of no claim."""

    claim: None
    file: str
    left_out: tuple[LeftOut, ...]


def count_left_out(total: Tally, entry: Entry) -> None:
    """Add to a total what was left out of a claim and that its reader does not say."""
    for each in unsaid(entry.left_out) if entry.left_out else ():
        total[each.kind, each.what] += each.count


def standing_of(claim: Claim, review: Review) -> Standing:
    """The flags of a review by what the claim says was decided on them."""
    return stand(review.flags, claim.dispositions, codes_of(claim))


def beside(found: ReviewedClaim, review: Review) -> Beside:
    """What stands beside the review of an entry's claim."""
    entry, claim = found.entry, found.entry.claim
    assert claim is not None
    if not (
        entry.segment is not None
        or claim.file_warnings
        or entry.corrections
        or entry.left_out
        or claim.dispositions
    ):
        return _nothing_but(found.across, outside=found.outside)
    standing = standing_of(claim, review) if claim.dispositions else None
    return Beside(
        segment=entry.segment,
        file_warnings=_file_problems(claim) if claim.file_warnings else (),
        corrections=_ties(entry) if entry.corrections else (),
        left_out=entry.left_out,
        decided=_all_decided(standing, review) if standing else (),
        across=found.across,
        outside=OUTSIDE if found.outside else "",
    )


@functools.lru_cache(maxsize=64)
def _nothing_but(across: Across | None, *, outside: bool) -> Beside:
    """One record for the many claims beside which there is nothing else to say."""
    return Beside(across=across, outside=OUTSIDE if outside else "")


def _file_problems(claim: Claim) -> tuple[FileProblem, ...]:
    return tuple(FileProblem(kind, FILE_WARNINGS[kind]) for kind in claim.file_warnings)


def _all_decided(standing: Standing, review: Review) -> tuple[Decided, ...]:
    """Decisions on the flags of a review, then those that meet none."""
    on_flags = ((place, standing.on(flag)) for place, flag in enumerate(review.flags, 1))
    unmet = ((None, each) for each in standing.unmet)
    return tuple(_decided(place, on_it) for place, on_it in (*on_flags, *unmet) if on_it)


def _decided(flag: int | None, on_it: Disposition) -> Decided:
    return Decided(flag, on_it.rule, on_it.line, on_it.state, on_it.at, bool(on_it.reason))


def answered(entry: Entry) -> Answered:
    """The payer's answer in an entry."""
    assert entry.answer is not None
    if entry.claim is not None:
        return Answered(entry.name, entry.answer, entry.segment)
    return Answered(entry.name, entry.answer, entry.segment, _ties(entry), entry.left_out)


def answer_lines(entry: Entry) -> Iterator[str]:
    """The payer's answer in lines of text."""
    assert entry.answer is not None
    yield from say_answer(entry.answer)
    if entry.claim is None:
        yield from map(say_correction, entry.corrections)


def _ties(entry: Entry) -> tuple[Tie, ...]:
    return tuple(Tie(tie.kind, tie.others, say_correction(tie)) for tie in entry.corrections)


def beside_lines(entry: Entry, standing: Standing) -> Iterator[str]:
    """The same as sentences, those on what was left out apart: they are said once for the whole file."""
    if entry.claim is not None and (note := file_note(entry.claim)):
        yield f"Warning: {note}"
    yield from map(say_correction, entry.corrections)
    if standing.decided:
        yield say_decided(standing)
    for each in standing.unmet:
        about = "the whole claim" if each.line is None else f"line {each.line}"
        yield f"Decided, no longer flagged: {about}, {_words(each)} ({each.rule})"


def say_decided(standing: Standing) -> str:
    """How many flags were decided and how: "2 of 3 flags are decided: 1 fixed, 1 accepted; 1 is open."."""
    states = Counter(given.state for _, given in standing.decided)
    how = ", ".join(f"{states[state]} {words.lower()}" for state, words in STATES.items() if states[state])
    count, still = len(standing.decided), len(standing.open)
    verb, left = ("is" if count == 1 else "are"), ("is" if still == 1 else "are")
    flags = "flag" if len(standing.flags) == 1 else "flags"
    return f"{count} of {len(standing.flags)} {flags} {verb} decided: {how}; {still or 'none'} {left} open."


def decision_on(flag: Flag, standing: Standing) -> str:
    """What was decided on a flag; "" for an open one."""
    given = standing.on(flag)
    return _words(given) if given else ""


def _words(given: Disposition) -> str:
    """A decision without its free text: "accepted on 11/29/2026, with a reason"."""
    words = decision_words(structs.replace(given, by=None))
    return f"{words}, with a reason" if given.reason else words
