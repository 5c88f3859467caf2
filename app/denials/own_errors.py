"""What our own check holds against a denied line: a wrong claim is corrected before it is argued."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from app.coding.claim import Claim
from app.coding.denials import Action, Correction, Denial
from app.coding.findings import Flag, Review
from app.denials.pairs import Outcome

WRONG_CODE = "imaging-required-by-primary"
"""The rule that calls a procedure's own code wrong: the record has other imaging than the code contains."""
CODE_FIRST = "Correct the procedure code first; then see whether the denied line goes with the right one."
ERRORS_FIRST = (
    "No appeal while our own check has an error on the denied line: it would argue for a line that has to be "
    "corrected."
)
_SETTLED: tuple[Action, ...] = ("none", "patient", "other-payer")
"""Where nothing is asked of this payer: what else is wrong with the line changes nothing."""


def errors_of(denial: Denial, review: Review) -> tuple[Flag, ...]:
    """The errors of our check on the denied line; all of the review where no line is named."""
    return tuple(
        flag for flag in review.flags if flag.severity == "error" and denial.line in (None, flag.line)
    )


def other_errors(action: Action, denial: Denial, review: Review, said: Iterable[Flag]) -> tuple[Flag, ...]:
    """The errors on the denied line beside the flags that say the same as the denial."""
    same = tuple(said)
    return () if action in _SETTLED else tuple(flag for flag in errors_of(denial, review) if flag not in same)


def hold_to_check(outcome: Outcome, denial: Denial, claim: Claim, review: Review) -> Outcome:
    """The outcome as our own check allows it.

    No write-off where the code that contains the guidance is itself wrong by the record, and no appeal for a
    line with an error of its own: both are corrected first.
    """
    wrong = tuple(_wrong_holders(outcome, claim, review))
    if outcome.action == "write-off" and wrong:
        cited = (*outcome.citations, *(each for flag in wrong for each in flag.citations))
        return structs.replace(
            outcome,
            action="correct",
            because=(*outcome.because, *dict.fromkeys(flag.message for flag in wrong)),
            advice=(CODE_FIRST, *outcome.advice),
            corrections=tuple(corrections_of(wrong, claim)),
            citations=tuple(dict.fromkeys(cited)),
        )
    if outcome.action == "appeal" and errors_of(denial, review):
        return structs.replace(outcome, action="correct", barred=ERRORS_FIRST)
    return outcome


def corrections_of(flags: Iterable[Flag], claim: Claim) -> Iterator[Correction]:
    """What our check offers to change, line by line; a wrong procedure code has words and no button.

    To take a line off is no correction to ask for.
    """
    for flag in flags:
        if flag.edit is not None and flag.edit.field != "line":
            yield Correction(flag.edit.line, claim.lines[flag.edit.line - 1].code, edit=flag.edit.label)
        elif flag.rule == WRONG_CODE and flag.line is not None and flag.remedy:
            yield Correction(flag.line, claim.lines[flag.line - 1].code, edit=flag.remedy.rstrip("."))


def _wrong_holders(outcome: Outcome, claim: Claim, review: Review) -> Iterator[Flag]:
    """What our check finds wrong with the codes on which the denial stands."""
    for flag in review.flags:
        is_wrong = flag.rule == WRONG_CODE and flag.severity != "info"
        if is_wrong and flag.line is not None and claim.lines[flag.line - 1].code in outcome.holders:
            yield flag
