"""Files of other kinds are named for what they are, and nothing of them is repeated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.claims.claim_files import open_claims
from app.claims.record import read_claim
from app.coding.errors import InputError

NAME = "Zebra77Quagga"


def x12(guide: str, transaction: str, separator: str = "*", end: str = "~") -> str:
    """The beginning of an interchange with a name in it, in the true layout of its envelope."""
    isa = (
        "ISA", "00", " " * 10, "00", " " * 10, "ZZ", f"{NAME:<15}", "ZZ", f"{'B':<15}", "260101", "1200", "^",
        "00501", "000000001", "0", "T", ":",
    )  # fmt: skip
    segments = (
        isa,
        ("GS", "HC", NAME, "B", "20260101", "1200", "1", "X", guide),
        ("ST", transaction, "0001", *([guide] if guide else [])),
        ("NM1", "IL", "1", NAME, "ANNA"),
    )
    return "".join(separator.join(segment) + end for segment in segments)


KINDS = {
    "837P on one line": (x12("005010X222A1", "837"), "an X12 837P claim file"),
    "837P on many lines": (x12("005010X222A1", "837", end="~\r\n"), "an X12 837P claim file"),
    "837P with line breaks alone": (x12("005010X222", "837", end="\n"), "an X12 837P claim file"),
    "837I with other separators": (x12("005010X223A2", "837", "|", "_"), "an X12 837I claim file"),
    "837D": (x12("005010X224A2", "837"), "an X12 837D claim file"),
    "837 without a guide": (x12("", "837"), "an X12 837 claim file"),
    "835": (x12("005010X221A1", "835"), "an X12 835 remittance file"),
    "999": (x12("005010X231A1", "999"), "an X12 999 acknowledgment"),
    "277CA": (x12("005010X214", "277"), "an X12 277CA acknowledgment"),
    "270": (x12("005010X279A1", "270"), "an X12 270 eligibility request"),
    "864": (x12("004010", "864"), "an X12 864 file"),
    "837P under a guide of another set": (x12("005010X279A1", "837"), "an X12 837 claim file"),
    "a byte order mark before": ("\ufeff\n" + x12("005010X222A1", "837"), "an X12 837P claim file"),
}  # fmt: skip

FHIR = {
    "FHIR claim": (f'{{"resourceType":"Claim","patient":"{NAME}"}}', "a FHIR Claim"),
    "FHIR over many lines": (
        f'{{\n "id": "{NAME}",\n "resourceType" : "ExplanationOfBenefit"\n}}', "a FHIR ExplanationOfBenefit",
    ),
    "FHIR lines": ('{"resourceType":"Claim"}\n' * 3, "a FHIR Claim"),
    "FHIR bundle": (f'{{"resourceType":"Bundle","id":"{NAME}"}}', "a FHIR Bundle"),
    "FHIR list": (f'[{{"resourceType":"Claim","id":"{NAME}"}}]', "a FHIR Claim"),
    "FHIR of another kind": (f'{{"resourceType":"{NAME[:5]}"}}', "a FHIR resource"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), FHIR.values(), ids=FHIR.keys())
def test_fhir_in_place_of_one_claim_is_named(text: str, kind: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_claim(text)
    assert str(refusal.value) == f"This is {kind}, not one claim. The command check reads it."


@pytest.mark.parametrize(("text", "kind"), KINDS.values(), ids=KINDS.keys())
def test_x12_in_place_of_one_claim_is_named(text: str, kind: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_claim(text)
    is_read = any(word in kind for word in ("837 ", "837P", "837I", "835"))
    rest = (
        "not one claim. The command check reads it." if is_read else "which holds no claim that can be read."
    )
    assert str(refusal.value) == f"This is {kind}, {rest}"


def test_x12_without_the_beginning_of_its_interchange_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(x12("005010X222A1", "837")[106:], encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        open_claims(str(path))
    said = (
        "This is an X12 837P claim file without the beginning of its interchange (ISA). Get the whole file."
    )
    assert str(refusal.value) == f"{path}: {said}"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0", "older Office file"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"<?xml version='1.0'?>", "XML or HTML"),
        (b"MSH|^~\\&|", "HL7 version 2"),
        (b"\x89PNG\r\n\x1a\n\0", "This is an image"),
        (b"\xff\xd8\xff\xe0\0", "This is an image"),
        (b"\x01\0\x02", "This is a binary file"),
        (b"\x1f\x8b\x08", "damaged or cut off"),
    ],
)
def test_other_kinds_are_named(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content + NAME.encode())
    with pytest.raises(InputError, match=words) as refusal:
        open_claims(str(path))
    assert NAME not in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "claim,date_of_service,code\nISA,2026-09-15,77002\n",
        "status,claim,date_of_service,code\n",
        '{"schema": 1, "date_of_service": "2026-09-15", "lines": [], "reference": "ISA*00*"}',
    ],
)
def test_claims_are_no_other_kind(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text(text, encoding="utf-8")
    try:
        problems = [entry.problem for entry in open_claims(str(path)).entries]
    except InputError as error:
        problems = [str(error)]
    assert not any("This is" in problem for problem in problems)


def test_the_list_of_files_of_a_fhir_export_is_named(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    files = [{"type": "Claim", "url": f"https://{NAME}/1.ndjson"}]
    path.write_text(json.dumps({"transactionTime": NAME, "request": NAME, "output": files}), encoding="utf-8")
    (entry,) = open_claims(str(path)).entries
    said = "This is the list of files of a FHIR export, which holds no claim. Give the files that it names."
    assert entry.problem.endswith(f"export.json: {said}")  # of a long path only the end
