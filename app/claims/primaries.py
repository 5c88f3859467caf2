"""The procedures that an add-on goes with, to choose one from: what fits the record first."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Flag

# The rules whose flags a primary procedure can clear.
_RULES = ("addon-without-primary", "candidate-primary")


class Primary(Struct, frozen=True):
    """A procedure on the add-on's list. `fits`: its technique and target are those in the record."""

    code: str
    label: str
    fits: bool


def find_primaries(
    flag: Flag, claim: Claim, facts: Facts, label_of: Callable[[str], str]
) -> tuple[Primary, ...]:
    """What the add-on on the flag's line goes with on that date; empty where no list is held."""
    if flag.rule not in _RULES or flag.line is None or flag.line > len(claim.lines):
        return ()
    listed = facts.primaries.get(claim.lines[flag.line - 1].code, frozenset())
    fitting = [known.code for known in facts.candidates if known.code in listed]
    rest = sorted(listed.difference(fitting))
    return tuple(Primary(code, label_of(code), code in fitting) for code in (*fitting, *rest))


def filter_primaries(primaries: Sequence[Primary], typed: str) -> tuple[Primary, ...]:
    """Those whose code starts with the typed text, or whose words have all of it."""
    words = typed.lower().split()
    return tuple(
        each
        for each in primaries
        if not words
        or each.code.lower().startswith(words[0])
        or all(word in each.label.lower() for word in words)
    )
