"""Items of a worklist with invented references."""

from __future__ import annotations

from datetime import date

import msgspec

from app.claims.worklist.item import Item
from app.coding.claim import Claim, Line
from app.coding.dispositions import Disposition, State


def item(number: int, *codes: str, **more: object) -> Item:
    """An item with a claim of these codes."""
    lines = tuple(Line(code) for code in codes or ("20610", "77002"))
    claim = Claim(schema=1, date_of_service=date(2026, 9, 15), lines=lines, reference=f"case {number}")
    return Item(number, f"claim {number}", msgspec.structs.replace(claim, **more))


def decided(before: Item, reason: str, state: State = "accepted") -> Item:
    """The item after a decision on its first line."""
    assert before.claim is not None
    given = Disposition(rule="ptp-pair", line=1, code="20610", state=state, reason=reason)
    claim = msgspec.structs.replace(before.claim, schema=2, dispositions=(given,))
    return msgspec.structs.replace(before, claim=claim)


def reason_of(kept: Item) -> str:
    """The reason of the only decision, "" while there is none."""
    assert kept.claim is not None
    return kept.claim.dispositions[0].reason if kept.claim.dispositions else ""
