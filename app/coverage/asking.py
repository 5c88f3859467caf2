"""What is asked of coverage articles: each code with a diagnosis, typed or of a claim, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from app.coding.claim import Claim, coded_lines
from app.coding.errors import InputError
from app.coding.rates import Rates
from app.coding.sentences import one_line
from app.coverage.place import Place, of_contractor, of_locality, of_name, of_state, of_zip

_WORD = re.compile(r"[^\s,;+]+")
_CODE = r"[0-9A-Z]\d{3}[0-9A-Z]"
_DIAGNOSIS = re.compile(r"([A-Z]\d[0-9A-Z])\.?([0-9A-Z]{0,4})", re.ASCII)
_CODE_FIRST = re.compile(rf"({_CODE})([A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{{1,4}})?)?", re.ASCII)
_SHOWN = 40  # characters of what is typed
_DOCUMENT = re.compile(r"[LA]\d{5}", re.ASCII)
_CARRIER = re.compile(r"(?:MAC|CONTRACTOR|CARRIER)\s*(\d{4,5})", re.ASCII)
CODES, DIAGNOSES = "20610 77002", "M25.551"
PLACES = "IL, 60098 or MAC 06102"


class Asked(Struct, frozen=True):
    """A procedure code, and a diagnosis with its point; "": who prints the code."""

    code: str
    diagnosis: str = ""


def asked_of(claim: Claim | None) -> tuple[Asked, ...]:
    """Each coded line of a claim with each of its own diagnoses, once."""
    lines = coded_lines(claim) if claim else ()
    found = (Asked(line.code, _pointed(each) or each) for line in lines for each in line.diagnoses or ("",))
    return tuple(dict.fromkeys(found))


def asked_typed(codes: str, diagnoses: str, claim: Claim | None = None) -> tuple[Asked, ...]:
    """Each typed code with each typed diagnosis; diagnoses alone are asked for the codes of the claim.

    A diagnosis may stand behind the codes. Raises InputError with one sentence for what is neither.

    >>> asked_typed("20610 77002", "m25551")
    (Asked(code='20610', diagnosis='M25.551'), Asked(code='77002', diagnosis='M25.551'))
    >>> asked_typed("20610m25551", "")
    (Asked(code='20610', diagnosis='M25.551'),)
    """
    if not codes.strip() and not diagnoses.strip():
        return ()
    found, beside = _split(codes)
    wanted = (*beside, *map(read_diagnosis, _WORD.findall(diagnoses)))
    known = found or tuple(dict.fromkeys(each.code for each in asked_of(claim)))
    if not known:
        raise InputError(f"Which code? Type it, for example {CODES}.")
    return tuple(dict.fromkeys(Asked(code, each) for code in known for each in wanted or ("",)))


def read_diagnosis(text: str) -> str:
    """A diagnosis with its point, as articles list it. Raises InputError for what is none.

    >>> read_diagnosis("m25551")
    'M25.551'
    """
    pointed = _pointed(text)
    if not pointed:
        raise InputError(f"“{one_line(text, _SHOWN)}” is not a diagnosis code. Give one such as {DIAGNOSES}.")
    return pointed


def check_no_document(word: str) -> None:
    """Raise InputError for the number of an LCD or article: codes are what is asked for."""
    number = word.strip().upper()
    if _DOCUMENT.fullmatch(number):
        kind = "an LCD" if number.startswith("L") else "an article"
        raise InputError(f"{number} is the number of {kind}. Ask with a code that it is about: {CODES}.")


def read_place(typed: str, rates: Rates) -> Place:
    """The place of a state, a ZIP code, a contractor or a locality by number or name; every place for "".

    Five digits alone are a ZIP code. Raises InputError for what is none of them.
    """
    text = typed.strip().upper()
    if not text:
        return Place()
    if carrier := _CARRIER.fullmatch(text):
        place = of_contractor(carrier[1])
    else:
        place = of_state(text, rates) or of_locality(text) or of_zip(text, rates) or of_name(text, rates)
    if place is None:
        raise InputError(
            f"“{one_line(typed, _SHOWN)}” is not a place. Type a state, a ZIP code or a contractor: {PLACES}."
        )
    return place


def place_text(claim: Claim | None) -> str:
    """The place that a claim states, as `read_place` takes it; "" where it states none."""
    stated = claim.locality if claim else None
    if stated and stated.carrier:
        return f"MAC {stated.carrier}"
    return (stated.zip or "") if stated else ""


def _split(codes: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes and the diagnoses of the field of codes."""
    pairs = list(_words(codes))
    return (
        tuple(dict.fromkeys(code for code, _ in pairs if code)),
        tuple(dict.fromkeys(each for _, each in pairs if each)),
    )


def _words(codes: str) -> Iterator[tuple[str, str]]:
    for word in _WORD.findall(codes.upper()):
        check_no_document(word)
        if match := _CODE_FIRST.fullmatch(word):
            yield match[1], read_diagnosis(match[2]) if match[2] else ""
        elif _DIAGNOSIS.fullmatch(word):
            yield "", read_diagnosis(word)
        else:
            raise InputError(
                f"“{one_line(word, _SHOWN)}” is neither a code nor a diagnosis. Type {CODES} or {DIAGNOSES}."
            )


def _pointed(diagnosis: str) -> str:
    """A diagnosis with its point, "" for what is none."""
    match = _DIAGNOSIS.fullmatch(diagnosis.strip().upper())
    return ".".join(filter(None, match.groups())) if match else ""
