"""Cells with codes of procedures and diagnoses: one or several, with their words behind them or without.

Exports write "77002", "77002-26", "CPT 77002", "77002 - FLUORO GUIDE" and "20610, 77002". Words that explain
a code are not looked at, unless a code stands among them: then the cell is refused, so that none is lost.
Errors never repeat what stands in the cell.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.claims.icd import with_point
from app.coding.errors import InputError

_DECIMALS = re.compile(r"([0-9]{1,5})\.0+")
_LOST_ZEROS = re.compile(r"[0-9]{3,4}")  # of a code that became a number: 100 was 00100
_NO_PROCEDURE = re.compile(r"[A-Z][A-Z /&.'()-]{0,40}[0-9]{0,2}|[0-9]{1,2}")
_PREFIX = re.compile(r"(?:CPT|HCPCS|HC)[\s:#]+(?=[0-9A-Z])")
_CODE = re.compile(r"[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}")
_MODIFIER = re.compile(r"[0-9A-Z]{2}")
_GLUED = re.compile(rf"({_CODE.pattern})((?:[A-Z][0-9A-Z]|[0-9][A-Z]){{1,4}})")
_FIRST = re.compile(rf"({_CODE.pattern})((?:-[0-9A-Z]{{2}})*)(?![0-9A-Z.])")
_PIECES = re.compile(r"[;|\n]+")
_BETWEEN = re.compile(r"[\s,:/+&^*()\[\]-]+")
_WORD = re.compile(r"[A-Z]{3,}")
_TIMES = re.compile(r"X[0-9]")  # 20610 X2 may be two units or a modifier
_ICD_PREFIX = re.compile(r"\bICD-?(?:10|9)?(?:-?CM)?[\s:|#]+(?=[A-Z]|[0-9]{3}\.)")
_ICD = re.compile(r"[A-Z][0-9][0-9A-Z][0-9A-Z.]*|[0-9]{3}\.[0-9]{1,2}")  # or of ICD-9, which a rule names
_DIGITS = re.compile(r"[0-9]{3,5}")
_POINTED = re.compile(r"[A-Z][0-9][0-9A-Z]\.[0-9A-Z]{1,4}")
_ICD_BETWEEN = re.compile(r"[\s,;|:/+~^]+")
_ABOUT = re.compile(r"[A-Z]{2,}")
_NO_CODE = "this is not one code of five letters or digits"
_NO_DIAGNOSIS = "this is not an ICD-10-CM code"


class Coded(NamedTuple):
    """A code with the modifiers written behind it."""

    code: str
    modifiers: tuple[str, ...] = ()


def codes(cell: str) -> tuple[Coded, ...]:
    """The codes of a cell in their order; none for a payment or an adjustment.

    Raises InputError for what is neither.

    >>> [each.code for each in codes("20610 RT, 77002")], codes("77002-26 - FLUORO GUIDE")
    (['20610', '77002'], (Coded(code='77002', modifiers=('26',)),))
    >>> codes("77002TC")
    (Coded(code='77002', modifiers=('TC',)),)
    """
    text = without_decimals(cell).upper()
    if _CODE.fullmatch(text):
        return (Coded(text),)
    if _LOST_ZEROS.fullmatch(text):
        text = text.zfill(5)
    if _NO_PROCEDURE.fullmatch(text):
        return ()
    return tuple(each for piece in _PIECES.split(text) if piece.strip() for each in _codes_of(piece.strip()))


def diagnoses(cell: str) -> tuple[str, ...]:
    """The ICD-10-CM codes of a cell, with their points, and those of ICD-9 that have one. Raises InputError.

    >>> diagnoses("M1611,M170"), diagnoses("M17.11 - OA, right knee; M25.561 pain")
    (('M16.11', 'M17.0'), ('M17.11', 'M25.561'))
    """
    text = without_icd(cell)
    if _ICD.fullmatch(text):
        return (with_point(text),)
    found = tuple(_ICD_BETWEEN.sub(" ", text).split())
    if not all(_ICD.fullmatch(each) for each in found):
        found = tuple(each for piece in _PIECES.split(text) for each in _diagnoses_of(piece))
    return tuple(map(with_point, found))


def old_diagnoses(cell: str) -> tuple[str, ...]:
    """The ICD-9-CM codes of a cell that are digits without their point. Raises InputError.

    >>> old_diagnoses("71515"), old_diagnoses("7245, V54.81")
    (('715.15',), ('724.5', 'V54.81'))
    """
    found = _ICD_BETWEEN.sub(" ", without_icd(without_decimals(cell))).split()
    if not found or not all(_DIGITS.fullmatch(each) or _ICD.fullmatch(each) for each in found):
        raise InputError(_NO_DIAGNOSIS)
    return tuple(map(with_point, found))


def without_icd(cell: str) -> str:
    """A cell in capitals, without the name of the list before its codes: ICD10|M16.11."""
    text = cell.upper()
    return _ICD_PREFIX.sub("", text) if "ICD" in text else text


def without_decimals(cell: str) -> str:
    """A code that a spreadsheet made a number of: 20610.0, 11.0."""
    number = _DECIMALS.fullmatch(cell)
    return number[1] if number else cell


def _codes_of(piece: str) -> Iterator[Coded]:
    """The codes of a piece that begins with one: further codes and modifiers follow, or words about it."""
    text = _PREFIX.sub("", piece)
    if glued := _GLUED.fullmatch(text):  # as in box 44 of a hospital's claim
        yield Coded(glued[1], tuple(re.findall("..", glued[2])))
        return
    first = _FIRST.match(text)
    if first is None:
        raise InputError(_NO_CODE)
    rest = [word for word in _BETWEEN.split(text[first.end() :]) if word]
    found = [Coded(first[1], tuple(first[2].split("-")[1:]))]
    if any(map(_TIMES.fullmatch, rest)):
        raise InputError(_NO_CODE)
    if all(_CODE.fullmatch(word) or _MODIFIER.fullmatch(word) for word in rest):
        for word in rest:
            is_code = _CODE.fullmatch(word)
            last = found[-1]
            found[len(found) if is_code else -1 :] = [
                Coded(word) if is_code else Coded(last.code, (*last.modifiers, word))
            ]
    elif not any(map(_WORD.search, rest)) or any(map(_CODE.fullmatch, rest)):
        raise InputError(_NO_CODE)
    yield from found


def _diagnoses_of(piece: str) -> Iterator[str]:
    """The codes of a piece with words: each begins it or stands behind a comma; none stands among words."""
    explained = False
    for part in piece.split(","):
        words = part.replace(":", " ").split()
        codes = 0
        while (
            codes < len(words)
            and _ICD.fullmatch(words[codes])
            and (not explained or _POINTED.fullmatch(words[codes]))
        ):
            codes += 1
        yield from words[:codes]
        rest = words[codes:]
        if any(map(_POINTED.search, rest)) or (not codes and not explained and words):
            raise InputError(_NO_DIAGNOSIS)
        if rest:
            if not any(map(_ABOUT.search, rest)) and not explained:
                raise InputError(_NO_DIAGNOSIS)
            explained = True
