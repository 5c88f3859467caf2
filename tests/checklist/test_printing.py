"""The PDF: archival, tagged, gray, the same bytes each time, with every word in reading order."""

from __future__ import annotations

import functools
import hashlib
import io
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.checklist import Disposition, Options, file_name
from app.checklist.characters import printable
from app.checklist.composition import compose
from app.checklist.printing import print_record
from app.checklist.record import CoverageItem
from app.coding.claim import Claim, Line
from app.coding.errors import InstallationError
from app.coding.findings import Review
from app.coding.reasons import NotChecked
from app.rules import CHECKS
from tests.checklist.samples import (
    CASE,
    DECIDED,
    FLAGS,
    SLUGS,
    claim_of_lines,
    flag,
    names,
    pdf_of,
    print_pdf,
    review_of,
    seal,
)
from tests.conftest import ROOT


def at(node: object, *keys: str) -> Any:  # noqa: ANN401 - a PDF is a tree of anything
    """The object at a path of keys in a PDF."""
    for key in keys:
        node = node.get_object()[key]  # type: ignore[attr-defined]
    return node


def reader_of(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


@functools.cache  # reading the words of a page takes longer than making it
def text_of(pdf: bytes) -> str:
    """The text of all pages in the order of the file, with runs of space as one."""
    return " ".join(" ".join(page.extract_text() for page in reader_of(pdf).pages).split())


def squeezed(text: str) -> str:
    """Text without any space: extraction may lose or add one where a line ends."""
    return "".join(text.split())


def test_the_file_is_archival_and_tagged() -> None:
    reader = reader_of(pdf_of())
    catalog = reader.trailer["/Root"]
    xmp = at(catalog, "/Metadata").get_data().decode()
    assert bool(at(catalog, "/MarkInfo", "/Marked"))
    assert at(catalog, "/Lang") == "en-US"
    assert "<pdfaid:part>3</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_structure_has_headings_and_header_cells() -> None:
    kinds = [
        str(node.get("/S")) for node in structure(at(reader_of(pdf_of()).trailer, "/Root", "/StructTreeRoot"))
    ]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 6
    assert kinds.count("/Table") == 5
    record = compose(review_of(), CASE, names(), Options())
    rows = len(record.lines) + 1 + len(record.flags) + len(record.documentation) + len(record.coverage) + 2
    assert kinds.count("/TH") == 10 + 4 + 6 + 5 + rows


def structure(node: pypdf.generic.PdfObject) -> list[pypdf.generic.DictionaryObject]:
    """The structure elements below a node."""
    found: list[pypdf.generic.DictionaryObject] = []
    todo = [node]
    while todo:
        each = todo.pop().get_object()
        if isinstance(each, pypdf.generic.ArrayObject):
            todo.extend(each)
        elif isinstance(each, pypdf.generic.DictionaryObject):
            found.append(each)
            if "/K" in each:
                todo.append(each["/K"])
    return found


def test_only_the_shipped_fonts_are_embedded() -> None:
    names = {
        str(font["/BaseFont"]).split("+")[-1]
        for page in reader_of(pdf_of()).pages
        for font in at(page, "/Resources", "/Font").values()
    }
    assert names
    assert all(name.startswith("IBMPlexSans") for name in names)


def test_document_date_is_the_date_of_service_and_nothing_else_is_dated() -> None:
    information = reader_of(pdf_of()).metadata
    assert information is not None
    assert str(information["/CreationDate"]).startswith("D:20260915000000")
    assert information["/ModDate"] == information["/CreationDate"]
    assert str(information["/Author"]).startswith("Needlepoint ")


def test_a_screen_reader_finds_the_words_of_the_footer_in_the_description() -> None:
    """On the page they are passed over, as what stands on every page is."""
    information = reader_of(pdf_of()).metadata
    assert information is not None
    footer = compose(review_of(), CASE, names(), Options()).footer
    for words in (*footer.identity, footer.notice, footer.disclaimer):
        assert words in str(information["/Subject"])


def test_same_review_gives_the_same_bytes() -> None:
    first = print_pdf()
    print_pdf(claim=claim_of_lines(3))
    assert print_pdf() == first


def test_same_review_gives_the_same_bytes_in_another_process_place_and_language() -> None:
    program = (
        "import hashlib; from tests.checklist.samples import pdf_of; "
        "print(hashlib.sha256(pdf_of()).hexdigest())"
    )
    places = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {
            "PYTHONHASHSEED": "77",
            "TZ": "America/Los_Angeles",
            "LANG": "tr_TR.UTF-8",
            "SOURCE_DATE_EPOCH": "1",
        },
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | place,
        ).stdout
        for place in places
    }
    assert digests == {hashlib.sha256(pdf_of()).hexdigest() + "\n"}


PAGES = {
    "no flag, everything checked": (review_of((), ()), CASE, Options(), 2),
    "ordinary": (review_of(), CASE, Options(), 2),
    "ordinary on A4": (review_of(), CASE, Options(paper="a4"), 2),
    "ordinary with dispositions": (review_of(), DECIDED, Options(), 2),
    "forty lines": (review_of(), claim_of_lines(40), Options(), 4),
}


