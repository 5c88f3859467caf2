"""The question in a text that was selected in another program: two codes, a code, or a few words."""

from __future__ import annotations

import re

LONGEST = 80
_CODE = re.compile(r"(?<![0-9A-Za-z.$-])(?:\d{4}[0-9A-Z]|[A-Z]\d{4})(?![0-9A-Za-z])(?!\.\d)", re.ASCII)


def holds_code(text: str) -> bool:
    """Whether a text holds anything written as a CPT or HCPCS code.

    >>> holds_code("20610-RT"), holds_code("shoulder"), holds_code("2061")
    (True, False, False)
    """
    return _CODE.search(text) is not None


def question_in(text: str) -> str:
    r"""What to look up for a copied text, "" when it holds no question.

    A short text on one line is the question itself. Of a longer one only the first two codes are taken, so
    that a copied note with all that it says of a patient stays out of the search.

    >>> question_in("20610 77002"), question_in("Claim 4\n20610-RT x1\n77002-26")
    ('20610 77002', '20610 77002')
    """
    stripped = text.strip()
    if len(stripped) <= LONGEST and len(stripped.splitlines()) <= 1 and stripped.isprintable():
        return stripped
    codes = dict.fromkeys(found[0] for found in _CODE.finditer(stripped))
    return " ".join(list(codes)[:2])
