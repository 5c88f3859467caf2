"""The modality in the words beside a code: what is asked about, or that there was none."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from app.coding.page_key import MAIN_CODE

_ULTRASOUND, _CT, _MR = "76942", "77012", "77021"
_GUIDANCE_BY = {
    **dict.fromkeys(("ultrasound", "us", "usg", "sono", "sonography", "sonographic"), _ULTRASOUND),
    **dict.fromkeys(("ct", "cat"), _CT),
    **dict.fromkeys(("mr", "mri"), _MR),
    **dict.fromkeys(("fluoro", "fluoroscopy", "fluoroscopic"), MAIN_CODE),
}
GUIDANCE = frozenset(_GUIDANCE_BY.values())
"""The codes that words of a method mean."""
_ANY = frozenset(("guidance", "guided", "image", "imaging"))
_DENYING = frozenset(("no", "non", "not", "nor", "w/o", "without", "wo"))
_JOINING = frozenset(("and", "or", "nor"))
_BETWEEN = frozenset(("a", "any", "of", "the", "under", "use", "using", "with"))  # no use of ultrasound
_UNGUIDED = frozenset(("blind", "blindly", "landmark", "landmarks", "palpation", "unguided"))
_SHORT_WITHOUT = re.compile(r"\bw/o(?:ut)?\b")
_WORD = re.compile(r"[^\W_]+")


class Modality(Struct, frozen=True):
    """The guidance code of the one modality that is named, "" for none or several; or that there was none."""

    guidance: str = ""
    none: bool = False


def modality_in(text: str) -> Modality:
    """Read typed text. A modality that is denied is not taken for it.

    >>> modality_in("20610 ultrasound").guidance, modality_in("20610 without ultrasound")
    ('76942', Modality(guidance='', none=False))
    >>> modality_in("20610 landmark").none, modality_in("20610 w/o image guidance").none
    (True, True)
    """
    words = _WORD.findall(_SHORT_WITHOUT.sub("without", text.lower()))
    denied = _denied(words)
    named = {_GUIDANCE_BY[word] for at, word in enumerate(words) if word in _GUIDANCE_BY and at not in denied}
    unguided = not _UNGUIDED.isdisjoint(words) or any(
        words[at] in _ANY or _GUIDANCE_BY[words[at]] == MAIN_CODE for at in denied
    )
    return Modality(next(iter(named)) if len(named) == 1 else "", unguided and not named)


def _denied(words: Sequence[str]) -> set[int]:
    """The places of the words of imaging that are denied: no ultrasound or CT, ultrasound not used."""
    found: set[int] = set()
    denies = was_denied = False
    for at, (before, word) in enumerate(pairwise(("", *words))):
        if word in _DENYING:
            denies = True
        elif word in _ANY and before in _GUIDANCE_BY:
            continue  # that of the modality
        elif _is_imaging(word):
            if denies:
                found.add(at)
            was_denied, denies = denies, False
        elif word in _JOINING:
            denies = was_denied
        elif word not in _BETWEEN:
            denies = was_denied = False
    pairs = enumerate(pairwise((*words, "")))
    behind = {at for at, (word, after) in pairs if _is_imaging(word) and after == "not"}
    return found | {at for at in behind if not any(map(_is_imaging, words[at + 2 : at + 3]))}


def _is_imaging(word: str) -> bool:
    return word in _GUIDANCE_BY or word in _ANY
