"""How a claim or an answer of a run stands to another: what replaces, cancels, takes back or corrects which.

A claim of frequency 7 replaces the one of the same reference as a whole, one of frequency 8 cancels it; a
remittance takes an answer back (CLP02 22) and gives the corrected one. Whatever the order of the files, the
same claims meet.
"""

from typing import Literal

from msgspec import Struct

CorrectionKind = Literal[
    "superseded",
    "canceled",
    "supersedes",
    "cancels",
    "one-of-several",
    "taken-back",
    "takes-back",
    "corrected",
    "corrects",
    "corrected-later",
    "corrects-answered",
]
_SAYS: dict[CorrectionKind, str] = {
    "superseded": "Superseded: {others} of the same reference replaces it as a whole (frequency 7).",
    "canceled": "Canceled: {others} of the same reference cancels it (frequency 8).",
    "supersedes": "It supersedes {others} of the same reference (frequency 7).",
    "cancels": "It cancels {others} of the same reference (frequency 8).",
    "one-of-several": "{others} also replaces the claim of this reference; which is the last is not known.",
    "taken-back": "Taken back by {others}, so it answers nothing any more.",
    "takes-back": "It takes back {others}.",
    "corrected": "The corrected answer to its claim is {others}.",
    "corrects": "It is the corrected answer to the claim of which {others} took back an earlier one.",
    "corrected-later": "{others} replaces or cancels the claim that it answers, by the payer's number of it.",
    "corrects-answered": "It replaces or cancels the claim of {others}, by the payer's number of it.",
}
_REFERENCE, _PAYERS = "of the same reference", "of the payer's same number (REF F8)"
IS_OVER: tuple[CorrectionKind, ...] = ("superseded", "canceled", "taken-back")
"""What leaves nothing of a claim to check."""
_NAMED = 3


class Correction(Struct, frozen=True, gc=False, omit_defaults=True):
    """One such tie. `others` are the names of those at its other end, in the order of the run.

    `by_payers`: they are known by the payer's number of the claim, and have another reference.
    """

    kind: CorrectionKind
    others: tuple[str, ...]
    by_payers: bool = False


def say_correction(tie: Correction) -> str:
    """The tie as one sentence.

    >>> say_correction(Correction("supersedes", ("claim 1",)))
    'It supersedes claim 1 of the same reference (frequency 7).'
    """
    named = tie.others[:_NAMED]
    more = f" and {len(tie.others) - _NAMED} more" if len(tie.others) > _NAMED else ""
    between = "; " if any("," in name for name in named) else ", "
    said = _SAYS[tie.kind].replace(_REFERENCE, _PAYERS) if tie.by_payers else _SAYS[tie.kind]
    words = said.format(others=f"{between.join(named)}{more}")
    return f"{words[0].upper()}{words[1:]}"


def why_over(ties: tuple[Correction, ...]) -> str:
    """Why nothing of a claim is left to check; "" where it stands."""
    return next((say_correction(tie) for tie in ties if tie.kind in IS_OVER), "")
