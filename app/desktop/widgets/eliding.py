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


def keeps_a_part(text: str, cut: str) -> bool:
    """Whether a cut text has at least the first of its parts: an edition with all said of it, else a name.

    >>> keeps_a_part("Book 2026.11, ended · RVU26A", "Book 2026.11 …")
    False
    """
    first = next((found for ends in _ENDS[:2] if (found := ends.search(text))), None)
    return first is not None and len(cut) > first.start()
