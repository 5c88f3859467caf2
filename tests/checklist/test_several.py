"""The checklists of several claims as one file: each with its own pages, and every claim inside."""

from __future__ import annotations

import io

import pypdf
import pytest

from app.checklist import Options, render, render_several, reopen
from app.claims.record import read_claim
from app.coding.errors import InputError
from tests.checklist.samples import CASE, FLAGS, claim_of_lines, names, review_of


def test_each_claim_has_its_own_pages_and_its_own_count_of_them() -> None:
    many = claim_of_lines(60)
    pdf = render_several([(review_of(FLAGS), CASE), (review_of(()), many)], names())
    read = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
    texts = [" ".join(page.extract_text().split()) for page in read.pages]
    one = len(pypdf.PdfReader(io.BytesIO(render(review_of(FLAGS), CASE, names()))).pages)
    other = len(pypdf.PdfReader(io.BytesIO(render(review_of(()), many, names()))).pages)
    assert other > 1
    counts = [f"Page {page} of {total}" for total in (one, other) for page in range(1, total + 1)]
    assert len(texts) == len(counts)
    for text, count in zip(texts, counts, strict=True):
        assert count in text
    assert read.xmp_metadata is not None
    assert "<pdfuaid:part>1</pdfuaid:part>" in read.xmp_metadata.stream.get_data().decode()


def test_every_claim_lies_inside_and_the_bytes_are_the_same() -> None:
    pairs = [(review_of(FLAGS), CASE), (review_of(()), claim_of_lines(2))]
    pdf = render_several(pairs, names())
    assert pdf == render_several(pairs, names())
    files = pypdf.PdfReader(io.BytesIO(pdf)).attachments
    assert sorted(files) == ["claim-1.json", "claim-2.json"]
    assert read_claim(files["claim-1.json"][0]).lines == CASE.lines
    with pytest.raises(InputError, match="holds no claim"):
        reopen(pdf, "several.pdf")


def test_without_the_claims_nothing_is_inside() -> None:
    pdf = render_several([(review_of(FLAGS), CASE)], names(), Options(attach_claim=False))
    assert not pypdf.PdfReader(io.BytesIO(pdf)).attachments
