"""Which line of a claim a denial can be about, where its numbers are of guidance or add-ons."""

from collections.abc import Iterator, Sequence

from app.coding.claim import Claim
from app.coding.denials import Denial, DenialTable
from app.coding.facts import Facts
from app.rules.lookups.partners import guidance_lines

_OF_ONE_LINE = ("pair", "primary")
"""Where a number says that the line is bundled, or wants its primary: never the procedure's own line."""


def likely_line(denials: Sequence[Denial], claim: Claim, facts: Facts, table: DenialTable) -> int | None:
    """The only line (from 1) that is guidance, an add-on or in column 2 of a PTP edit; None for several.

    None also where no number says that a line is bundled or lacks its primary.
    """
    known = (table.find(number) for denial in denials for number in denial.numbers())
    if not any(code is not None and code.route in _OF_ONE_LINE for code in known):
        return None
    found = set(_candidates(claim, facts))
    return found.pop() if len(found) == 1 else None


def _candidates(claim: Claim, facts: Facts) -> Iterator[int]:
    yield from (number for number, _ in guidance_lines(claim, facts))
    bundled = {column2 for _, column2 in facts.pairs}
    for number, line in enumerate(claim.lines, 1):
        if line.code in bundled or line.code in facts.primaries:
            yield number
