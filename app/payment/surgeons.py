"""Assistants at surgery and co-surgeons: the share of the fee, by the indicators of the fee schedule.

Source: documentation of the relative value file for the indicators; the shares stand in payment_shares.csv.
Of an assistant 0 asks for proof and 1 forbids; of a co-surgeon it is the other way round.
"""

from __future__ import annotations

from app.coding.rates import Rates, ShareRule
from app.coding.sources import Citation
from app.payment.fee_lines import ASSISTANTS
from app.payment.work import Work


def role_of(work: Work) -> str:
    """Whose line it is beside the surgeon's: "assistant", "co-surgeon" or "". Each role is ranked apart."""
    modifiers = set(work.line.modifiers)
    return "assistant" if ASSISTANTS & modifiers else "co-surgeon" if "62" in modifiers else ""


def check_surgeons(work: Work, notes: Citation) -> None:
    """End the line of an assistant or a co-surgeon whom the indicator does not allow, before it is ranked."""
    role = role_of(work)
    if role == "assistant":
        _check(work, work.fee.row.assistant, "An assistant at surgery", "1", notes)
    elif role:
        _check(work, work.fee.row.co_surgeons, "A co-surgeon", "0", notes)


def pay_surgeons(work: Work, rates: Rates) -> None:
    """Take the share of an assistant or a co-surgeon, where the line is of one."""
    role = role_of(work)
    if role == "assistant":
        _take(work, "assistant", "Assistant at surgery", rates)
        if "AS" in work.line.modifiers:
            _take(work, "assistant-not-physician", "Assistant who is not a physician", rates)
    elif role:
        _take(work, "co-surgeon", "Co-surgeon", rates)


def _take(work: Work, rule: ShareRule, who: str, rates: Rates) -> None:
    shares = rates.shares(rule)
    work.take_share(shares.percents[""][0], who, shares.citation)


def _check(work: Work, indicator: str | None, who: str, forbidden: str, notes: Citation) -> None:
    """End the line unless its indicator is 2, which allows it."""
    if indicator == forbidden:
        work.end("not-paid", f"{who} is not paid for this code (indicator {indicator}).", notes)
    elif indicator in ("0", "1"):
        why = f"{who} is paid only when documentation shows the need (indicator {indicator})."
        work.end("unknown", why, notes)
    elif indicator != "2":
        work.end("unknown", f"{who} does not apply to this code (indicator {indicator}).", notes)
