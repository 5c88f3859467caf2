"""The words of headings as exports shorten them, so that "Svc Dt" and "Service Date" are one."""

import re

from app.claims.plain_text import plain

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_BOX = re.compile(
    r"^\s*(?:box[\s_]*)?(?:1[0-9]|2[0-9]|3[0-3])[a-j]?[\s.:)_-]+(?=[a-z]{2})"
    r"|^\s*(?:box|item|fl|field)[\s_]*[1-8]?[0-9][a-q]?[\s.:)_-]+(?=[a-z]{2})",
    re.IGNORECASE,
)
"""The number of a box of the claim form that some exports write before its name: 24D, FL 44, box_24d."""
_BARE_BOX = re.compile(
    r"\s*(?:(?:box|item|fl)[\s_]*)?(?P<box>21|24|67)[\s._-]*(?P<letter>[a-q])?[\s._-]*(?P<line>[1-6]?)\s*",
    re.IGNORECASE,
)
_BOXES = {
    "a": "dos", "b": "pos", "c": "emg", "d": "cpt", "e": "pointer", "f": "charge", "g": "unit", "h": "epsdt",
    "i": "qualifier", "j": "rendering npi",
}  # fmt: skip
"""What the parts of box 24 of the CMS-1500 hold, the lines of the claim."""
_VALUE = re.compile(r"[0-9]{3}|[0-9][./-][0-9]|[*~^@{}\[\]]|[A-Z][0-9]{2}\.|\b(?:Dr|Mr|Mrs|Ms)\b")
_LETTERS_OF_21 = tuple("abcdefghijkl")
_SHORT = {
    "acct": "account", "actl": "actual", "adj": "adjustment", "alowd": "allowed", "blg": "billing",
    "amt": "amount", "anes": "anesthesia", "appt": "appointment",
    "auth": "authorization", "bal": "balance", "beg": "begin", "bgn": "begin", "cd": "code",
    "chg": "charge", "chrg": "charge", "clm": "claim", "cnt": "count", "cntr": "center", "co": "company",
    "ctr": "center",
    "dept": "department", "desc": "description", "descr": "description", "dgns": "diagnosis",
    "diag": "diagnosis", "diagnoses": "diagnosis", "diags": "diagnosis", "dt": "date", "dx": "diagnosis",
    "enc": "encounter", "fac": "facility", "fin": "financial", "freq": "frequency", "ins": "insurance",
    "inv": "invoice", "loc": "location", "mdfr": "modifier", "mod": "modifier", "nbr": "number",
    "nm": "name", "no": "number", "nr": "number", "num": "number", "oth": "other", "payor": "payer",
    "perf": "performing", "phys": "physician", "physn": "physician", "plc": "place", "pmt": "payment",
    "prcdr": "procedure",
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


def name_of_box(heading: str) -> str:
    """The name of a box of a claim form of which only the number stands there; "" for any other heading.

    >>> name_of_box("24D"), name_of_box("box_24e_2"), name_of_box("21. B"), name_of_box("FL67")
    ('cpt', 'pointer 2', 'dx b', 'dx')
    """
    found = _BARE_BOX.fullmatch(heading)
    if found is None:
        return ""
    letter = (found["letter"] or "").lower()
    if found["box"] == "24":
        return f"{_BOXES[letter]} {found['line']}".strip() if letter in _BOXES else ""
    if found["line"] or (found["box"] == "21" and letter not in _LETTERS_OF_21):
        return ""
    return f"dx {letter}".strip()


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
