"""Where the numbers of a line lead together: of several answers the strictest holds, in any order."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from app.coding.claim import Claim
from app.coding.denials import ACTIONS, Action, Denial, DenialCode, DenialRoute, DenialTable
from app.coding.facts import Facts
from app.coding.findings import Review
from app.denials.filing import settle_late
from app.denials.pairs import Outcome, lines_of, settle_pair, unread
from app.denials.primaries import settle_primary

UNPROCESSABLE = "It was never processed as a claim: there is no appeal and no reopening."
NO_LINES = "The claim has no lines: there is nothing to look at."
STRICTEST = "Of several answers the strictest holds."
BEARS_IT = "The group CO bars billing the patient, whatever {number} means by itself."
_ACTIONS: dict[DenialRoute, Action] = {
    "correct": "correct", "reopen": "reopen", "records": "records", "appeal": "appeal",
    "write-off": "write-off", "other-payer": "other-payer", "patient": "patient", "none": "none",
}  # fmt: skip
_STRICT: tuple[Action, ...] = (
    "new-claim", "write-off", "other-payer", "unknown", "correct", "reopen", "records", "appeal", "patient",
    "none",
)  # fmt: skip
"""From the strictest on: each bars what stands behind it. What is not known bars what would be asked for."""
_BARS = _STRICT[:4]
_ASKED: tuple[Action, ...] = ("correct", "reopen", "records", "appeal")
_SHARES: tuple[DenialRoute, ...] = ("patient", "none")

_Value = TypeVar("_Value")
Answer = tuple[str, Outcome]
"""A number as it is written and where it leads by itself."""


class Case(Struct, frozen=True):
    """What a denial is held against: the claim, its review, the facts of its date and the numbers known."""

    claim: Claim
    review: Review
    facts: Facts
    table: DenialTable


def settle(denial: Denial, beside: Sequence[Denial], case: Case) -> Outcome:
    """Where a denial leads. `beside`: the other groups of the same line, which may bar what it asks for."""
    if not case.claim.lines:
        return Outcome(action="unknown", because=(), advice=(NO_LINES,))
    denied = any(not _is_share(other, case.table) for other in beside)
    own = tuple(_answers(denial, case, has_remarks=not (denied and _is_share(denial, case.table))))
    if not own:
        return Outcome(action="unknown", because=())
    found = _strictest(own)
    bars = tuple(
        (number, outcome)
        for other in beside
        if other.group != "PR"
        for number, outcome in _answers(other, case)
        if outcome.action in _BARS
    )
    return _strictest((*own, *bars)) if found.action in _ASKED and bars else found


def _is_share(denial: Denial, table: DenialTable) -> bool:
    """Whether each reason speaks of a share or a reduction alone: the remarks of its line are of another."""
    known = [table.find(number) for number in denial.reasons]
    return bool(known) and all(code is not None and code.route in _SHARES for code in known)


def _answers(denial: Denial, case: Case, *, has_remarks: bool = True) -> Iterator[Answer]:
    """Each number with where it leads; a reason that the book lacks is not known, such a remark is left."""
    for number in (*denial.reasons, *(denial.remarks if has_remarks else ())):
        code = case.table.find(number)
        shown = f"{denial.group}-{number}" if denial.group and number in denial.reasons else number
        if code is None and number in denial.reasons:
            yield shown, Outcome(action="unknown", because=())
        elif code is not None and code.route not in ("", "no-appeal"):
            yield shown, _settle_one(code, denial, case)


def _settle_one(code: DenialCode, denial: Denial, case: Case) -> Outcome:
    if code.route == "new-claim":
        return Outcome(action="new-claim", because=(UNPROCESSABLE,), barred=UNPROCESSABLE)
    if code.route == "pair":
        return settle_pair(denial, case.claim, case.facts)
    if code.route == "late":
        return settle_late(denial, case.claim, case.table)
    if code.route == "primary":
        return settle_primary(denial, case.claim, case.facts)
    if code.route == "units":
        return _settle_units(code, denial, case)
    if code.route == "patient" and denial.group == "CO":
        return Outcome(action="write-off", because=(), advice=(BEARS_IT.format(number=code.number),))
    return Outcome(action=_ACTIONS[code.route], because=(), advice=(code.meaning,) if code.meaning else ())


def _settle_units(code: DenialCode, denial: Denial, case: Case) -> Outcome:
    """Too many units are put right in a reopening, where a table of MUEs was read or our check counts."""
    gap = unread(case.facts, "units")
    missed = {each.rule for each in case.review.not_checked}
    counted = any(
        flag.rule in code.rules and flag.rule not in missed and denial.line in (None, flag.line)
        for flag in case.review.flags
    )
    if gap is None or counted:
        return Outcome(action="reopen", because=(), advice=(code.meaning,))
    codes = ", ".join(dict.fromkeys(line.code for line in lines_of(denial, case.claim)))
    words = f"Whether the units of {codes} exceed an MUE was not checked."
    return Outcome(action="unknown", because=(words,), advice=(code.meaning,), gaps=(gap,))


def _strictest(answers: Sequence[Answer]) -> Outcome:
    """The strictest answer with all that leads to it, and each of the answers where they differ."""
    action = min((outcome.action for _, outcome in answers), key=_STRICT.index)
    held = [outcome for _, outcome in answers if outcome.action == action]
    each: tuple[str, ...] = ()
    if len({outcome.action for _, outcome in answers}) > 1:
        each = (
            *(f"{number} by itself: {ACTIONS[outcome.action]}." for number, outcome in answers),
            STRICTEST,
        )
    return Outcome(
        action=action,
        because=_once(said for outcome in held for said in outcome.because),
        barred=next((outcome.barred for outcome in held if outcome.barred), ""),
        advice=_once((*(said for outcome in held for said in outcome.advice), *each)),
        corrections=_once(wanted for outcome in held for wanted in outcome.corrections),
        gaps=_once(gap for outcome in held for gap in outcome.gaps),
        citations=_once(cited for outcome in held for cited in outcome.citations),
        edits=frozenset(edit for outcome in held for edit in outcome.edits),
        holders=frozenset(code for outcome in held for code in outcome.holders),
    )


def _once(values: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(values))
