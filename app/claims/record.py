"""Reading claims: strict, with the path of the field and a sentence when something does not fit."""

import re
from collections.abc import Collection

import msgspec

from app.claims.answers import PayerAnswer
from app.claims.checks import check_claim
from app.claims.corrections import Correction
from app.claims.foreign import BARE_VALUE, foreign_sentence
from app.claims.left_out import LeftOut
from app.coding.claim import OF_SOURCE, OF_SOURCE_LINE, SCHEMA_2, Claim, with_schema
from app.coding.dispositions import STATES
from app.coding.errors import InputError
from app.coding.fields import FIELDS
from app.coding.words import FILE_WARNINGS

_BYTE_ORDER_MARK = "\ufeff"
_PATH = re.compile(r" - at `(?:key in )?\$\.?(?P<path>[^`]*)`$")

_decoder = msgspec.json.Decoder(Claim)


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One claim of a file, or the sentence that says why it could not be read.

    `name` is the value of the claim column (CSV), the number of the line (JSON lines) or that of the claim
    (X12). `notes` are sentences on how it was read. `unchecked` says why a claim read is left. `answer`
    is that of the payer, from a remittance. Tokens of people tell same from different among claims with the
    same `tokens`, the file whose they are; "" where one key holds for the whole run. `corrections`: how it
    stands to others of the run. `left_out`: what of the claim was not read, the columns of its table among
    it; in an entry without a name, what of the file is of no claim. `segment`: where the claim begins in an
    X12 file, by the number of its CLM or CLP from 1; the practice's number of the claim may name a person.
    `rank`: which payer of the patient the claim goes to, where that is not the first (SBR01: S, T, U), in
    FHIR a token of the payer too: each payer has a claim of its own for the same services. `version`: a
    number that all versions of a FHIR resource and the answers to it share, and hardly another one, where
    the file is too long to tell which is the last; 0: nothing is known. `replaces`: it takes the place of
    another claim, and it is not known which.
    """

    name: str | int
    claim: Claim | None
    problem: str = ""
    notes: tuple[str, ...] = ()
    unchecked: str = ""
    answer: PayerAnswer | None = None
    tokens: str = ""
    corrections: tuple[Correction, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    segment: int | None = None
    rank: str = ""
    version: int = 0
    replaces: bool = False

    @property
    def place(self) -> str:
        """The name, and where the claim begins where that is known: "claim 17 (segment 105)"."""
        return f"{self.name} (segment {self.segment})" if self.segment else str(self.name)


def read_claim(text: bytes | str) -> Claim:
    """Decode one claim from JSON. Raises InputError naming the field's path and what to do.

    A file of another kind is named; nothing of its content is repeated.
    """
    try:
        return check_claim(_decoder.decode(text))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, InputError):
        return _read_or_explain(text)


def _read_or_explain(text: bytes | str) -> Claim:
    """The same for a text that is no faultless record as it stands: it may have nulls or a mark before it."""
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
        values: object = msgspec.json.decode(text)
    except UnicodeDecodeError:
        raise InputError("The claim is not valid JSON: it is not UTF-8. Save it as UTF-8.") from None
    except msgspec.DecodeError as error:
        raise InputError(f"The claim is not valid JSON: {error}.") from None
    if not isinstance(values, dict | list):
        raise InputError(f"This {BARE_VALUE}")
    return values


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
        raise _explain(str(error)) from None


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value


def write_claim(claim: Claim) -> bytes:
    """The claim as JSON, two-space indented, in the order of the record, nulls included.

    It is of schema 2 only when it uses something of it; keys of schema 2 are left out of schema 1, and what
    it keeps of its source is left out where there is nothing.
    """
    claim = with_schema(claim)
    record = msgspec.to_builtins(claim)
    optional = SCHEMA_2 if claim.schema == 1 else OF_SOURCE
    record = {key: value for key, value in record.items() if key not in optional or value not in (None, ())}
    record["lines"] = [
        {key: value for key, value in line.items() if key not in OF_SOURCE_LINE or value is not None}
        for line in record["lines"]
    ]
    return msgspec.json.format(msgspec.json.encode(record), indent=2)


_NO_SCHEMA = (
    'is required. Without it a file is not taken for a claim of Needlepoint; give "schema": 1, or 2 where '
    "the claim uses keys of schema 2."
)
_INDEX = re.compile(r"\[\d+\]")
_CHOICES: dict[str, Collection[str]] = {
    "schema": ("1", "2"),
    "dispositions[].state": STATES,
    "file_warnings[]": FILE_WARNINGS,
    **{field.path: field.values for field in FIELDS.values() if field.values},
}
_PLAIN = {
    "invalid RFC3339 encoded date": "give the date as YYYY-MM-DD, for example 2026-09-15",
    "expected `bool": "give true, false or null",
}
_KEY = re.compile(r"[a-z_]{1,30}")  # a key as records have them, and no name or number of a person
_UNKNOWN = re.compile(r"object contains unknown field `(.*)`", re.IGNORECASE)
_REQUIRED = re.compile(r"object missing required field `(.*)`", re.IGNORECASE)


def _explain(problem: str) -> InputError:
    """A decoder's complaint in plain words, with the path that it names."""
    match = _PATH.search(problem)
    path = match["path"] if match else ""
    text = _PATH.sub("", problem)
    if unknown := _UNKNOWN.fullmatch(text):
        key = unknown[1] if _KEY.fullmatch(unknown[1]) else "a key"
        where = ".".join(filter(None, (path, key)))
        return InputError("is not a key of the claim record. Correct or remove it.", where)
    if required := _REQUIRED.fullmatch(text):
        where = ".".join(filter(None, (path, required[1])))
        return InputError(_NO_SCHEMA if where == "schema" else "is required.", where)
    if "enum" in text:  # the decoder's sentence would repeat the value
        choices = _CHOICES.get(_INDEX.sub("[]", path), ("the values of the claim record",))
        return InputError(f"give one of {', '.join(choices)}.", path)
    for start, sentence in _PLAIN.items():
        if text.lower().startswith(start.lower()):
            return InputError(f"{sentence}.", path)
    plain = text.replace("`", "").replace(" | null", "")
    return InputError(f"{plain[0].lower()}{plain[1:]}.", path or "claim")
