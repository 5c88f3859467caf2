"""Numbers, days and codes of FHIR R4 as a claim has them. Errors never repeat what was read.

A file writes the same few systems, numbers and days on every line: what they are is told once.
"""

import functools
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Raw

from app.claims.fhir.resources import Coding, Concept, Period
from app.claims.icd import with_point
from app.coding.errors import InputError

_NUMBER = re.compile(
    rb'(?P<quote>"?)(?P<number>-?[0-9]{1,12}(?:\.[0-9]{1,12})?(?:[eE][+-]?[0-9])?)(?P=quote)'
)
_BELOW_ZERO = re.compile(rb'"?-[0-9.]*[1-9]')
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T.*)?", re.DOTALL)
_PROCEDURES = re.compile(
    r"ama-assn\.org/go/cpt|hcpcs|codesystem/cpt\b|urn:oid:2\.16\.840\.1\.113883\.6\.(?:12|14|285)\b",
    re.IGNORECASE,
)
"""Systems of CPT and HCPCS as exports name them."""
_DIAGNOSES = re.compile(
    r"icd-?10-?cm|hl7\.org/fhir/sid/icd-10(?![-\w])|urn:oid:2\.16\.840\.1\.113883\.6\.90\b", re.IGNORECASE
)
"""Systems of ICD-10-CM. CMS names it icd-10 (Blue Button 2: beneficiary-fhir-data, endpoint-responses/v2)."""
_OLD_DIAGNOSES = re.compile(r"icd-?9-?cm|urn:oid:2\.16\.840\.1\.113883\.6\.103\b", re.IGNORECASE)
"""Systems of the diagnoses of ICD-9-CM."""
_PLACES = re.compile(r"place[-_ ]?of[-_ ]?(?:service|srvc)|\bpos\b|service-?place\b", re.IGNORECASE)
"""Systems of places of service. Those of the example list of FHIR (ex-serviceplace) are of CMS."""
_EXAMPLES = re.compile(r"hl7\.org/(?:fhir/)?(?:\w+/)?(?:ex-|claim-)?modifiers?$", re.IGNORECASE)
"""FHIR's own list of modifiers, an example without a code of two signs; exports name it for those of CPT."""
_REVENUE = re.compile(r"revenuecodes|clm-rev-cntr-cd|variables/rev_cntr$|nubc\.org", re.IGNORECASE)
_FIVE = re.compile(r"[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}")
_ICD_10 = re.compile(r"[A-TV-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?")
_ICD_9 = re.compile(r"[0-9]{3}\.?[0-9]{0,2}")
_DIGITS = re.compile(r"[0-9]{1,2}")
_TWO = re.compile(r"[0-9A-Z]{2}")
_SEEN = 512
Days = tuple[date, date]


def number(raw: Raw) -> Decimal | None:
    """A number as written, None for none. Raises InputError for what is not a plain number."""
    text = bytes(raw)
    return None if text == b"null" else _number(text)


def as_written(raw: Raw) -> str:
    """A plain number as it is written, without quotation marks; "" for anything else."""
    found = _NUMBER.fullmatch(bytes(raw))
    return found["number"].decode() if found else ""


@functools.lru_cache(maxsize=_SEEN)
def _number(text: bytes) -> Decimal:
    found = _NUMBER.fullmatch(text)
    if not found:
        raise InputError("is not a plain number")
    return Decimal(found["number"].decode())


def is_below_zero(raw: Raw) -> bool:
    """Whether a number as written is below zero; False for what is no number."""
    return _BELOW_ZERO.match(bytes(raw)) is not None


def whole(raw: Raw) -> int | None:
    """A whole number, also one written 3.000. Raises InputError."""
    text = bytes(raw)
    return None if text == b"null" else _whole(text)


@functools.lru_cache(maxsize=_SEEN)
def _whole(text: bytes) -> int:
    value = _number(text)
    if value != value.to_integral_value():
        raise InputError("is not a whole number")
    return int(value)


@functools.lru_cache(maxsize=_SEEN)
def day(text: str) -> date:
    """The day of a date or a time as written, in its own time zone. Raises InputError for a month alone."""
    found = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(found[1] if found else "")
    except ValueError:
        raise InputError("the date of service is not a full date") from None


