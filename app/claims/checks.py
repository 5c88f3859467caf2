"""What types cannot say of a claim: shapes of codes, counts, lengths; each with the path of its field."""

import functools
import operator
import re
from typing import NamedTuple

import msgspec

from app.coding.claim import Claim, Line, keeps_source, needs_schema_2, uses_schema_2, with_schema
from app.coding.dispositions import Disposition
from app.coding.errors import InputError
from app.coding.field_path import line_path
from app.coding.fields import TEXT_FIELDS, TEXT_LIMIT
from app.coding.shapes import CODE, MODIFIER
from app.coding.words import ClaimForm

LINES_PER_CLAIM = 999
_PLACE = re.compile(r"[0-9]{2}")
_PAYER = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_SLUG = re.compile(r"[a-z0-9-]{1,60}")
_DIAGNOSIS = re.compile(r"[0-9A-Z][0-9A-Z.]{0,9}")
TOKEN = re.compile(r"[a-z][0-9a-f]{1,32}")
"""What stands for a person: one letter, then up to 32 hexadecimal digits."""
_TOKEN = TOKEN, "give a token such as p1, never a name or a number of a person."
_SHAPES = {
    "bill_type": (
        re.compile(r"[0-9]{2}[0-9A-Z]"),
        "give the three characters of the bill type, for example 131.",
    ),
    "frequency": (re.compile(r"[0-9A-Z]"), "give one character, for example 1, 7 or 8."),
    "practitioner": _TOKEN,
    "patient": _TOKEN,
}
_LOCALITY_SHAPES = {
    "zip": (re.compile(r"[0-9]{5}(?:[0-9]{4})?"), "give a ZIP code of five or nine digits."),
    "carrier": (re.compile(r"[0-9]{5}"), "give the five digits of the contractor."),
    "locality": (re.compile(r"[0-9]{2}"), "give the two digits of the locality."),
}
_LINE_SHAPES = {
    "place_of_service": (_PLACE, "give the two-digit code, for example 11 or 22."),
    "revenue_code": (re.compile(r"[0-9]{4}"), "give the four digits of the revenue code, for example 0361."),
    "practitioner": _TOKEN,
    "source_line": (re.compile(r"[0-9]{1,6}"), "give the number of the line in the file that it comes from."),
}
_read_texts = operator.attrgetter(*(field.path for field in TEXT_FIELDS))
PAYER_SHAPE = "give the id of a payer in small letters, for example medicare, aetna or commercial-cpt"


class Fault(NamedTuple):
    """What is wrong with a claim, a line or a disposition: the path inside it, and a sentence."""

    field: str
    sentence: str


def check_claim(claim: Claim) -> Claim:
    """Prove what types cannot say: shapes of codes, counts, lengths. Gives the claim or raises InputError.

    A claim of schema 2 that uses nothing of it comes back as one of schema 1.
    """
    if _is_right(claim):
        return claim
    if claim.schema == 1 and (used := needs_schema_2(claim)):
        raise InputError("is a key of schema 2. Give schema 2.", used[0])
    if fault := _fault_of_claim(claim):
        raise InputError(fault.sentence, fault.field)
    for index, line in enumerate(claim.lines):
        if fault := fault_of_line(line, claim.claim_form):
            raise InputError(fault.sentence, line_path(index, fault.field))
    for index, given in enumerate(claim.dispositions):
        if fault := _fault_of_disposition(given):
            raise InputError(fault.sentence, f"dispositions[{index}].{fault.field}")
    return with_schema(claim) if claim.schema == 2 else claim


def _is_right(claim: Claim) -> bool:
    """Whether a claim of schema 1 has no fault, told in one pass: nearly every claim is right.

    Most lines are made of what was seen before. They are told here: every claim that is read comes by, and
    one call a line would cost more than the rest.
    """
    lines = claim.lines
    if claim.schema != 1 or len(lines) > LINES_PER_CLAIM or uses_schema_2(claim):
        return False
    if not (_is_place(claim.place_of_service) and _is_payer(claim.payer)):
        return False
    for text in _read_texts(claim):
        if text is not None and len(text) > TEXT_LIMIT:
            return False
    for line in lines:
        is_known = (
            line.code in _right_codes
            and _are_right_modifiers(line.modifiers)
            and _are_right_diagnoses(line.diagnoses)
            and len(line.modifiers) <= 4
            and 1 <= line.units <= 9999
            and 1 <= line.encounter <= 99
        )
        if keeps_source(line) or not (is_known or _is_right_line(line)):
            return False
    return True


@functools.lru_cache(maxsize=256)
def _is_place(place: str | None) -> bool:
    return place is None or _PLACE.fullmatch(place) is not None


@functools.lru_cache(maxsize=256)
def _is_payer(payer: str | None) -> bool:
    return payer is None or _PAYER.fullmatch(payer) is not None


@functools.lru_cache(maxsize=256)
def _is_modifier(modifier: str) -> bool:
    return MODIFIER.fullmatch(modifier) is not None


@functools.lru_cache(maxsize=4096)
def _is_diagnosis(diagnosis: str) -> bool:
    return _DIAGNOSIS.fullmatch(diagnosis) is not None


