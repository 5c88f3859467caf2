"""Decisions on flags: which decision answers which flag, and what stands open after them. No Qt here.

A decision meets the flags of its rule on its line, as long as the code there is the one that it was made on.
One that meets no flag any more is kept: the flag may come back, and an auditor wants to see what was decided.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from app.coding.claim import Claim
from app.coding.dates import show_date
from app.coding.dispositions import STATES, Disposition, State
from app.coding.findings import Flag

WITH_REASON: tuple[State, ...] = ("accepted", "not-applicable")


class Standing(Struct, frozen=True):
    """The flags of a review that are open, those that were decided, and the decisions that meet no flag."""

    open: tuple[Flag, ...] = ()
    decided: tuple[tuple[Flag, Disposition], ...] = ()
    unmet: tuple[Disposition, ...] = ()

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Every flag, the decided ones below the open ones."""
        return (*self.open, *(flag for flag, _ in self.decided))

    def on(self, flag: Flag | None) -> Disposition | None:
        """The decision that a flag stands under; None for an open flag."""
        return next((given for other, given in self.decided if other == flag), None)


def stand(flags: Sequence[Flag], given: Sequence[Disposition], codes: Sequence[str]) -> Standing:
    """Sort the flags of a review by what was decided. `codes` are those of the claim's lines, in order."""
    opened: list[Flag] = []
    decided: list[tuple[Flag, Disposition]] = []
    for flag in flags:
        on_it = find_decision(flag, given, codes)
        if on_it is None or not is_complete(flag, on_it.state, on_it.reason):
            opened.append(flag)
        else:
            decided.append((flag, on_it))
    unmet = (
        each
        for each in given
        if each.state != "open" and not any(_meets(each, flag, codes) for flag in flags)
    )
    return Standing(tuple(opened), tuple(decided), tuple(unmet))


def find_gone(
    first: Sequence[Flag], codes_first: Sequence[str], now: Sequence[Flag], codes_now: Sequence[str]
) -> tuple[Flag, ...]:
    """Those of the first flags of a claim that the changed claim has no more.

    A flag stands as long as its rule flags the same code; that of a code which was corrected is gone.
    """
    standing = Counter((flag.rule, _code_of(flag, codes_now)) for flag in now)
    gone = []
    for flag in first:
        about = (flag.rule, _code_of(flag, codes_first))
        standing[about] -= 1
        if standing[about] < 0:
            gone.append(flag)
    return tuple(gone)


def find_decision(flag: Flag, given: Sequence[Disposition], codes: Sequence[str]) -> Disposition | None:
    """The last decision on a flag, complete or not."""
    return next((each for each in reversed(given) if _meets(each, flag, codes)), None)


def needs_reason(flag: Flag, state: State) -> bool:
    """Whether the state of a flag stands only with a reason."""
    return flag.severity == "error" and state in WITH_REASON


def is_complete(flag: Flag, state: State, reason: str) -> bool:
    """Whether a decision takes the flag out of the open ones."""
    return state != "open" and (bool(reason.strip()) or not needs_reason(flag, state))


def decide(
    flag: Flag, state: State, reason: str, given: Sequence[Disposition], codes: Sequence[str], day: date
) -> tuple[Disposition, ...]:
    """The decisions after one on a flag was made on `day`; "open" takes the earlier ones back."""
    before = find_decision(flag, given, codes)
    if before is not None and (before.state, before.reason) == (state, reason):
        return tuple(given)
    others = tuple(each for each in given if not _meets(each, flag, codes))
    if not is_complete(flag, state, reason):
        return others
    code = _code_of(flag, codes)
    return (
        *others,
        Disposition(rule=flag.rule, line=flag.line, code=code, state=state, reason=reason, at=day),
    )


def decision_words(given: Disposition) -> str:
    """The decision with who made it and when, without the reason.

    >>> decision_words(Disposition(rule="ptp-pair", state="fixed", by="AB", at=date(2026, 11, 29)))
    'fixed on 11/29/2026 by AB'
    """
    on = f"on {show_date(given.at)}" if given.at else ""
    return " ".join(filter(None, (STATES[given.state].lower(), on, given.by and f"by {given.by}")))


def unmet_words(given: Disposition) -> str:
    """What a decision that meets no flag was about: "line 1, 77002, fixed on 11/29/2026: the reason"."""
    about = "the whole claim" if given.line is None else f"line {given.line}"
    words = ", ".join(filter(None, (about, given.code, decision_words(given))))
    return f"{words}: {given.reason}" if given.reason else words


def codes_of(claim: Claim) -> tuple[str, ...]:
    """The codes of the claim's lines, in order."""
    return tuple(line.code for line in claim.lines)


def _meets(given: Disposition, flag: Flag, codes: Sequence[str]) -> bool:
    if (given.rule, given.line) != (flag.rule, flag.line):
        return False
    about = _code_of(flag, codes)
    if about is None and flag.line is None:  # on a whole claim that names no code: any that it bills
        return given.code is None or given.code in codes
    return given.code in (None, about)


def _code_of(flag: Flag, codes: Sequence[str]) -> str | None:
    """The code of the flag's line; for the whole claim the first of its codes that the flag names."""
    if flag.line is not None:
        return codes[flag.line - 1] if flag.line <= len(codes) else None
    return next((code for code in codes if code in flag.message), None)
