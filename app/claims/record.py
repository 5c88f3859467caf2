"""Reading claims: strict, with the path of the field and a sentence when something does not fit."""

import functools
import re
from collections.abc import Collection

import msgspec

from app.claims.foreign import foreign_sentence
from app.coding.claim import SCHEMA_2, Claim, Line, needs_schema_2, with_schema
from app.coding.dispositions import STATES, Disposition
from app.coding.errors import InputError
from app.coding.fields import FIELDS, TEXT_FIELDS, TEXT_LIMIT

LINES_PER_CLAIM = 999
_CODE = re.compile(r"[0-9A-Z]{5}")
_MODIFIER = re.compile(r"[0-9A-Z]{2}")
_PLACE = re.compile(r"[0-9]{2}")
_PAYER = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_SLUG = re.compile(r"[a-z0-9-]{1,60}")
_DIAGNOSIS = re.compile(r"[0-9A-Z][0-9A-Z.]{0,9}")
PAYER_SHAPE = "give the id of a payer in small letters, for example medicare, aetna or commercial-cpt"
_BYTE_ORDER_MARK = "\ufeff"
_PATH = re.compile(r" - at `(?:key in )?\$\.?(?P<path>[^`]*)`$")

_decoder = msgspec.json.Decoder(Claim)


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One claim of a file, or the sentence that says why it could not be read.

    `name` is the value of the claim column (CSV) or the number of the line (JSON lines).
    """

    name: str | int
    claim: Claim | None
    problem: str = ""


def read_claim(text: bytes | str) -> Claim:
    """Decode one claim from JSON. Raises InputError naming the field's path and what to do.

    A file of another kind is named; nothing of its content is repeated.
    """
    try:
        return _read_record(text)
    except RecursionError:
        raise InputError("The claim is nested too deeply. Give one record with its lines.") from None
    except InputError:
        if foreign := foreign_sentence(text):
            raise InputError(foreign) from None
        raise


def _read_record(text: bytes | str) -> Claim:
    try:
        return check_claim(_decoder.decode(text))
    except msgspec.ValidationError:
        return claim_from(_read_values(text))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return claim_from(_read_values(_without_mark(text)))


def _read_values(text: bytes | str) -> object:
    try:
        return msgspec.json.decode(text)
    except UnicodeDecodeError:
        raise InputError("The claim is not valid JSON: it is not UTF-8. Save it as UTF-8.") from None
    except msgspec.DecodeError as error:
        raise InputError(f"The claim is not valid JSON: {error}.") from None


def _without_mark(text: bytes | str) -> bytes | str:
    """Drop the byte order mark that some editors put before a text."""
    if isinstance(text, bytes):
        return text.removeprefix(_BYTE_ORDER_MARK.encode())
    return text.removeprefix(_BYTE_ORDER_MARK)


def claim_from(record: object) -> Claim:
    """Build a claim from plain values; a null stands for a key left out. Raises as `read_claim` does."""
    try:
        return check_claim(msgspec.convert(record, Claim))
    except msgspec.ValidationError:
        pass  # most records hold no null where the claim wants a value
    try:
        return check_claim(msgspec.convert(_without_nulls(record), Claim))
    except msgspec.ValidationError as error:
        raise InputError(_say(str(error))) from None


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value


def write_claim(claim: Claim) -> bytes:
    """The claim as JSON, two-space indented, in the order of the record, nulls included.

    It is of schema 2 only when it uses something of it; keys of schema 2 are left out of schema 1.
    """
    claim = with_schema(claim)
    record = msgspec.to_builtins(claim)
    if claim.schema == 1:
        record = {key: value for key, value in record.items() if key not in SCHEMA_2}
    return msgspec.json.format(msgspec.json.encode(record), indent=2)


def check_claim(claim: Claim) -> Claim:
    """Prove what types cannot say: shapes of codes, counts, lengths. Gives the claim or raises InputError.

    A claim of schema 2 that uses nothing of it comes back as one of schema 1.
    """
    if claim.schema == 1 and (used := needs_schema_2(claim)):
        raise InputError(f"{used[0]}: is a key of schema 2. Give schema 2.")
    if len(claim.lines) > LINES_PER_CLAIM:
        raise InputError(
            f"lines: a claim has at most {LINES_PER_CLAIM} lines; this one has {len(claim.lines)}."
        )
    if claim.place_of_service is not None and not _PLACE.fullmatch(claim.place_of_service):
        raise InputError("place_of_service: give the two-digit code, for example 11 or 22.")
    if claim.payer is not None and not _PAYER.fullmatch(claim.payer):
        raise InputError(f"payer: {PAYER_SHAPE}.")
    for field in TEXT_FIELDS:
        text = field.read(claim)
        if isinstance(text, str) and len(text) > TEXT_LIMIT:
            raise InputError(f"{field.path}: at most {TEXT_LIMIT} characters. Shorten it.")
    for index, line in enumerate(claim.lines):
        if fault := _fault(line):
            raise InputError(f"lines[{index}].{fault}")
    for index, given in enumerate(claim.dispositions):
        if fault := _fault_of_disposition(given):
            raise InputError(f"dispositions[{index}].{fault}")
    return with_schema(claim)


@functools.lru_cache(maxsize=4096)
def _fault(line: Line) -> str:
    """What is wrong with a line, from the name of the field on, or nothing. Kept: lines come again."""
    if not _CODE.fullmatch(line.code):
        return "code: a code has five letters or digits, for example 77002."
    if len(line.modifiers) > 4:
        return "modifiers: a claim line takes up to four modifiers."
    for position, modifier in enumerate(line.modifiers):
        if not _MODIFIER.fullmatch(modifier):
            return f"modifiers[{position}]: a modifier has two letters or digits, for example 26 or RT."
    for position, diagnosis in enumerate(line.diagnoses):
        if not _DIAGNOSIS.fullmatch(diagnosis):
            return f"diagnoses[{position}]: give an ICD-10-CM code, for example M16.11."
    if not 1 <= line.units <= 9999:
        return "units: give a whole number from 1 to 9999."
    return "" if 1 <= line.encounter <= 99 else "encounter: number the encounters of the day from 1 to 99."


def _fault_of_disposition(given: Disposition) -> str:
    """What is wrong with a disposition, from the name of the field on, or nothing."""
    if not _SLUG.fullmatch(given.rule):
        return "rule: give the slug of a rule, for example ptp-pair."
    if given.line is not None and not 1 <= given.line <= LINES_PER_CLAIM:
        return f"line: give the number of a line from 1 to {LINES_PER_CLAIM}, or null."
    if given.code is not None and not _CODE.fullmatch(given.code):
        return "code: give five letters or digits, for example 77002, or null."
    for name in ("reason", "by"):
        if len(getattr(given, name) or "") > TEXT_LIMIT:
            return f"{name}: at most {TEXT_LIMIT} characters. Shorten it."
    return ""


_INDEX = re.compile(r"\[\d+\]")
_CHOICES: dict[str, Collection[str]] = {
    "schema": ("1", "2"),
    "dispositions[].state": STATES,
    **{field.path: field.values for field in FIELDS.values() if field.values},
}
_PLAIN = {
    "invalid RFC3339 encoded date": "give the date as YYYY-MM-DD, for example 2026-09-15",
    "expected `bool": "give true, false or null",
}
_KEY = re.compile(r"[a-z][A-Za-z0-9_]{0,39}")  # a key as records have them, and no name of a person
_UNKNOWN = re.compile(r"object contains unknown field `(.*)`", re.IGNORECASE)
_REQUIRED = re.compile(r"object missing required field `(.*)`", re.IGNORECASE)


def _say(problem: str) -> str:
    """Turn a decoder's complaint into "path: sentence."."""
    match = _PATH.search(problem)
    path = match["path"] if match else ""
    text = _PATH.sub("", problem)
    if unknown := _UNKNOWN.fullmatch(text):
        key = unknown[1] if _KEY.fullmatch(unknown[1]) else "a key"
        return (
            f"{'.'.join(filter(None, (path, key)))}: is not a key of the claim record. Correct or remove it."
        )
    if required := _REQUIRED.fullmatch(text):
        return f"{'.'.join(filter(None, (path, required[1])))}: is required."
    if "enum" in text:  # the decoder's sentence would repeat the value
        choices = _CHOICES.get(_INDEX.sub("[]", path), ("the values of the claim record",))
        return f"{path}: give one of {', '.join(choices)}."
    for start, sentence in _PLAIN.items():
        if text.lower().startswith(start.lower()):
            return f"{path}: {sentence}."
    plain = text.replace("`", "").replace(" | null", "")
    return f"{path or 'claim'}: {plain[0].lower()}{plain[1:]}."