_AT_MOST = 20_000
_right_codes: set[str] = set()
_right_modifiers: set[str] = set()
_right_diagnoses: set[str] = set()
_are_right_modifiers, _are_right_diagnoses = _right_modifiers.issuperset, _right_diagnoses.issuperset


def _is_right_line(line: Line) -> bool:
    """Whether a line without anything of schema 2 is right. What it is made of is then known."""
    if not line.code or _fault(line):
        return False
    for known, found in (
        (_right_codes, (line.code,)),
        (_right_modifiers, line.modifiers),
        (_right_diagnoses, line.diagnoses),
    ):
        if len(known) > _AT_MOST:
            known.clear()
        known.update(found)
    return True


def fault_of_line(line: Line, form: ClaimForm | None) -> Fault | None:
    """What is wrong with a line of a claim of this form, or None."""
    if fault := _fault(line):
        return fault
    if not line.code and form != "institutional":
        return Fault("code", "is required. Only an institutional claim may leave it out.")
    return None


def _fault_of_claim(claim: Claim) -> Fault | None:
    """What is wrong with the claim apart from lines and dispositions, or None."""
    if len(claim.lines) > LINES_PER_CLAIM:
        return Fault(
            "lines", f"a claim has at most {LINES_PER_CLAIM} lines; this one has {len(claim.lines)}."
        )
    if not _is_place(claim.place_of_service):
        return Fault("place_of_service", "give the two-digit code, for example 11 or 22.")
    if not _is_payer(claim.payer):
        return Fault("payer", f"{PAYER_SHAPE}.")
    for field, text in zip(TEXT_FIELDS, _read_texts(claim), strict=True):
        if isinstance(text, str) and len(text) > TEXT_LIMIT:
            return Fault(field.path, f"at most {TEXT_LIMIT} characters. Shorten it.")
    return _fault_of_source(claim) if claim.schema == 2 else None


def _fault(line: Line) -> Fault | None:
    """What is wrong with a line, or None."""
    if not line.code:
        return _fault_without_code(line)
    if not CODE.fullmatch(line.code):
        return Fault("code", "a code has five letters or digits, for example 77002.")
    if len(line.modifiers) > 4:
        return Fault("modifiers", "a claim line takes up to four modifiers.")
    for position, modifier in enumerate(line.modifiers):
        if not _is_modifier(modifier):
            return Fault(
                f"modifiers[{position}]", "a modifier has two letters or digits, for example 26 or RT."
            )
    for position, diagnosis in enumerate(line.diagnoses):
        if not _is_diagnosis(diagnosis):
            return Fault(f"diagnoses[{position}]", "give an ICD-10-CM code, for example M16.11.")
    if not 1 <= line.units <= 9999:
        return Fault("units", "give a whole number from 1 to 9999.")
    if not 1 <= line.encounter <= 99:
        return Fault("encounter", "number the encounters of the day from 1 to 99.")
    return _fault_of_source_line(line) if keeps_source(line) else None


def _fault_without_code(line: Line) -> Fault | None:
    """What is wrong with a line that has no code, only a revenue code, or None."""
    if line.revenue_code is None:
        return Fault("code", "is required.")
    if line.modifiers:
        return Fault("modifiers", "a line without a code has none. Give the code, or remove them.")
    return _fault(msgspec.structs.replace(line, code="00000"))


def _fault_of_source_line(line: Line) -> Fault | None:
    for name, (shape, sentence) in _LINE_SHAPES.items():
        value = getattr(line, name)
        if value is not None and not shape.fullmatch(value):
            return Fault(name, sentence)
    if line.minutes is not None and not 1 <= line.minutes <= 9999:
        return Fault("minutes", "give a whole number from 1 to 9999.")
    return None


def _fault_of_source(claim: Claim) -> Fault | None:
    """What is wrong with what a claim keeps of its source, or None."""
    for name, (shape, sentence) in _SHAPES.items():
        value = getattr(claim, name)
        if value is not None and not shape.fullmatch(value):
            return Fault(name, sentence)
    for name, (shape, sentence) in _LOCALITY_SHAPES.items() if claim.locality else ():
        value = getattr(claim.locality, name)
        if value is not None and not shape.fullmatch(value):
            return Fault(f"locality.{name}", sentence)
    if len(set(claim.file_warnings)) < len(claim.file_warnings):
        return Fault("file_warnings", "give each warning once.")
    return None


def _fault_of_disposition(given: Disposition) -> Fault | None:
    """What is wrong with a disposition, or None."""
    if not _SLUG.fullmatch(given.rule):
        return Fault("rule", "give the slug of a rule, for example ptp-pair.")
    if given.line is not None and not 1 <= given.line <= LINES_PER_CLAIM:
        return Fault("line", f"give the number of a line from 1 to {LINES_PER_CLAIM}, or null.")
    if given.code is not None and not CODE.fullmatch(given.code):
        return Fault("code", "give five letters or digits, for example 77002, or null.")
    for name in ("reason", "by"):
        if len(getattr(given, name) or "") > TEXT_LIMIT:
            return Fault(name, f"at most {TEXT_LIMIT} characters. Shorten it.")
    return None
