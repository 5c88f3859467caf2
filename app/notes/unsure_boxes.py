"""Boxes between words of one line, of a plain text: of those before them, or of those behind them?

The gaps tell it, or a word such as "Comments" at the end. Where nothing does, words are kept that are ticked
either way, and the others say nothing and are marked as unsure, so that a reader is told.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

HIDDEN, UNSURE = "~", "\uf8ff"
"""Stand for a character of words that say nothing; the second where nobody knows whether it is ticked."""
_Side = Literal["before", "behind", "last", "unsure"]
_WORD, _SHOWN = re.compile(r"[a-z]"), re.compile(r"\S")
_SAID = re.compile(r"[a-z\d]")
_END = re.compile(r"(?:[.;!?](?=[ \t])|[.;!?]\Z)")
_ANSWER = re.compile(r"\s*(?:yes|no|y|n)(?![a-z/])")
_ANSWERED = re.compile(r"(?:yes|no|y|n)[\s:]*\Z")
# Words that have no box of their own: at the end of a row of options, and at its beginning.
_LAST = re.compile(
    r"\s*(?:additional |other |further )?(?:comments?|notes?|others?|specify|explain|remarks?|details?"
    r"|initials|describe|reason|if (?:yes|other|no)|mark (?:one|all)"
    r"|\(?(?:check|circle|select) (?:one|all))\b"
)
_FIRST = re.compile(
    r"\s*(?:the )?(?:(?:type|method|mode|kind|form) of )?(?:imaging |image |needle )?"
    r"(?:guidance|modality|side|laterality|method|technique|approach|imaging|options?|by|with|under|using)"
    r"(?: used| performed| method| modality| type)?\s*\Z"
)
_LONGEST = 70  # characters of words before a box; longer ones are a narrative


def between(line: str, boxes: Sequence[re.Match[str]]) -> tuple[_Side, int, int]:
    """Whose the boxes of a line are, and where the sentence that has them begins and ends.

    "last" where nothing stands behind them, else "before" their words, "behind" them, or "unsure" where
    nothing tells. Blanks to fill in are no boxes of options.
    """
    start = max((end.end() for end in _END.finditer(line, 0, boxes[0].start())), default=0)
    after = _END.search(line, boxes[-1].end())
    last = after.end() if after else len(line)
    options = _options(boxes)
    if not _WORD.search(line, start, boxes[0].start()):
        return "before", start, last
    if not _SAID.search(line, boxes[-1].end(), last) and (options in ([], boxes) or boxes[-1][0][0] != "_"):
        return "last", start, last
    if not options:
        return "before", start, last
    return _side(line, options, line[start : options[0].start()], line[options[-1].end() : last]), start, last


def _options(boxes: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    return [box for box in boxes if box[0][0] != "_" or "x" in box[0]]


def _side(line: str, options: list[re.Match[str]], head: str, tail: str) -> _Side:
    """What the words before and behind a row of boxes and between them tell, or else the gaps."""
    phrases = [line[left.end() : right.start()] for left, right in pairwise(options)]
    if any(map(_ANSWER.match, (*phrases, tail))) or _ANSWERED.search(head):
        return "before"  # boxes of yes and no: cues know them on either side
    if head.rstrip().endswith(":") or len(head) > _LONGEST or _FIRST.match(head):
        return "before"
    if _LAST.match(tail):
        return "behind"
    gaps = [_gaps(line, box) for box in options]
    if all(left >= right for left, right in gaps) and any(left > right for left, right in gaps):
        return "before"
    if all(left <= right for left, right in gaps) and any(left < right for left, right in gaps):
        return "behind"
    return "unsure"


def _gaps(line: str, box: re.Match[str]) -> tuple[int, int]:
    """The spaces before and behind a box."""
    before, behind = (
        line[max(0, box.start() - _LONGEST) : box.start()],
        line[box.end() : box.end() + _LONGEST],
    )
    return len(before) - len(before.rstrip()), len(behind) - len(behind.lstrip())


def with_both_ticked(line: str, boxes: Sequence[re.Match[str]], start: int, last: int) -> str:
    """The line with the words marked as unsure that are not ticked on both sides."""
    options = _options(boxes)
    bounds = [start, *(place for box in options for place in box.span()), last]
    letters = list(line)
    ticks = [False, *(is_ticked(box[0]) for box in options), False]
    for number, (first, end) in enumerate(zip(bounds[::2], bounds[1::2], strict=True)):
        if not (ticks[number] and ticks[number + 1]):
            letters[first:end] = unsure(line[first:end])
    for box in options:
        letters[box.start() : box.end()] = ".".ljust(len(box[0]))
    return "".join(letters)


def without_rest(line: str, boxes: Sequence[re.Match[str]], last: int) -> str:
    """The line with the words behind its last box marked as unsure, unless they can have no box."""
    end = boxes[-1].end()
    told = _LAST.match(line, end) or not _SAID.search(line, end, last)
    return line if told else f"{line[:end]}{unsure(line[end:last])}{line[last:]}"


def is_ticked(box: str) -> bool:
    """Whether a box has a tick."""
    return "x" in box or "*" in box or "\u2611" in box


def hidden(text: str) -> str:
    """The text with all its words hidden."""
    return _SHOWN.sub(HIDDEN, text)


def unsure(text: str) -> str:
    """The text with all its words hidden, where nobody can say whether they are ticked."""
    return _SHOWN.sub(UNSURE, text)
