"""Links to Needlepoint: `needlepoint://lookup/77002?date=2026-03-10`, `needlepoint://page/modifier:59`.

A link names one code or two, or a page, and a date; nothing else. Reading one looks at its text alone: it
opens no file and starts no program.
"""

from __future__ import annotations

import re
from datetime import date

from app.coding.errors import InputError
from app.coding.page_key import answer_key, is_page_name
from app.coding.requests import ShowPage

SCHEME = "needlepoint:"
_LONGEST = 200
_LINK = re.compile(
    r"needlepoint://(?P<kind>lookup|page)/(?P<name>[0-9A-Za-z:,+._%-]+)/?(?:\?date=(?P<date>[0-9-]+))?",
    re.ASCII | re.IGNORECASE,
)
_CODES = re.compile(r"([0-9A-Z]{5})(?:[+,]([0-9A-Z]{5}))?", re.ASCII)
_ESCAPED = re.compile(r"%([0-9A-F]{2})", re.ASCII | re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EXAMPLE = "Write it as needlepoint://lookup/77002?date=2026-03-10."


def is_link(text: str) -> bool:
    """Whether a text claims to be a link to Needlepoint."""
    return text[: len(SCHEME)].lower() == SCHEME


def read_link(text: str) -> ShowPage:
    """The page, and the date if there is one, that a link names.

    >>> read_link("needlepoint://lookup/20610+77002?date=2026-03-10")
    ShowPage(key='answer:20610+77002', on=datetime.date(2026, 3, 10))

    Raises InputError with one sentence for anything else in a link.
    """
    found = _LINK.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        raise InputError(f"The link names something else than codes, a page and a date. {_EXAMPLE}")
    name = _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), found["name"])
    key = _codes_key(name) if found["kind"].lower() == "lookup" else name
    if not is_page_name(key):
        raise InputError(f"The link names no code and no page. {_EXAMPLE}")
    return ShowPage(key, _day(found["date"]))


def _codes_key(name: str) -> str:
    """The key of one code or of the answer about two; "" for anything else."""
    codes = _CODES.fullmatch(name.upper())
    if codes is None:
        return ""
    return answer_key(codes[1], codes[2]) if codes[2] else codes[1]


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InputError("The date of the link is no calendar date. Write it as 2026-03-10.")
