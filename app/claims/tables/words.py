"""The words of headings as exports shorten them, so that "Svc Dt" and "Service Date" are one."""

import re

from app.claims.plain_text import plain

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_BOX = re.compile(r"^\s*(?:box\s*)?(?:1[0-9]|2[0-9]|3[0-3])[a-j]?[\s.:)_-]+(?=[a-z])", re.IGNORECASE)
"""The number of a box of the claim form (CMS-1500) that some exports write before its name: 24D, 24G."""
_VALUE = re.compile(r"[0-9]{3}|[0-9][./-][0-9]|[*~^@{}\[\]]|[A-Z][0-9]{2}\.|\b(?:Dr|Mr|Mrs|Ms)\b")
_SHORT = {
    "acct": "account", "adj": "adjustment", "amt": "amount", "anes": "anesthesia", "appt": "appointment",
    "auth": "authorization", "bal": "balance", "beg": "begin", "bgn": "begin", "cd": "code",
    "chg": "charge", "chrg": "charge", "clm": "claim", "cnt": "count", "co": "company", "ctr": "center",
    "dept": "department", "desc": "description", "descr": "description", "dgns": "diagnosis",
    "diag": "diagnosis", "diagnoses": "diagnosis", "diags": "diagnosis", "dt": "date", "dx": "diagnosis",
    "enc": "encounter", "fac": "facility", "fin": "financial", "freq": "frequency", "ins": "insurance",
    "inv": "invoice", "loc": "location", "mdfr": "modifier", "mod": "modifier", "nbr": "number",
    "nm": "name", "no": "number", "nr": "number", "num": "number", "oth": "other", "payor": "payer",
    "perf": "performing", "phys": "physician", "physn": "physician", "plc": "place", "pmt": "payment",
    "prf": "performing", "pri": "primary", "prim": "primary", "prin": "principal", "princ": "principal",
    "prncpal": "principal", "proc": "procedure", "procs": "procedure", "prov": "provider",
    "prvdr": "provider", "ptr": "pointer", "ptrs": "pointer", "qty": "quantity", "ref": "referring",
    "rend": "rendering", "rev": "revenue", "rndrg": "rendering", "rndrng": "rendering", "serv": "service",
    "srvc": "service", "stus": "status", "svc": "service", "svcs": "service", "thru": "through",
    "tot": "total", "typ": "type",
}  # fmt: skip
_EMPTY = {"of", "the", "on", "s", "r", "st", "nd", "rd", "th"}  # S of "Modifier(s)", R of "CPT(R)", 1ST
_KEEP_S = {"status", "pos", "dos", "gross", "hcpcs", "address", "diagnosis", "class", "plus", "basis"}


def split_heading(heading: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of a heading, in small letters, and the numbers in it.

    >>> split_heading("Mod1_2")
    (('mod',), (1, 2))
    """
    parts = _PARTS.findall(plain(heading))
    words = tuple(part.lower() for part in parts if not part.isdecimal())
    return words, tuple(int(part) for part in parts if part.isdecimal() and len(part) <= 3)


def is_heading(text: str) -> bool:
    """Whether a cell reads as a heading does: words, and numbers that count columns; no value of a claim."""
    return any(map(str.isalpha, text)) and _VALUE.search(text) is None


def whole_words(heading: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of a heading written out, in the singular, without those that say nothing; and its numbers.

    >>> whole_words("Svc Dt"), whole_words("24G Days or Units"), whole_words("Mod #2")
    ((('service', 'date'), ()), (('day', 'or', 'unit'), ()), (('modifier', 'number'), (2,)))
    """
    words, numbers = split_heading(_BOX.sub("", heading, count=1).replace("#", " number "))
    return tuple(_whole(word) for word in words if word not in _EMPTY), numbers


def _whole(word: str) -> str:
    word = _SHORT.get(word, word)
    return word[:-1] if word.endswith("s") and len(word) > 3 and word not in _KEEP_S else word
