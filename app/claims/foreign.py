"""Files of other kinds, named for what they are. Nothing of their content goes into the sentence.

How X12 and FHIR are recognized: 005010X222 and its siblings in GS08 or ST03 name the guide, ST01 the
transaction set; a FHIR resource names its type in `resourceType`.
"""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from app.claims.x12_kinds import Kind, kind_of, kind_of_guide
from app.coding.file_heads import GZIP, PDF, ZIP, is_json

Explain = Callable[[Path], str]
"""What a file is that holds no claims, as a sentence; "" for none that is known."""
BARE_VALUE = (
    "is a bare value of JSON and holds no claim. A claim in JSON begins with { and states schema, "
    "date_of_service and lines."
)
HEAD = 65_536
"""As many bytes of a file as are looked at."""
_X12 = re.compile(rb"(?:ISA[^0-9A-Za-z\s]\d\d|GS[^0-9A-Za-z\s][A-Z]{2}|ST[^0-9A-Za-z\s]\d{3})[^0-9A-Za-z]")
_INTERCHANGE = re.compile(rb"ISA[^0-9A-Za-z\s]")
_WITHIN = re.compile(rb"ISA([^0-9A-Za-z\s])\d\d\1.{10}\1\d\d\1", re.DOTALL)
_BEHIND = re.compile(rb"[\r\n][ \t]*(?=" + _WITHIN.pattern + rb")", re.DOTALL)
_PACKED = re.compile(
    rb"^content-transfer-encoding:\s*(?:base64|quoted-printable)", re.IGNORECASE | re.MULTILINE
)
_OF_X12 = re.compile(rb"application/edi-x12|name=.{0,80}\.(?:83[57]|edi|x12)\b", re.IGNORECASE)
_GUIDE = re.compile(rb"00[45]010X(\d{3})")
_SET = re.compile(rb"\bST[^0-9A-Za-z\s](\d{3})[^0-9A-Za-z]")
_RESOURCE = re.compile(rb'"resourceType"\s*:\s*"([A-Za-z]{1,40})"')
_RESOURCES = {
    b"Claim": "a FHIR Claim",
    b"ExplanationOfBenefit": "a FHIR ExplanationOfBenefit",
    b"Bundle": "a FHIR Bundle",
}
_EXPORT = (b'"transactionTime"', b'"output"')
_WORKBOOKS = (".xlsx", ".xlsm", ".xls")
_JSON = (".json", ".jsonl", ".ndjson")
_JSON_VALUE = re.compile(rb'\s*(?:-?\d[\d.eE+-]*|true|false|null|"[^"\r\n]*")\s*')
_UTF_16 = "This is text in UTF-16, as PowerShell writes it. Save it as UTF-8."
_IMAGE = "This is an image, which Needlepoint does not read."
_STARTS = (
    (ZIP, "This is an Excel workbook or another ZIP file. Save the sheet as “CSV UTF-8”."),
    (b"\xd0\xcf\x11\xe0", "This is an older Office file. Save the sheet as “CSV UTF-8”."),
    *((start, _IMAGE) for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")),
    (PDF, "This is a PDF. The command reopen reads a checklist that Needlepoint exported."),
    (b"<", "This is XML or HTML, which Needlepoint does not read."),
    (b"MSH|", "This is an HL7 version 2 message, which Needlepoint does not read."),
    (b"\xff\xfe", _UTF_16),
    (b"\xfe\xff", _UTF_16),
    (GZIP, "This is a gzip archive. Unpack it and give the file inside."),
)


def no_kind(_file: Path) -> str:
    """Says of no file what it is. Implements `Explain`."""
    return ""


def is_x12(content: bytes) -> bool:
    """Whether a file begins with an interchange of X12, whatever blanks or mark stand before it."""
    return _INTERCHANGE.match(content.removeprefix(codecs.BOM_UTF8).lstrip()) is not None


def x12_behind(head: bytes) -> int | None:
    """Where an interchange begins a line behind other text, as that of a mail; None where none does."""
    found = None if is_json(head) else _BEHIND.search(head)
    return found.end() if found else None


def holds_x12_inside(head: bytes) -> bool:
    """Whether an interchange begins within a line of text."""
    return not is_json(head) and _WITHIN.search(head) is not None


def is_packed_mail(head: bytes) -> bool:
    """Whether the beginning of a file is that of a mail, or a part of one, with X12 that is packed for it."""
    return _PACKED.search(head) is not None and _OF_X12.search(head) is not None


def is_x12_in_part(content: bytes) -> bool:
    """Whether a file begins as X12 does, also inside of an interchange."""
    return _X12.match(content.removeprefix(codecs.BOM_UTF8).lstrip()) is not None


def is_fhir(content: bytes) -> bool:
    """Whether the beginning of a file is that of a FHIR resource, a Bundle or a list of them."""
    head = content[:HEAD].removeprefix(codecs.BOM_UTF8).lstrip()
    return head[:1] in (b"{", b"[") and _RESOURCE.search(head) is not None


def foreign_sentence(content: bytes | str) -> str:
    """What a file is when it is of another kind than claims, "" when nothing says so. Give its beginning."""
    start = content[:HEAD].encode("utf-8", "replace") if isinstance(content, str) else content[:HEAD]
    head = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if _X12.match(head):
        kind = x12_kind_of(head)
        if is_x12(head):
            rest = (
                "not one claim. The command check reads it"
                if kind.reading in ("claims", "remittance")
                else "which holds no claim that can be read"
            )
            return f"This is {kind.label}, {rest}."
        return f"This is {kind.label} without the beginning of its interchange (ISA). Get the whole file."
    resource = _RESOURCE.search(head) if head[:1] in (b"{", b"[") else None
    if resource:
        named = _RESOURCES.get(resource[1], "a FHIR resource")
        return f"This is {named}, not one claim. The command check reads it."
    if head[:1] == b"{" and all(sign in head for sign in _EXPORT):
        return (
            "This is the list of files of a FHIR export, which holds no claim. Give the files that it names."
        )
    binary = "This is a binary file, which Needlepoint does not read." if b"\0" in head else ""
    return next((sentence for sign, sentence in _STARTS if head.startswith(sign)), binary)


def misnamed(suffix: str, start: bytes) -> str:
    """What a file is that is text with the ending of a workbook, or JSON without a record; "" for any other.

    `start` is its first line.
    """
    if suffix in _JSON and _JSON_VALUE.fullmatch(start.removeprefix(codecs.BOM_UTF8)):
        return BARE_VALUE
    if suffix not in _WORKBOOKS or foreign_sentence(start) or b"\0" in start:
        return ""
    return (
        "has the name of an Excel workbook and is a text file. Give it the ending of what it is, as in .csv."
    )


def x12_kind_of(head: bytes) -> Kind:
    """The kind of the first transaction in the beginning of an X12 file."""
    guide, transaction = _GUIDE.search(head), _SET.search(head)
    if transaction:
        return kind_of(transaction[1].decode(), guide[0].decode() if guide else "")
    return (kind_of_guide(f"X{guide[1].decode()}") if guide else None) or Kind("an X12 file")
