"""Boxes that are a line by themselves, of a plain text.

The words of an open box are hidden. Whether a box belongs to the line above it or below tell the blank lines
and what stands around a row of boxes; where nothing does, both say nothing and are marked as unsure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from app.notes.unsure_boxes import hidden, unsure

_LONE = re.compile(
    r"[ \t|]*(?:\[[ _x*]?\]|\( ?x?\)|\u2610|\u2611|x|_{2,8})[ \t|.]*"
)  # a longer blank is a rule
_MARK = re.compile(r"[^\s|.]+(?: [\])])?")
_TICK = re.compile(r"[x*\u2611]")
_OPTION = re.compile(r"[ \t]*(?:\d{1,2}\.[ \t])?[^.;]*[a-z][^.;]*")
_HEADED = re.compile(r":[ \t]*[^\s:]")
_LONGEST = 70  # characters of the words of a box; longer ones are a narrative
_OTHER = 2  # lines from a box to the next of a row: words stand between them


def is_option(line: str) -> bool:
    """Whether a line may be the words of a box: it is short, and no sentence."""
    return len(line) <= _LONGEST and _OPTION.fullmatch(line) is not None


def is_headed(line: str) -> bool:
    """Whether words stand behind a colon of a line, as behind a heading."""
    return _HEADED.search(line) is not None


def settle_lone(lines: list[str]) -> None:
    """Hide the words of open boxes that are a line by themselves; each line stays as long as it was."""
    alone = [number for number, line in enumerate(lines) if _LONE.fullmatch(line)]
    if not alone:
        return
    full = [number for number, line in enumerate(lines) if line.strip()]
    at = {number: place for place, number in enumerate(full)}
    for row in _rows([at[number] for number in alone]):
        _settle_row(lines, full, row)


def _rows(places: Sequence[int]) -> Iterator[list[int]]:
    """Boxes with at most one line of words between them."""
    row: list[int] = []
    for place in places:
        if row and place - row[-1] > _OTHER:
            yield row
            row = []
        row.append(place)
    yield row


def _settle_row(lines: list[str], full: Sequence[int], row: Sequence[int]) -> None:
    """Hide what the boxes of a row leave unsaid; `row` are places in `full`, the lines that are not empty."""
    stacked = row[-1] - row[0] < _OTHER * (len(row) - 1)  # columns that became lines: boxes below all words
    step = 0 if stacked else _step(lines, full, row)
    if step:
        for place in row:
            words = full[place + step]
            if not _TICK.search(lines[full[place]]) and is_option(lines[words]):
                lines[words] = hidden(lines[words])
    else:
        reach = len(row) if stacked else 1
        boxes = frozenset(row)
        for place in range(max(0, row[0] - reach), min(len(full), row[-1] + reach + 1)):
            if place not in boxes and is_option(lines[full[place]]):
                lines[full[place]] = unsure(lines[full[place]])
    for place in row:
        box = lines[full[place]]
        if step > 0 and _TICK.search(box):
            continue
        lines[full[place]] = _MARK.sub(lambda mark: ".".ljust(len(mark[0])), box, count=1)


def _step(lines: Sequence[str], full: Sequence[int], row: Sequence[int]) -> Literal[-1, 0, 1]:
    """Where the words of each box of a row are, in lines: above, below, or 0 where nothing tells."""
    above, below = row[0] - 1, row[-1] + 1
    between = [lines[full[place]] for place in range(row[0] + 1, row[-1], _OTHER)]
    headed = any(map(is_headed, between)) or not between
    behind = above >= 0 and is_option(lines[full[above]]) and (headed or not is_headed(lines[full[above]]))
    before = below < len(full) and is_option(lines[full[below]]) and not is_headed(lines[full[below]])
    if behind and before:
        gap, other = full[row[0]] - full[above], full[below] - full[row[-1]]
        behind, before = gap <= other, other <= gap
    if behind and before and between and lines[full[above]].rstrip().endswith(":"):
        behind = any(line.rstrip().endswith(":") for line in between)
        before = not behind
    if behind == before:
        return 0
    return -1 if behind else 1
