"""Words that a note asks or takes back: questions without an answer, and slips of a dictation.

Both are hidden, so that they say nothing; a plain text stays as long as it was.
"""

import re

from app.notes.unsure_boxes import hidden

_QUESTION = re.compile(r"[a-z)\"']\?(?=[\s\"')]|\Z)")
_SLIP = re.compile(
    r"(?:(?<=[.,;!?\n]) *|- *)(?:no,? )?"
    r"(?:(?:strike|scratch|delete|disregard|erase) (?:that|the last(?: sentence)?)"
    r"|(?<=, )(?:correction|i mean|make that|or rather|excuse me))"
    r"(?=[ .,;:!?\n-]|\Z)(?! (?:was|were|which|the))"
)
_LONGEST = 300  # characters of a sentence
_ENDS = ".;!?\n"


def without_taken_back(text: str) -> str:
    """The text without its questions, and without what stands before "strike that".

    >>> without_taken_back("images saved? us, scratch that, ct")
    '~~~~~~ ~~~~~~ ~~~ ~~~~~~~ ~~~~~ ct'
    """
    if "?" in text:
        text = _without(text, _QUESTION)
    return _without(text, _SLIP) if " that" in text or "," in text or "the last" in text else text


def _without(text: str, marks: re.Pattern[str]) -> str:
    """The text without the sentences up to some marks; of a mark that begins one the sentence before it."""
    pieces: list[str] = []
    done = 0
    for mark in marks.finditer(text):
        low = max(done, mark.start() - _LONGEST)
        told = len(text[low : mark.start()].rstrip(f"{_ENDS}, ")) + low
        start = max(low, *(text.rfind(sign, low, told) + 1 for sign in _ENDS))
        pieces += (text[done:start], hidden(text[start : mark.end()]))
        done = mark.end()
        if text[done : done + 1] == ",":
            pieces.append("~")
            done += 1
    return "".join((*pieces, text[done:])) if pieces else text