@pytest.mark.parametrize(("review", "claim", "options", "pages"), PAGES.values(), ids=PAGES.keys())
def test_pages(review: Review, claim: Claim, options: Options, pages: int) -> None:
    assert len(reader_of(pdf_of(review, claim, options)).pages) == pages


def test_paper() -> None:
    sizes = [
        reader_of(pdf_of(options=Options(paper=paper))).pages[0].mediabox for paper in ("us-letter", "a4")
    ]
    assert [(round(box.width), round(box.height)) for box in sizes] == [(612, 792), (595, 842)]


def test_only_the_claim_form_is_called_so() -> None:
    text = text_of(pdf_of())
    assert "Element Entered Asked by" in text
    assert text.count("Claim form") == 1


def test_all_text_is_there_in_reading_order() -> None:
    text = squeezed(text_of(pdf_of()))
    record = compose(review_of(), CASE, names(), Options())
    pieces = [record.title, record.outcome.title, *(count.words for count in record.outcome.counts)]
    pieces += [f"{label} {value or ''}" for label, value in record.encounter]
    pieces += ["1. Lines as billed", "77002", "2. Flags"]
    for each in record.flags:
        pieces += [each.severity_word, each.title, each.place, each.finding, each.remedy, each.basis, each.id]
        pieces += [*each.sources, each.slug]
    pieces += ["3. Documentation", *(f"{each.label} {each.value}" for each in record.documentation)]
    pieces.append("4. What was checked")
    for row in record.coverage:
        pieces += [row.label, *(said_of(item, with_id=not row.small) for item in row.items)]
    pieces += ["5. Result and follow-up", "6. Sign-off", "Not a provider attestation."]
    position = 0
    for piece in pieces:
        found = text.find(squeezed(piece), position)
        assert found >= position, f"missing, or out of order: {piece}"
        position = found


def said_of(item: CoverageItem, *, with_id: bool) -> str:
    """An item of section 4 as it is printed; rows in small type name their checks by title alone."""
    return ", ".join(f"{check.title} {check.id if with_id else ''}" for check in item.checks) + item.words


def test_each_page_carries_the_footer() -> None:
    pages = reader_of(pdf_of(claim=claim_of_lines(40))).pages
    for number, page in enumerate(pages, 1):
        text = squeezed(page.extract_text())
        for notice in (
            "CPT © American Medical Association.",
            "Not a payment decision",
            "40 lines",
            f"[{seal('book', '2026.11')}]",
        ):
            assert squeezed(notice) in text
        assert squeezed(f"Page {number} of {len(pages)}") in text


def test_head_rows_repeat_where_a_table_goes_on() -> None:
    second = squeezed(reader_of(pdf_of(claim=claim_of_lines(40))).pages[1].extract_text())
    assert squeezed("What it is Modifiers Units") in second


def test_a_flag_never_splits_over_a_page() -> None:
    flags = tuple(
        flag(
            "ptp-pair",
            "EDT-101",
            "error",
            "cms-edit",
            f"Begin{i} " + "word " * 60 + f"end{i}",
            "Look.",
            line=1,
        )
        for i in range(30)
    )
    pages = [page.extract_text() for page in reader_of(pdf_of(review_of(flags))).pages]
    for i in range(30):
        holding = [page for page in pages if re.search(rf"\bBegin{i}\b", page)]
        assert len(holding) == 1
        assert re.search(rf"\bend{i}\b", holding[0])


def test_many_reasons_flow_on_and_none_is_lost() -> None:
    reasons = tuple(NotChecked(slug, f"Reason for {slug} " + "and more words " * 12) for slug in SLUGS)
    text = squeezed(text_of(pdf_of(review_of((), reasons))))
    for rule in CHECKS:
        assert squeezed(f"{rule.title} {rule.id} (Reason for {rule.slug}") in text
    assert squeezed("6. Sign-off") in text


@pytest.mark.usefixtures("qapp")
def test_every_pixel_is_gray() -> None:
    from tests.checklist.pixels import pictures_of, rows_of

    pictures = pictures_of(pdf_of(claim=DECIDED))
    assert len(pictures) == 2
    for rows in map(rows_of, pictures):
        assert all(row[0::3] == row[1::3] == row[2::3] for row in rows)
        assert min(min(row) for row in rows) < 40


def pdf_with(text: str, options: Options) -> bytes:
    """The checklist of the ordinary case with a text in each of its free fields."""
    claim = msgspec.structs.replace(
        DECIDED,
        reference=text,
        documentation=msgspec.structs.replace(CASE.documentation, target=text),
        dispositions=(Disposition(rule="image-not-documented", state="accepted", reason=text),),
    )
    return pdf_of(claim=claim, options=options)


