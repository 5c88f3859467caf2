"""What the checklist relies on in its typesetter, so that a new version of it cannot take it away unseen."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import typst

from app.checklist import printing
from app.checklist.files import TEMPLATE
from tests.checklist.samples import pdf_of, print_pdf


def test_the_second_checklist_of_a_process_is_made_as_the_first() -> None:
    """A compiler made from bytes fails at its second call; ours is made from the template's path."""
    printing._compiler.cache_clear()
    assert print_pdf() == print_pdf()
    assert isinstance(printing._compiler(TEMPLATE), typst.Compiler)
    assert TEMPLATE.is_file()


def test_the_claim_inside_keeps_its_relationship_under_both_standards() -> None:
    root: Any = pypdf.PdfReader(io.BytesIO(pdf_of())).trailer["/Root"].get_object()
    (attached,) = root["/AF"].get_object()
    assert attached.get_object()["/AFRelationship"] == "/Source"
    metadata = root["/Metadata"].get_object().get_data()
    assert b"<pdfaid:part>3" in metadata
    assert b"<pdfuaid:part>1" in metadata
