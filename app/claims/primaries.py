"""The procedures that an add-on goes with, to choose one from: what fits the record first."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Flag
from app.coding.library import ClaimLibrary

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


class PrimaryChoice(Struct, frozen=True):
    """What there is to choose from. `find_codes` gives the codes that typed text means, best first."""

    primaries: tuple[Primary, ...] = ()
    find_codes: Callable[[str], Sequence[str]] = tuple

    def fitting(self, typed: str) -> tuple[Primary, ...]:
        """Those that typed text means, as in the search: by code, by everyday name or by words."""
        text = typed.strip()
        if not text:
            return self.primaries
        order = {code: place for place, code in enumerate(self.find_codes(text))}
        found = [each for each in self.primaries if each.code in order]
        begun = [each for each in self.primaries if each.code.startswith(text.upper())]
        return tuple(begun or sorted(found, key=lambda each: order[each.code]))


def choice_for(flag: Flag, claim: Claim | None, library: ClaimLibrary) -> PrimaryChoice:
    """The choice for a flag of the review of `claim`; nothing to choose from while there is none."""
    if claim is None:
        return PrimaryChoice()
    found = find_primaries(flag, claim, library.facts_for(claim), library.label)
    return PrimaryChoice(found, library.find_codes)
