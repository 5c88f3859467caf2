"""Typed text as a value: what was meant, before anything is looked up."""

import re
import unicodedata
from itertools import combinations

from msgspec import Struct

from app.coding.page_key import COMPARE, page_key
from app.library.search.modality import Modality, modality_in

# A code among other words, with the modifier that may follow it on a line: 20610-RT, CPT 77002, 7700226.
# A number after ZIP is a place.
_TYPED_CODE = re.compile(
    r"(?<![\w.])(?<!ZIP )(?<!ZIP CODE )"
    r"(?:CPT|HCPCS)?([0-9A-Z]\d{3}[0-9A-Z])(?:\s*[-:]\s*|,\s?)?([0-9A-Z]{2})?(?![\w.])"
)
_NAMED = re.compile(
    r"(?<!\w)(modifier|mod|pos|place(?: of service)?)[\s:#-]*([0-9a-z]{1,2})(?!\w)", re.IGNORECASE
)
_DENIAL = re.compile(
    r"(?<!\w)(?:CO|CR|OA|PI|PR|CARC|RARC|(?:denial|denied|reason|remark)(?: code)?)[\s-]*"
    r"((?:[ABDPWY]?\d{1,3})|(?:(?:MA|M|N)\d{1,4}))(?!\w)",
    re.IGNORECASE,
)
"""A number of a remittance with its group or kind before it."""
_UNITS = re.compile(r"x\d{1,2}")
_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
_COMPARING = frozenset({"vs", "versus", "compare", "compared", "comparison", "difference"})
# Words of a question that say nothing of the thing asked for.
_EMPTY = _COMPARING | frozenset((
    "a", "an", "and", "are", "at", "be", "between", "bill", "billed", "billing", "by", "can", "code",
    "codes", "cpt", "do", "does", "for", "from", "hcpcs", "how", "in", "is", "it", "of", "or", "report",
    "reported", "the", "to", "under", "use", "used", "using", "what", "when", "which", "who", "why",
    "with",
))  # fmt: skip
_SHORT = {
    "bx": "biopsy",
    "inj": "injection",
    "asp": "aspiration",
    "dx": "diagnosis",
    "doc": "documentation",
    "jt": "joint",
    "jts": "joints",
}
# What opens a question, and words that then only ask: "what clears CO-B15", "is 0232T covered".
_ASKING = frozenset((
    "am", "are", "can", "could", "did", "do", "does", "how", "if", "is", "may", "must", "should", "was",
    "what", "when", "where", "which", "who", "why", "will", "would",
))  # fmt: skip
_ASKED = _ASKING | frozenset((
    "allowed", "allow", "clear", "clears", "cover", "covered", "covers", "get", "gets", "have",
    "has", "i", "many", "me", "mean", "means", "much", "my", "need", "needed", "needs", "our",
    "paid", "pay", "payable", "pays", "same", "that", "there", "they", "this", "together", "want", "we",
    "you", "your",
))  # fmt: skip
LONGEST = 200
_MOST_ANSWERED = 4
"""So many codes are answered two by two; more are a claim, which wants a check."""


class Query(Struct, frozen=True):
    """A parsed query.

    `text` is the typed text in lower case with single spaces; `words` its words without those that say
    nothing; `codes` the codes in it and `rest` its words beside them; `pairs` the codes to be
    answered two by two; `keys` the pages that are named outright ("mod 26", "POS 22", "20610-RT"),
    `denials` the numbers of a remittance that stand with their group ("CO-236"); `guidance` the code of the
    modality named beside the codes ("20610 ultrasound"), or nothing; `unguided`: the words say that there
    was no guidance ("20610 landmark").
    """

    text: str
    words: tuple[str, ...]
    codes: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    guidance: str = ""
    unguided: bool = False


def parse(text: str) -> Query:
    """Parse any text; text beyond 200 characters is not looked at.

    >>> parse("20610+77002").pairs, parse("20610 77002 medicare").rest
    ((('20610', '77002'),), ('medicare',))
    >>> parse("mod 26").keys, parse("POS 22 TC").keys
    (('modifier:26',), ('place:22', 'modifier:TC'))
    >>> parse("what clears co 236").denials
    ('236',)
    >>> parse("20610-RT").codes, parse("20610-RT").keys
    (('20610',), ('modifier:RT',))
    >>> parse("denial 50").denials, parse("47000 ultrasound").guidance
    (('50',), '76942')
    >>> parse("77002 in ZIP 60098").codes
    ('77002',)
    >>> parse("C-arm for a needle").words
    ('c', 'arm', 'needle')
    """
    folded = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST]
    typed = " ".join(folded.split()).lstrip("-#")  # a modifier as it stands on a line: -26
    upper = typed.upper()
    lines = [(found[1], found[2]) for found in _TYPED_CODE.finditer(upper)]
    codes = tuple(dict.fromkeys(code for code, _ in lines))
    words = tuple(word.lower() for word in _WORD.findall(typed))
    idle = _EMPTY | _ASKED if words[:1] and words[0] in _ASKING else _EMPTY
    modality = modality_in(typed) if codes else Modality()
    said = tuple(_SHORT.get(word, word) for word in words if word not in idle) or words
    return Query(
        text=typed.lower(),
        words=said,
        codes=codes,
        rest=_beside(said, typed, lines),
        pairs=tuple(combinations(codes, 2)) if len(codes) <= _MOST_ANSWERED else (),
        keys=tuple(dict.fromkeys(_keys(typed, lines))),
        denials=tuple(found[1].upper() for found in _DENIAL.finditer(typed)),
        guidance=modality.guidance,
        unguided=modality.none,
    )


def _beside(words: tuple[str, ...], typed: str, lines: list[tuple[str, str]]) -> tuple[str, ...]:
    """The words beside the codes of claim lines, without their modifiers, places and units."""
    if not lines:
        return words
    spoken = {part.lower() for line in lines for part in line if part}
    spoken |= {f"{code}{modifier}".lower() for code, modifier in lines if modifier}
    spoken |= {f"cpt{code}".lower() for code, _ in lines}
    spoken |= {word.lower() for named in _NAMED.finditer(typed) for word in _WORD.findall(named[0])}
    return tuple(word for word in words if word not in spoken and not re.fullmatch(r"x|x?\d{1,2}", word))


def _keys(typed: str, lines: list[tuple[str, str]]) -> list[str]:
    """The pages that the text names: modifiers and places with their word, and modifiers of claim lines."""
    named = [_named_key(found) for found in _NAMED.finditer(typed)]
    keys = named + [page_key("modifier", modifier) for _, modifier in lines if modifier]
    others = [word.lower() for word in _WORD.findall(_NAMED.sub(" ", typed))]
    if named or lines:  # beside a code or a place, two signs are a modifier: "POS 24 TC"
        signs = (
            word for word in others if len(word) == 2 and word not in _EMPTY and not _UNITS.fullmatch(word)
        )
        keys += [page_key("modifier", word.upper()) for word in signs]
    if _COMPARING & {*others}:
        keys.append(COMPARE)
    return keys


def _named_key(named: re.Match[str]) -> str:
    code = named[2].upper()
    if named[1].lower().startswith("mod"):
        return page_key("modifier", code)
    return page_key("place", code.zfill(2))
