"""A report of sections: a tagged archival PDF of the same bytes each time, in which every word is found."""

from __future__ import annotations

import io

import pypdf

from app.checklist.printing import print_report
from app.checklist.record import Footer
from app.checklist.report import Report, ReportSection, ReportTable

CHECKSUM = "0123456789abcdef" * 8


def report(*sections: ReportSection) -> Report:
    return Report(
        document_title="A report",
        document_date="2026-09-15",
        program="Needlepoint 0",
        paper="us-letter",
        title="A report",
        subtitle="Of a few claims",
        sections=sections,
        footer=Footer(("Needlepoint 0",), "A notice.", "A disclaimer.", ""),
    )


REPORT = report(
    ReportSection("First", (("Seed", "2026 Q3"), ("Checksum", CHECKSUM)), notes=("A note.",)),
    ReportSection("Second", table=ReportTable(("Stratum", "Claims"), 1, (("aetna", "1,234"),))),
    ReportSection("Third", table=ReportTable(("Claim", "Codes"), 2, (("#1", "*77002*"),))),
)


def test_the_pdf_is_tagged_archival_and_the_same_each_time() -> None:
    pdf = print_report(REPORT)
    assert pdf == print_report(REPORT)
    read = pypdf.PdfReader(io.BytesIO(pdf))
    assert read.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]  # a dictionary here
    assert read.xmp_metadata is not None
    xmp = read.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    text = " ".join(page.extract_text() for page in read.pages)
    for words in ("1. First", "2026 Q3", "A note.", "2. Second", "1,234", "#1", "*77002*", "Page 1 of 1"):
        assert words in text
    assert CHECKSUM in "".join(text.split())
