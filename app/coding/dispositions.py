"""What the coder decided about a flag. It travels inside the claim (claim-format, schema 2)."""

from datetime import date
from typing import Literal

from msgspec import Struct

State = Literal["open", "fixed", "not-applicable", "accepted"]
STATES: dict[State, str] = {
    "open": "Open",
    "fixed": "Fixed",
    "not-applicable": "Not applicable",
    "accepted": "Accepted",
}


class Disposition(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """The decision on the flags of `rule` (a slug) on `line` (from 1, None: the whole claim).

    `code` is that of the line when the decision was made, None for the whole claim or when it was not kept.
    `reason` and `by` are free text; `at` is the day of the decision.
    """

    rule: str
    line: int | None = None
    code: str | None = None
    state: State
    reason: str = ""
    by: str | None = None
    at: date | None = None
