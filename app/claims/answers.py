"""What a payer answered to a claim, as a remittance (835) or an ExplanationOfBenefit says it."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

STATUSES = {
    "1": "processed as primary",
    "2": "processed as secondary",
    "3": "processed as tertiary",
    "4": "denied",
    "19": "processed as primary and forwarded",
    "20": "processed as secondary and forwarded",
    "21": "processed as tertiary and forwarded",
    "22": "an earlier answer taken back",
    "23": "not this payer's claim, forwarded",
    "25": "estimated, not paid",
}
"""What CLP02 says, in our own words. "Processed" does not mean paid: see the amounts."""
REVERSAL = "22"
ANSWER_ALONE = "It is the answer of a payer without a line to check."
"""What is said of an answer in place of a review."""


class Adjustment(Struct, frozen=True):
    """Why an amount was not paid: group (CO, OA, PI, PR) and reason code, and the amount as written.

    An ExplanationOfBenefit may have no group: then it is "".
    """

    group: str
    reason: str
    amount: str


class AnsweredLine(Struct, frozen=True, kw_only=True):
    """A line as the payer decided it. `submitted` is the code that was sent, when the payer changed it.

    `submitted_modifiers` are those that were sent with it, as far as the payer repeats them.

    `line` is the number of the line of the claim that it answers; None when it was not found. Amounts stand
    as written.
    """

    code: str
    modifiers: tuple[str, ...] = ()
    submitted: str = ""
    submitted_modifiers: tuple[str, ...] = ()
    units: str = "1"
    charge: str = ""
    paid: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    remarks: tuple[str, ...] = ()
    line: str | None = None


class PayerAnswer(Struct, frozen=True, kw_only=True):
    """The answer to a claim. `to` names the claim that was sent, in the same run; None when none was found.

    `status` is that of an 835 (CLP02); "" in an ExplanationOfBenefit, which has none.

    `remarks` are those on the claim as a whole (MOA, MIA). Of its remittance: `paid_on` is the day on which
    the check is issued or the transfer takes effect (BPR16), `made_on` the day on which the payer closed the
    run that decided it (DTM*405); None where it has none.
    """

    status: str
    charge: str = ""
    paid: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    remarks: tuple[str, ...] = ()
    lines: tuple[AnsweredLine, ...] = ()
    to: str | None = None
    paid_on: date | None = None
    made_on: date | None = None


def say_answer(answer: PayerAnswer) -> Iterator[str]:
    """The answer as lines of text: the claim first, then each of its lines.

    >>> list(say_answer(PayerAnswer(status="4", charge="225", paid="0")))
    ['The payer answered: denied; paid 0 of 225.']
    """
    to = f" to {answer.to}" if answer.to else ""
    status = STATUSES.get(answer.status, "with a status that is not known") if answer.status else ""
    said = _paid(answer.paid, answer.charge, answer.adjustments)
    yield f"The payer answered{to}: {status}{'; ' if status else ''}{said}{_remarks(answer.remarks)}."
    for line in answer.lines:
        what = "-".join((line.code or "no code", *line.modifiers))
        changed = f", sent as {line.submitted}" if line.submitted else ""
        which = f"line {line.line}, " if line.line else ""
        said = _paid(line.paid, line.charge, line.adjustments)
        yield f"  {which}{what} x{line.units}{changed}: {said}{_remarks(line.remarks)}."


def _paid(paid: str, charge: str, adjustments: tuple[Adjustment, ...]) -> str:
    amount = (
        f"paid {paid or 'nothing said'} of {charge or 'nothing said'}" if paid or charge else "no amounts"
    )
    reasons = ", ".join(map(_adjusted, adjustments))
    return f"{amount}; {reasons}" if reasons else amount


def _adjusted(adjustment: Adjustment) -> str:
    code = "-".join(filter(None, (adjustment.group, adjustment.reason)))
    return f"{code} {adjustment.amount}".strip()


def _remarks(remarks: tuple[str, ...]) -> str:
    return f"; remarks {', '.join(remarks)}" if remarks else ""
