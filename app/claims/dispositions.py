"""What the coder decided about a flag. It travels with the checklist and is never kept anywhere else."""

from typing import Literal

from msgspec import Struct

State = Literal["open", "fixed", "not-applicable", "accepted"]
STATES: dict[State, str] = {
    "open": "Open",
    "fixed": "Fixed",
    "not-applicable": "Not applicable",
    "accepted": "Accepted",
}


class Disposition(Struct, frozen=True, forbid_unknown_fields=True):
    """The decision on the flags of `rule` (a slug) on `line` (from 1, None: the whole claim).

    `reason` is free text.
    """

    rule: str
    line: int | None
    state: State
    reason: str = ""
