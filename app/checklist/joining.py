"""Flags that say the same of several lines as one row, so that a long claim can be read; none is left out."""

import re
from collections.abc import Sequence

from msgspec import Struct

from app.claims.decisions import Standing
from app.coding.dispositions import Disposition
from app.coding.findings import Flag

THESE = "each of these lines"


class JoinedFlag(Struct, frozen=True):
    """Flags alike but for their lines, the words that they share, and the decision that they stand under."""

    flags: tuple[Flag, ...]
    message: str
    why: str
    remedy: str
    given: Disposition | None

    @property
    def first(self) -> Flag:
        """The flag that stands for all in what they share."""
        return self.flags[0]

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of the claim that are flagged, in order; empty for the claim as a whole."""
        return tuple(sorted({flag.line for flag in self.flags if flag.line}))


def join_flags(standing: Standing) -> tuple[JoinedFlag, ...]:
    """The rows of section 2: each where its first flag stood, open ones above decided ones."""
    decided = dict(standing.decided)
    alike: dict[object, list[Flag]] = {}
    for flag in standing.flags:
        given = decided.get(flag)
        alike.setdefault(_key_of(flag, given), []).append(flag)
    return tuple(_join(flags, decided.get(flags[0])) for flags in alike.values())


def _key_of(flag: Flag, given: Disposition | None) -> object:
    """All that a row prints, apart from the line that a flag is on."""
    texts = tuple(_with_lines(text, flag, "\0") for text in (flag.message, flag.why, flag.remedy))
    decision = given and (given.state, given.reason, given.by, given.at)
    place = flag.field and re.sub(r"^lines\[\d+\]", "lines[]", flag.field)
    shared = (flag.rule, flag.id, flag.severity, flag.basis, flag.citations, place, bool(flag.line))
    return shared, texts, decision


def _join(flags: Sequence[Flag], given: Disposition | None) -> JoinedFlag:
    first = flags[0]
    several = len({flag.line for flag in flags}) > 1
    said = THESE if several else f"line {first.line}"  # the row names them beside its title
    message, why, remedy = (
        _with_lines(text, first, said) for text in (first.message, first.why, first.remedy)
    )
    return JoinedFlag(tuple(flags), message, why, remedy, given)


def _with_lines(text: str, flag: Flag, said: str) -> str:
    """A text with other words where it names the line that the flag is on."""
    return re.sub(rf"\bline {flag.line}\b", said, text) if flag.line else text


def lines_words(lines: Sequence[int]) -> str:
    """Lines in ascending order as words: "line 3", "lines 3, 7–20"; "" for none."""
    return f"{'line' if len(lines) == 1 else 'lines'} {', '.join(in_runs(lines))}" if lines else ""


def in_runs(numbers: Sequence[int]) -> tuple[str, ...]:
    """Ascending numbers in short: (3, 7, 8, 9) is "3", "7–9". Two that follow each other stay two."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = ([str(number) for number in run] if len(run) < 3 else [f"{run[0]}–{run[-1]}"] for run in runs)
    return tuple(words for run in said for words in run)
