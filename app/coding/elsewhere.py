"""What the other claims of a patient's day in one run hold, as far as it bears on a claim."""

from collections.abc import Mapping

from msgspec import Struct

from app.coding.claim import Line
from app.coding.official import PairEdit
from app.coding.reasons import Gap
from app.coding.sources import Source


class LineElsewhere(Struct, frozen=True, gc=False):
    """A line of another claim of the same patient, day, payer and claim form.

    `claim` is that claim's name in the run, `number` the line's place from 1, `practitioner` the token of
    whoever rendered it: compared for equality and never shown.
    """

    claim: str | int
    number: int
    line: Line
    practitioner: str | None

    @property
    def place(self) -> str:
        """Where it stands, for a sentence: "claim 12, line 1". Names of X12 claims begin so by themselves."""
        name = str(self.claim)
        return f"{name if 'claim ' in name else f'claim {name}'}, line {self.number}"


class Elsewhere(Struct, frozen=True, gc=False):
    """The lines of the other claims, and what the library says of them beside those of the claim itself.

    - `pairs`: the PTP edits in force that join a code of the claim with one of another claim. `ended`: those
      of them read in an edition that ended before the date. `gap`: what would answer the rest.
    - `procedures`: the codes there that may stand for the procedure that a needle was for.
    - `visits`: the codes there that are evaluation and management.
    """

    lines: tuple[LineElsewhere, ...]
    pairs: Mapping[tuple[str, str], PairEdit] = {}
    ended: Mapping[tuple[str, str], Source] = {}
    gap: Gap | None = None
    procedures: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()
