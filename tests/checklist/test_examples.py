"""The bundled claims on the real book: each prints on two pages, in bytes that do not change."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from app.checklist import Options, render, reopen
from app.checklist.composition import compose
from app.library import Library
from app.library.shelf.shelf import Shelf
from app.review import review
from app.rules import CHECKS


@pytest.fixture(scope="module")
def library(reference_db: Path) -> Library:
    """The book with an empty shelf."""
    return Library.open(reference_db, Shelf({}))


@pytest.mark.parametrize("paper", ["us-letter", "a4"])
def test_every_bundled_claim_fits_two_pages(library: Library, paper: str) -> None:
    pages = {}
    for example in library.examples():
        options = Options(paper="a4" if paper == "a4" else "us-letter")
        pdf = render(review(example.claim, library), example.claim, library, options)
        pages[example.title] = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert pages
    assert set(pages.values()) == {2}, pages


def test_a_claim_that_comes_back_gives_the_same_bytes(library: Library) -> None:
    claim = library.examples()[0].claim
    pdf = render(review(claim, library), claim, library)
    again = reopen(pdf, "a.pdf")
    assert render(review(again, library), again, library) == pdf


def test_counts_add_up_to_the_rule_book_on_every_bundled_claim(library: Library) -> None:
    for example in library.examples():
        record = compose(review(example.claim, library), example.claim, library, Options())
        counts = [int(row.label.rsplit(": ")[1]) for row in record.coverage if ": " in row.label]
        assert sum(counts) == len(CHECKS), example.title
        listed = {check.id for row in record.coverage for item in row.items for check in item.checks}
        assert "ENG-101" not in listed, example.title


def test_every_source_of_a_flag_is_known_and_named(library: Library) -> None:
    for example in library.examples():
        for flag in review(example.claim, library).flags:
            assert flag.citations
            for citation in flag.citations:
                assert library.source(citation) is not None, (flag.rule, citation)
