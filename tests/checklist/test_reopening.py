"""A checklist gives its claim back; any other file is refused with one sentence."""

from __future__ import annotations

import io
from collections.abc import Callable

import msgspec
import pypdf
import pytest

from app.checklist import Options, reopen
from app.claims.record import write_claim
from app.coding.errors import InputError
from tests.checklist.samples import CASE, DECIDED, DECISIONS, claim_of_lines, pdf_of


def pdf_with(**files: bytes) -> bytes:
    """A one-page PDF of other making with files inside."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    for name, content in files.items():
        writer.add_attachment(f"{name}.json", content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_checklist_gives_the_claim_back() -> None:
    assert reopen(pdf_of(), "a.pdf") == CASE
    forty = claim_of_lines(40)
    assert reopen(pdf_of(claim=forty), "a.pdf") == forty


def test_free_text_comes_back_as_typed_even_where_it_cannot_be_printed() -> None:
    claim = msgspec.structs.replace(CASE, reference="case 中 #12\n*")
    assert reopen(pdf_of(claim=claim), "a.pdf") == claim


def test_decisions_come_back() -> None:
    assert reopen(pdf_of(claim=DECIDED), "a.pdf") == DECIDED


def test_decisions_that_lie_beside_a_claim_of_schema_1_come_back() -> None:
    beside = pdf_with(claim=write_claim(CASE), dispositions=msgspec.json.encode(DECISIONS))
    assert reopen(beside, "a.pdf") == DECIDED


NO_RULE = b'[{"rule": "No such", "state": "fixed"}]'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a text file": (lambda: b"hello", "is not a PDF"),
    "an empty file": (lambda: b"", "is not a PDF"),
    "a cut checklist": (lambda: pdf_of()[:5000], "is damaged"),
    "a claim left out": (lambda: pdf_of(options=Options(attach_claim=False)), "holds no claim"),
    "somebody else's PDF": (pdf_with, "holds no claim"),
    "a claim that is no claim": (lambda: pdf_with(claim=b'{"schema": 1}'), "date_of_service: is required"),
    "a claim that is no JSON": (lambda: pdf_with(claim=b"\xff\xfe"), "cannot be read"),
    "decisions that are none": (
        lambda: pdf_with(claim=msgspec.json.encode(CASE), dispositions=b'[{"rule": 1}]'),
        "cannot be read",
    ),
    "a decision on no rule": (
        lambda: pdf_with(
            claim=msgspec.json.encode(CASE), dispositions=b'[{"rule": "No such", "state": "fixed"}]'
        ),
        "give the slug of a rule",
    ),
    "a claim beyond any size": (lambda: pdf_with(claim=b" " * 2_000_001), "larger than any claim"),
}


@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_one_sentence(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(InputError) as refusal:
        reopen(make(), "old.pdf")
    sentence = str(refusal.value)
    assert words in sentence
    assert "old.pdf" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_locked_pdf_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of()))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(InputError, match="locked with a password"):
        reopen(out.getvalue(), "old.pdf")


def test_every_cut_of_a_checklist_ends_in_a_sentence() -> None:
    pdf = pdf_of()
    for length in range(5, len(pdf) - 100, len(pdf) // 40):
        with pytest.raises(InputError):
            reopen(pdf[:length], "old.pdf")
