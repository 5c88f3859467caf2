"""Which elements of the documentation a claim asks for; the form and the checklist list those."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from app.coding.payers import PayerFacts

_STOPPED = frozenset({"73", "74"})
_DRAWING = (None, "aspiration", "drainage")


class _WithModifiers(Protocol):
    """A line of a claim, or one of the form."""

    @property
    def modifiers(self) -> tuple[str, ...]: ...


def is_asked_for(
    name: str, lines: Iterable[_WithModifiers], technique: str | None, payer: PayerFacts | None
) -> bool:
    """Whether a claim like this asks for an element of the documentation, by its name in the record.

    All are but three: whether anesthesia had begun tells 73 from 74 (MOD-103), a catheter left in tells
    drainage from aspiration (FAM-105), and the report goes along for a payer with such a policy (PAY-101).
    `payer`: what is known of the payer on the date; None where it is not stated, and any may ask.

    >>> is_asked_for("catheter_left", (), "injection", None)
    False
    """
    match name:
        case "anesthesia":
            return any(_STOPPED.intersection(line.modifiers) for line in lines)
        case "catheter_left":
            return technique in _DRAWING
        case "report_attached":
            return payer is None or any(each.slug == "payer-em-report" for each in payer.policies)
    return True
