"""Boxes behind their words, tables of ticks and templates that nobody filled in, of a plain text.

Boxes before their words are left to the cues. Of a line that begins with a word and ends with a box the words
of each open box are hidden, so that they say nothing; a text stays as long as it was.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from app.notes.crossed_columns import settle_columns
from app.notes.lone_boxes import settle_lone
from app.notes.unsure_boxes import HIDDEN, between, hidden, is_ticked, with_both_ticked, without_rest

_SIGN = re.compile(
    r"[\u2610\u2611{|]|\[[a-z _*\]]|__|\( ?x?\)|\*{3}|@[a-z]|/ ?no?\)|: ?[?-]"
    r"|(?:\t|  |\n)x[\t ]*(?:\n|\Z)|(?:\A|\n)[\t ]*x[\t ]"
)
_BOX = re.compile(r"\[[ _]?\]|\( ?\)|\u2610|_{2,}|\[[x*]\]|\(x\)|\u2611")
_BLANKS = re.compile(r"\[ {2,}\]|\( {2,}\)|\{ *\}|\[n\]")
_FILLED = re.compile(r"\[y\]|\{x\}")
_CHOICE = re.compile(r"\{[^{}\n]*\}|\[[a-z][a-z -]*/[a-z /-]*\]|\((?:yes|y) ?/ ?(?:no?)(?: ?/ ?n/?a)?\)")
_PART = re.compile(r"[^.;]+")
_PLACEHOLDER = re.compile(r"(?:(?<=[a-z:]) ?(?:\*{3,}|@[a-z_]+@)|(?<=:) ?(?:\?+|-+))(?=[ \t.]*(?:\n|\Z))")
_CELLS = re.compile(r"[\t|:]| {2,}")
_MARKS = frozenset({"", "x", "\u2611", "[x]", "(x)", "\u2610", "[ ]", "( )", "[]"})
_TICKS = frozenset({"x", "\u2611", "[x]", "(x)"})
_ANSWERS = frozenset({"yes", "y", "no", "n", "n/a", "na"})
_YES = frozenset({"yes", "y"})
_WORD = re.compile(r"[a-z]")
_SAID = re.compile(r"[a-z\d]")
_SENTENCE = re.compile(r"[.;!?][ \t]")
_HEAD = re.compile(r":(?=[^:]*[a-z])")
_LONGEST = 70  # characters of words with a blank behind them; longer ones are a narrative with a gap
_WIDEST = 99  # characters between a colon and the box behind it
_PAIR = 2


class _Option(NamedTuple):
    """Words and the boxes behind them, as places of a line. `head` is where what heads them begins."""

    head: int | None
    start: int
    first: int
    last: int
    ticked: bool


def settled(text: str) -> str:
    """The text without the words of boxes that stand behind them and are open, nor of unfilled templates.

    >>> settled("ct guidance [ ]  ultrasound guidance [x]")
    '~~ ~~~~~~~~ ~ ~\u2611 ultrasound guidance .  '
    """
    if not _SIGN.search(text):
        return text
    text = _BLANKS.sub(lambda box: "\u2610".ljust(len(box[0]), HIDDEN), text)
    text = _FILLED.sub("[x]", text)
    lines: list[str] = []
    columns: list[str] = []
    typed_lines = text.split("\n")
    settle_columns(typed_lines)
    settle_lone(typed_lines)
    for typed in typed_lines:
        line = _PLACEHOLDER.sub(lambda gap: "\u2610".rjust(len(gap[0])), typed)
        if _CHOICE.search(line):
            line = _without_choices(line)
        heads = _columns(line)
        columns = heads or columns
        lines.append(f"{hidden(line)[:-1]}." if heads else _line(line, columns))
    return "\n".join(lines)


def _without_choices(line: str) -> str:
    """The line without the parts between periods and semicolons that hold choices of a template."""
    choices = [choice.span() for choice in _CHOICE.finditer(line)]
    letters, at = list(line), 0
    for part in _PART.finditer(line):
        while at < len(choices) and choices[at][1] <= part.start():
            at += 1
        if at < len(choices) and choices[at][0] < part.end():
            letters[part.start() : part.end()] = hidden(part[0])
    return "".join(letters)


def _columns(line: str) -> list[str]:
    """The answers that head the columns of a table."""
    if "no" not in line and "\tn" not in line:
        return []
    cells = [cell.strip() for cell in _CELLS.split(line) if cell.strip()]
    answers = [cell for cell in cells if cell in _ANSWERS]
    return answers if len(answers) >= _PAIR and cells[-len(answers) :] == answers else []


def _line(line: str, columns: list[str]) -> str:
    if "\t" in line or "|" in line:
        row = _row(line, columns)
        if row is not None:
            return row
    boxes = list(_BOX.finditer(line))
    if not boxes or not _WORD.search(line, 0, boxes[0].start()):
        return line
    side, start, last = between(line, boxes)
    if side == "unsure":
        return with_both_ticked(line, boxes, start, last)
    if side == "before" or (side == "last" and _stand_before(line[:last], boxes)):
        return line
    line = without_rest(line, boxes, last)
    return _with_options(line[:last], list(_options(line[:last], boxes, columns))) + line[last:]


def _row(line: str, columns: list[str]) -> str | None:
    """A row of a table whose other cells are ticked or empty; None for any other line."""
    edge = len(line) - len(line.lstrip(" |"))
    found = re.match(r"[^\t|]*[a-z][^\t|]*", line[edge:])
    if not found:
        return None
    cells = [cell.strip() for cell in re.split(r"[\t|]", line[edge + found.end() :].rstrip(" |"))][1:]
    ticked = [number for number, cell in enumerate(cells) if cell in _TICKS]
    if not ticked or not _MARKS.issuperset(cells):
        return None
    size = edge + found.end()
    yes = columns[ticked[0]] in _YES if ticked[0] < len(columns) else len(cells) == 1
    if len(ticked) == 1 and yes:
        return line[:size] + ".".ljust(len(line) - size)
    return hidden(line)


def _stand_before(line: str, boxes: list[re.Match[str]]) -> bool:
    """Whether the boxes of a line that ends with one stand before their words all the same."""
    told = line[: boxes[0].start()].rstrip()
    if len(boxes) == 1:
        return told.endswith(":") or (boxes[0][0][0] == "_" and len(told) > _LONGEST)
    blank = boxes[-1][0][0] == "_"  # "[ ] CT [ ] other ____"
    if blank and any(box[0][0] != "_" and "x" not in box[0] for box in boxes):
        return True
    others = [line[max(0, box.start() - _WIDEST) : box.start()].rstrip().endswith(":") for box in boxes[1:]]
    return told.endswith(":") and not any(others)


def _options(line: str, boxes: list[re.Match[str]], columns: list[str]) -> Iterator[_Option]:
    past, number = 0, 0
    head: int | None = None
    while number < len(boxes):
        following = number + 1
        while following < len(boxes) and not _SAID.search(
            line, boxes[following - 1].end(), boxes[following].start()
        ):
            following += 1
        start, first = past, boxes[number].start()
        for end in _SENTENCE.finditer(line, start, first):
            if _SAID.search(line, end.end(), first):
                start, head = end.end(), None
        colons = list(_HEAD.finditer(line, start, first))
        if colons:
            head, start = start, colons[-1].end()
        elif line[start:first].rstrip().endswith(":"):
            head = None
        row = boxes[number:following]
        past = row[-1].end()
        yield _Option(head, start, first, past, _is_ticked([box[0] for box in row], columns))
        number = following


def _is_ticked(boxes: list[str], columns: list[str]) -> bool:
    """Whether words have a tick, among several boxes one for yes alone."""
    ticked = [number for number, box in enumerate(boxes) if is_ticked(box)]
    if len(boxes) == 1:
        return len(ticked) == 1
    return len(ticked) == 1 and len(boxes) == len(columns) and columns[ticked[0]] in _YES


def _with_options(line: str, options: list[_Option]) -> str:
    """The line without options that are open, and without what heads none that is ticked."""
    letters = list(line)
    headed: defaultdict[int | None, list[_Option]] = defaultdict(list)
    for option in options:
        headed[option.head].append(option)
    for head, mine in headed.items():
        said = {line[option.start : option.first].strip() for option in mine if option.ticked}
        silent = not said or (len(said) > 1 and bool(said & _ANSWERS))
        for option in mine:
            kept = option.ticked and not silent
            first = option.first if kept else option.start
            letters[first : option.last] = (
                ".".ljust(option.last - first) if kept else hidden(line[first : option.last])
            )
            if kept and option.first > option.start and line[option.start].isspace():
                letters[option.start] = "\u2611"  # "ultrasound" alone says less than with its tick
        if silent and head is not None:
            letters[head : mine[0].start] = hidden(line[head : mine[0].start])
    return "".join(letters)
