"""Assistants at surgery and co-surgeons: the share of the fee, by the indicators of the fee schedule.

Source: documentation of the relative value file for the indicators; Noridian for the shares.
"""

from __future__ import annotations

from decimal import Decimal

from app.coding.sources import Citation
from app.payment.fee_lines import ASSISTANTS
from app.payment.work import Work

_ASSISTANT, _CO_SURGEON = Decimal(16), Decimal("62.5")
_PRACTITIONER = Decimal(85)
"""Of an assistant's share, where the assistant is no physician."""


def pay_surgeons(work: Work, notes: Citation, shares: Citation) -> None:
    """Take the share of an assistant or a co-surgeon, where the line is of one."""
    modifiers = set(work.line.modifiers)
    if ASSISTANTS & modifiers:
        if _may_be_paid(work, work.fee.row.assistant, "An assistant at surgery", notes):
            work.take_share(_ASSISTANT, "Assistant at surgery", shares)
            if "AS" in modifiers:
                work.take_share(_PRACTITIONER, "Assistant who is no physician", shares)
    elif "62" in modifiers and _may_be_paid(work, work.fee.row.co_surgeons, "A co-surgeon", notes):
        work.take_share(_CO_SURGEON, "Co-surgeon", shares)


def _may_be_paid(work: Work, indicator: str | None, who: str, notes: Citation) -> bool:
    """Whether the indicator allows it; else the line ends with the reason.

    For assistants 0 asks for proof and 1 forbids; for co-surgeons it is the other way round.
    """
    if indicator == "2":
        return True
    forbidden = "1" if who.startswith("An assistant") else "0"
    if indicator == forbidden:
        work.end("not-paid", f"{who} is not paid for this code (indicator {indicator}).", notes)
    elif indicator in ("0", "1"):
        work.end("unknown", f"{who} is paid only with proof of need (indicator {indicator}).", notes)
    else:
        work.end("unknown", f"{who} is no concept of this code (indicator {indicator}).", notes)
    return False