def days(period: Period | None) -> Days | None:
    """The first and the last day of a period; one without an end is of its first day. Raises InputError."""
    if period is None or not (period.start or period.end):
        return None
    if not period.start:
        raise InputError("the period of service has no start")
    first = day(period.start)
    last = day(period.end) if period.end else first
    if last < first:
        raise InputError("the period of service ends before it starts")
    return first, last


def codings(concept: Concept | None) -> list[Coding]:
    """The codings of a concept that have a code."""
    if concept is None or not concept.coding:
        return []
    return [coding for coding in concept.coding if coding and coding.code]


def procedures(concept: Concept | None) -> list[str]:
    """The codes of CPT and HCPCS, each once."""
    return _codes_of(_PROCEDURES, concept)


def procedures_of_no_list(concept: Concept | None) -> list[str]:
    """The codes of the shape of CPT and HCPCS, each once, of a concept that names no code system at all."""
    found = codings(concept)
    return _codes_of_no_list(_FIVE, found)


def diagnoses(concept: Concept | None) -> list[str]:
    """The codes of ICD-10-CM, each once and with its point."""
    return list(dict.fromkeys(map(with_point, _codes_of(_DIAGNOSES, concept))))


def diagnoses_of_icd_9(concept: Concept | None) -> list[str]:
    """The codes of digits that are marked as ICD-9-CM; those with a letter look like others of ICD-10-CM."""
    found = _codes_of(_OLD_DIAGNOSES, concept)
    return [with_point(each).rstrip(".") for each in found if _ICD_9.fullmatch(each)]


def diagnoses_of_no_list(concept: Concept | None) -> list[str]:
    """The codes of the shape of ICD-10-CM, each once, of a concept that names no code system at all."""
    return _codes_of_no_list(_ICD_10, codings(concept))


def modifiers(concepts: Iterable[Concept | None]) -> tuple[list[str], int]:
    """Every modifier of every coding in order, each once, and how many have no code of CPT or HCPCS."""
    found: list[str] = []
    others = 0
    for concept in concepts:
        coded = codings(concept)
        others += concept is not None and not coded
        for coding in coded:
            if not _is_modifier(coding):
                others += 1
            elif (code := _code(coding)) not in found:
                found.append(code)
    return found, others


def place(concept: Concept | None) -> str | None:
    """The place of service with its zero, None when none of that system is named."""
    found = _codes_of(_PLACES, concept)
    return found[0].zfill(2) if found else None


def place_of_no_list(concept: Concept | None) -> str | None:
    """Two digits of a concept of places that names no code system at all."""
    found = _codes_of_no_list(_DIGITS, codings(concept))
    return found[0].zfill(2) if len(found) == 1 else None


def revenue(concept: Concept | None) -> str | None:
    """The revenue code in four digits, None for none."""
    found = [code for code in _codes_of(_REVENUE, concept) if code.isdecimal()]
    return found[0].zfill(4) if found else None


def is_given(*elements: Concept | Raw | None) -> bool:
    """Whether one of these elements is there, whatever it says."""
    return any(
        each is not None and (not isinstance(each, Raw) or bytes(each) != b"null") for each in elements
    )


def has_code(concept: Concept | None, *wanted: str) -> bool:
    """Whether a concept has one of these codes, of whatever system."""
    for coding in codings(concept):  # noqa: SIM110 - asked of each line again and again, and a generator costs more
        if (coding.code or "").lower() in wanted:
            return True
    return False


def _is_modifier(coding: Coding) -> bool:
    if coding.system and not _names(_EXAMPLES, coding.system):
        return _names(_PROCEDURES, coding.system)
    return bool(_TWO.fullmatch(_code(coding)))


def _codes_of(system: re.Pattern[str], concept: Concept | None) -> list[str]:
    """The codes of a concept that are of a system, each once."""
    codes: list[str] = []
    for each in (concept.coding or ()) if concept else ():
        if each and each.code and each.system and _names(system, each.system):
            code = each.code.strip().upper()
            if code not in codes:
                codes.append(code)
    return codes


@functools.lru_cache(maxsize=_SEEN)
def _names(lists: re.Pattern[str], system: str) -> bool:
    """Whether a system is one of these lists."""
    return lists.search(system) is not None


def _codes_of_no_list(shape: re.Pattern[str], found: list[Coding]) -> list[str]:
    for coding in found:
        if coding.system:
            return []
    return list(dict.fromkeys(code for coding in found if shape.fullmatch(code := _code(coding))))


def _code(coding: Coding) -> str:
    return (coding.code or "").strip().upper()