def assert_margins_are_blank(pdf: bytes) -> None:
    """No ink within 42 points of either side, or 18 of the foot, where many printers lose it."""
    from tests.checklist.pixels import pictures_of, rows_of

    for rows in map(rows_of, pictures_of(pdf)):
        left, right = 84 * 3, len(rows[0]) - 84 * 3
        assert all(set(row[:left] + row[right:]) == {255} for row in rows)
        assert all(set(row) == {255} for row in rows[-36:])


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("text", ["W" * 200, "long_words_with_no_space/" * 8, "word " * 40, "\u4e2d" * 60])
@pytest.mark.parametrize("options", [Options(), Options(paper="a4")], ids=["letter", "A4"])
def test_long_free_text_is_whole_and_stays_in_its_place(text: str, options: Options) -> None:
    pdf = pdf_with(text, options)
    assert squeezed(text_of(pdf)).count(squeezed(printable(text))) == 3
    assert_margins_are_blank(pdf)


@pytest.mark.usefixtures("qapp")
def test_a_text_longer_than_a_page_goes_on_over_it() -> None:
    pdf = pdf_with("\U0001f600" * 200, Options())
    assert text_of(pdf).count("U+1F600") >= 3 * 200
    assert_margins_are_blank(pdf)


def test_markup_in_free_text_prints_as_itself() -> None:
    hostile = '#eval("1+1") *bold* _it_ $x$ @ref <lab> `raw` // no \\ = head'
    claim = msgspec.structs.replace(CASE, reference=hostile)
    assert squeezed(hostile) in squeezed(text_of(pdf_of(claim=claim)))


def test_a_character_outside_the_font_prints_as_its_number() -> None:
    claim = msgspec.structs.replace(CASE, reference="case 中 \U0001f600 12")
    assert "case[U+4E2D][U+1F600]12" in squeezed(text_of(pdf_of(claim=claim)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_free_text_can_be_printed(text: str) -> None:
    claim = msgspec.structs.replace(
        CASE, reference=text, documentation=msgspec.structs.replace(CASE.documentation, target=text)
    )
    assert print_pdf(claim=claim).startswith(b"%PDF-")


def test_the_quarter_hides_the_date_everywhere() -> None:
    dated = flag(
        "code-deleted", "VAL-101", "error", "cms-edit", "77002 on 09/15/2026.", "See 2026-09-15.", line=1
    )
    pdf = pdf_of(review_of((*FLAGS, dated)), options=Options(quarter_only=True))
    text = text_of(pdf)
    assert "Q3 2026" in text
    assert "09/15/2026" not in text
    assert "2026-09-15" not in text
    assert b"20260915" not in pdf
    assert b"claim.json" not in pdf
    information = reader_of(pdf).metadata
    assert information is not None
    assert str(information["/CreationDate"]).startswith("D:20260701")


def test_the_checksum_of_a_quarter_does_not_tell_the_day() -> None:
    def identity(day: date) -> tuple[str, ...]:
        claim = msgspec.structs.replace(CASE, date_of_service=day)
        return compose(review_of(), claim, names(), Options(quarter_only=True)).footer.identity

    assert identity(date(2026, 7, 2)) == identity(date(2026, 9, 30)) != identity(date(2026, 10, 1))


def test_a_warning_of_the_typesetter_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    from app.checklist import printing
    from app.checklist.files import TEMPLATE

    bare = typst.Compiler(
        TEMPLATE,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[]),
    )
    monkeypatch.setattr(printing, "_compiler", lambda _template: bare)
    with pytest.raises(InstallationError, match=r"could not be made: .*Install Needlepoint again"):
        print_record(compose(review_of(), CASE, names(), Options()))


def test_a_failure_of_the_typesetter_keeps_nothing_of_the_claim(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What Typst says of an error quotes its source, and the source holds the record."""
    from app.checklist import printing

    broken = tmp_path / "checklist.typ"
    broken.write_text("#let print(record) = record.none", encoding="utf-8")
    monkeypatch.setattr(printing, "TEMPLATE", broken)
    with pytest.raises(InstallationError, match="could not be made") as failure:
        print_pdf()
    assert failure.value.__cause__ is None
    assert failure.value.__suppress_context__
    assert "77002" not in str(failure.value)


@pytest.mark.parametrize(
    ("options", "name"),
    [(Options(), "checklist-2026-09-15-77002.pdf"), (Options(quarter_only=True), "checklist-77002.pdf")],
)
def test_a_reference_that_looks_like_a_name_stays_out_of_the_file_name(options: Options, name: str) -> None:
    day, lines = date(2026, 9, 15), (Line("77002"), Line("77002"))
    named = Claim(schema=1, date_of_service=day, lines=lines, reference="Smithson, Johanna")
    assert file_name(named, options) == name


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("case 12", "checklist-case-12.pdf"),
        ("a/b\\c:..\\*", "checklist-a-b-c.pdf"),
        (None, "checklist.pdf"),
        ("…", "checklist.pdf"),
        ("x" * 200, "checklist-" + "x" * 70 + ".pdf"),
    ],
)
def test_file_name(reference: str | None, name: str) -> None:
    assert (
        file_name(Claim(schema=1, date_of_service=date(2026, 9, 15), lines=(), reference=reference)) == name
    )
