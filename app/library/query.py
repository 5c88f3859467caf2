"""Typed text as a value: what was meant, before anything is looked up."""

import re

from msgspec import Struct

_CODE = re.compile(r"[0-9A-Z]\d{3}[0-9A-Z]")
_PAIR = re.compile(
    r"([0-9A-Z]\d{3}[0-9A-Z])\s*(?:\+|,|&|/|\bwith\b|\band\b|\s)\s*([0-9A-Z]\d{3}[0-9A-Z])",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"(modifier|mod|pos|place(?: of service)?)[\s:#-]*([0-9a-z]{1,2})", re.IGNORECASE)
_LINE = re.compile(r"([0-9A-Z]\d{3}[0-9A-Z])(?:\s*[-,:]\s*|\s)[0-9A-Z]{2}")
_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
LONGEST = 200


class Query(Struct, frozen=True):
    """A parsed query.

    `text` is the typed text in lower case with single spaces; `words` its words; `pair` two codes to be
    answered together; `key` the page that is named outright ("mod 26", "POS 22", "20610-RT").
    """

    text: str
    words: tuple[str, ...]
    looks_like_code: bool
    pair: tuple[str, str] | None = None
    key: str | None = None


def parse(text: str) -> Query:
    """Parse any text; text beyond 200 characters is not looked at.

    >>> parse("20610+77002").pair
    ('20610', '77002')
    >>> parse("mod 26").key, parse("POS 22").key
    ('modifier:26', 'place:22')
    >>> parse("20610-RT").key
    '20610'
    >>> parse("C-arm needle").words
    ('c', 'arm', 'needle')
    """
    typed = " ".join(text[:LONGEST].split()).removeprefix("-")  # a modifier as it stands on a line: -26
    pair = _PAIR.fullmatch(typed.upper())
    named = _PREFIXED.fullmatch(typed)
    line = _LINE.fullmatch(typed.upper())
    return Query(
        text=typed.lower(),
        words=tuple(word.lower() for word in _WORD.findall(typed)),
        looks_like_code=bool(_CODE.fullmatch(typed.upper())),
        pair=(pair[1], pair[2]) if pair else None,
        key=_named_key(named) if named else line[1] if line else None,
    )


def _named_key(named: re.Match[str]) -> str:
    kind = "modifier" if named[1].lower().startswith("mod") else "place"
    code = named[2].upper()
    return f"{kind}:{code.zfill(2) if kind == 'place' else code}"
