"""A text of parts cut to a width: whole parts go from the right, then whole words; no word is ever cut."""

import re
from collections.abc import Callable

_ELLIPSIS = "…"
_ENDS = tuple(map(re.compile, (" · ", ", | — ", r"\s+")))
"""Of an edition with what is said of it, of a part inside, of a word."""


def elide_parts(text: str, width_of: Callable[[str], int], room: int) -> str:
    """The text as far as it fits, with an ellipsis behind the last whole part, else behind the last word.

    >>> elide_parts("In force: Book 2026.11 · RVU26A · OPPS", len, 31)
    'In force: Book 2026.11 …'
    >>> elide_parts("In force: Book 2026.11 · RVU26A", len, 18)
    'In force: Book …'
    """
    if width_of(text) <= room:
        return text
    for ends in _ENDS:
        cuts = [f"{text[: end.start()].rstrip()} {_ELLIPSIS}" for end in ends.finditer(text.rstrip())]
        fitting = [cut for cut in cuts if cut.strip() != _ELLIPSIS and width_of(cut) <= room]
        if fitting:
            return fitting[-1]
    return _ELLIPSIS
