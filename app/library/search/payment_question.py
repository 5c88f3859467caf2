"""Whether typed text asks what one code pays, and where: "what pays 77002 in illinois"."""

from __future__ import annotations

import re

from app.library.search.query import parse

_PAYING = frozenset((
    "allowable", "amount", "amounts", "cost", "costs", "fee", "fees", "paid", "pay", "payable", "payment",
    "payments", "pays", "price", "rate", "rates", "reimburse", "reimbursed", "reimbursement", "reimburses",
))  # fmt: skip
_WORDS = re.compile(r"[^\W_]+")
_ZIP = re.compile(r"^zip (?:code )?", re.IGNORECASE)
_WHERE = re.compile(r"(?<!\w)(?:in|near|for zip|zip)(?: code)? ([^?!]+)", re.IGNORECASE)


def payment_question(text: str) -> tuple[str, str] | None:
    """The code and the place of a question about what a code pays, "" for no place; None for any other text.

    >>> payment_question("what pays 77002 in illinois"), payment_question("77002 payment")
    (('77002', 'illinois'), ('77002', ''))
    >>> payment_question("what does 77002 pay in ZIP 60098?")
    ('77002', '60098')
    >>> payment_question("77002"), payment_question("20610 77002 pays"), payment_question("prior payment")
    (None, None, None)
    """
    query = parse(text)
    if len(query.codes) != 1 or not _PAYING & {*map(str.lower, _WORDS.findall(text))}:
        return None
    without = re.sub(re.escape(query.codes[0]), " ", text, flags=re.IGNORECASE)
    found = _WHERE.search(" ".join(without.split()))
    place = _ZIP.sub("", found[1].strip().rstrip(".")) if found else ""
    return query.codes[0], place
