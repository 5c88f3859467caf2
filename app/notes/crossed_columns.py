"""Crosses that stand apart, in a column behind their words or before them, of a plain text.

A line without a cross, among others with one, is an option that nobody chose: its words are hidden. Where
crosses stand in several columns, their heads tell which is the one for yes; without them all say nothing.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.notes.lone_boxes import is_headed, is_option
from app.notes.unsure_boxes import hidden, unsure

_BEHIND = re.compile(r"[^\t|]*[a-z)\d](?: {2,}|\t[\t ]*)x[ \t]*")
_BEFORE = re.compile(
    r"[ \t]*x(?: +|\t[ \t]*)(?=[a-z])(?!(?:rays?|one|two|three|four|five|six|seven|eight|several|multiple)\b)"
)
_HEAD = re.compile(r"(?:(?<=  )|(?<=[\t|:])|\A) *(yes|no|y|n|n/a|na)(?![a-z])")
_BOX = re.compile(r"\[|\( ?x?\)|[\u2610\u2611]|__")
_YES = frozenset({"yes", "y"})
_PAIR = 2


class _Head(NamedTuple):
    """An answer over a column, and where it stands."""

    start: int
    end: int
    answer: str


def settle_columns(lines: list[str]) -> None:
    """Hide the words of lines without a cross among lines with one; each line stays as long as it was."""
    heads: list[_Head] = []
    for first, last in _blocks(lines):
        crossed = [number for number in range(first, last) if _BEHIND.fullmatch(lines[number])]
        marked = {*crossed, *(number for number in range(first, last) if _BEFORE.match(lines[number]))}
        for number in range(first, last):
            heads = _heads(lines[number]) or heads
        if not marked:
            continue
        for number in range(first, last):
            line = lines[number]
            chosen = number in marked or number == 0 or is_headed(line) or _BOX.search(line)
            if not chosen and is_option(line) and not line.rstrip().endswith(":"):
                lines[number] = hidden(line)
        _settle_crosses(lines, [each for each in crossed if "\t" not in lines[each]], heads)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines in a row that are not empty."""
    first = 0
    for number, line in enumerate([*lines, ""]):
        if not line.strip():
            if first < number:
                yield first, number
            first = number + 1


def _heads(line: str) -> list[_Head]:
    if "no" not in line and " n" not in line:
        return []
    found = [_Head(head.start(1), head.end(1), head[1]) for head in _HEAD.finditer(line)]
    return found if len(found) >= _PAIR and not line[found[-1].end :].strip() else []


def _settle_crosses(lines: list[str], crossed: Sequence[int], heads: Sequence[_Head]) -> None:
    """Leave the words of crosses that stand for yes."""
    alike = len({lines[number].rindex("x") for number in crossed}) == 1
    for number in crossed:
        line = lines[number]
        at = line.rindex("x")
        answer = _under(at, heads) if heads else "yes" if alike else ""
        if answer in _YES:
            lines[number] = f"{line[:at]}.{line[at + 1 :]}"
        else:
            lines[number] = hidden(line) if answer else unsure(line)


def _under(at: int, heads: Sequence[_Head]) -> str:
    """The answer that heads a column, "" where two are as near."""
    far = sorted((max(head.start - at, at - head.end + 1, 0), head.answer) for head in heads)
    return far[0][1] if far[0][0] < far[1][0] else ""
