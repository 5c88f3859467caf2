"""How a modifier misses its code, as the looks at the kinds of modifiers say it."""

from msgspec import Struct

from app.coding.reasons import Unchecked
from app.coding.sources import Citation, Source
from app.coding.words import Severity

PRICED = ("A", "R", "T")
"""Statuses under which the indicators of the fee schedule are Medicare's own."""


class Misfit(Struct, frozen=True):
    """How badly a modifier misses its code, why, what to do, and on whose word but the rule's.

    `words`: what the flag says after modifier and line, where that is not that it does not apply to the code.
    `read_in`: the ended edition in which this was looked up, and `uncertain` what is then not checked.
    """

    severity: Severity
    why: str = ""
    remedy: str = ""
    citations: tuple[Citation, ...] = ()
    read_in: Source | None = None
    uncertain: Unchecked | None = None
    words: str = ""
