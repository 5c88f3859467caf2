"""The form on the pages: each field has a label, a place in the structure, a look and a font to write in."""

from __future__ import annotations

import io
from typing import Any

import msgspec
import pypdf
import pytest

from app.checklist import Options, render_several, reopen
from app.checklist import form as form_of_pdf
from app.checklist.composition import compose
from app.checklist.fields import FormField, form_fields
from app.checklist.form import finish
from app.checklist.pdf_objects import PdfObjects
from app.checklist.printing import print_record, print_report, print_summary
from app.checklist.record import Record
from app.claims.record import write_claim
from app.coding.claim import Claim, Line
from app.coding.errors import InstallationError
from app.coding.findings import Flag
from tests.checklist.samples import (
    CASE,
    DECIDED,
    FLAGS,
    claim_of_lines,
    flag,
    names,
    pdf_of,
    print_pdf,
    review_of,
)
from tests.checklist.structure import Document, faults
from tests.checklist.test_report import REPORT
from tests.checklist.test_summary import summary

SOUND = {
    "ordinary": pdf_of,
    "decided": lambda: pdf_of(claim=DECIDED),
    "no flag": lambda: pdf_of(review_of((), ())),
    "on A4, review type given": lambda: pdf_of(options=Options(paper="a4", review_type="pre-bill")),
    "forty lines": lambda: pdf_of(claim=claim_of_lines(40)),
    "several": lambda: render_several(
        [(review_of(FLAGS), CASE), (review_of(()), claim_of_lines(30))], names()
    ),
    "a summary": lambda: print_summary(summary()),
    "a report": lambda: print_report(REPORT),
}


@pytest.mark.parametrize("make", SOUND.values(), ids=SOUND.keys())
def test_the_structure_is_sound(make: Any) -> None:  # noqa: ANN401 - pytest takes anything
    assert faults(make()) == []


def record_of(claim: Claim = CASE) -> Record:
    return compose(review_of(), claim, names(), Options())


def labels_of(pdf: bytes) -> dict[str, str]:
    return {str(widget["/T"]): str(widget["/TU"]) for _, widget in Document(pdf).widgets()}


def test_every_box_and_line_for_a_pen_is_a_field_with_a_label_of_its_own() -> None:
    labels = labels_of(pdf_of())
    assert labels["line-1-agree-yes"] == "Line 1, 77002: agree, yes"
    assert labels["flag-1-by"].endswith(": accepted by")
    assert labels["element-1-where"] == "Imaging modality: page, line or image"
    assert labels["reviewer-signature"] == "Reviewer: signature"
    assert labels["second-reviewer-date"] == "Second reviewer: date"
    assert "Reviewed on" in labels.values()
    assert len(set(labels.values())) == len(labels)
    assert labels == {name: field.label for name, field in form_fields([record_of()]).items()}


def test_a_review_type_that_is_given_is_no_field() -> None:
    blank, given = (labels_of(pdf_of(options=Options(review_type=kind))) for kind in (None, "pre-bill"))
    assert set(blank.values()) - set(given.values()) == {"Review"}


def test_a_decision_says_which_box_is_ticked_and_is_no_field() -> None:
    pdf = pdf_of(claim=DECIDED)
    decided = [row.number for row in record_of(DECIDED).flags if row.disposition.state != "open"]
    assert len(decided) == 3
    assert not any(name.startswith(tuple(f"flag-{number}-" for number in decided)) for name in labels_of(pdf))
    spoken = [str(each["/Alt"]) for each in Document(pdf).elements("/Figure")]
    on, off = "Ticked:", "Not ticked:"
    assert spoken == [on, off, off, off, off, on, off, on, off]


def test_what_is_typed_has_an_embedded_font_of_western_letters() -> None:
    form: Any = Document(pdf_of()).root["/AcroForm"]
    (font,) = form["/DR"]["/Font"].values()
    face = font.get_object()
    program = face["/FontDescriptor"]["/FontFile2"].get_data()
    assert program[:4] == b"\0\1\0\0"
    assert len(face["/Widths"]) == face["/LastChar"] - face["/FirstChar"] + 1
    assert face["/Widths"][ord("A") - 32] > face["/Widths"][ord("i") - 32] > 0
    assert b"/NeedAppearances" not in pdf_of()


def test_labels_with_other_letters_come_back() -> None:
    claim = msgspec.structs.replace(CASE, lines=(msgspec.structs.replace(CASE.lines[0], code="(7\\"),))
    assert labels_of(pdf_of(claim=claim))["line-1-change"] == "Line 1, (7\\: change to"
    assert form_of_pdf._text("déjà") == b"<FEFF006400E9006A00E0>"


def test_the_fields_of_several_claims_have_names_of_their_own() -> None:
    labels = labels_of(render_several([(review_of(()), CASE), (review_of(()), CASE)], names()))
    assert {name.split("-line")[0] for name in labels if "-line-1-" in name} == {"claim-1", "claim-2"}
    assert labels["claim-2-line-1-change"] == "Claim 2, Line 1, 77002: change to"
    assert len(set(labels.values())) == len(labels)


def filled(pdf: bytes, **values: str) -> bytes:
    """The form as a viewer keeps it: texts typed, boxes ticked with "/Yes"."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    given = {name.replace("_", "-"): value for name, value in values.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, given, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_form_that_was_filled_in_gives_its_claim_back() -> None:
    pdf = filled(pdf_of(), reviewer_name="A. Coder", line_1_agree_yes="/Yes")
    assert write_claim(reopen(pdf, "a.pdf")) == write_claim(CASE)
    fields: Any = pypdf.PdfReader(io.BytesIO(pdf)).get_fields()
    assert (fields["reviewer-name"].value, fields["line-1-agree-yes"].value) == ("A. Coder", "/Yes")


def test_a_template_that_sets_other_fields_than_the_record_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.checklist import printing

    record = record_of()
    fields = form_fields([record])
    fields["more"] = FormField("text", "more", "More")
    monkeypatch.setattr(printing, "form_fields", lambda _records: fields)
    with pytest.raises(InstallationError, match="the fields on its pages are not those of its record"):
        print_record(record)


TABLE = b"xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<<>>\nstartxref\n12\n%%EOF"


@pytest.mark.parametrize(
    ("pdf", "words"),
    [(b"%PDF-1.7\n", "no plain table"), (b"%PDF-1.7\nxx\n" + TABLE, "does not lie where")],
)
def test_a_file_that_is_laid_out_in_another_way_is_refused(pdf: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        finish(pdf, {})


def test_objects_that_are_not_changed_are_written_as_they_were() -> None:
    pdf = pdf_of()
    assert PdfObjects(pdf).write() == pdf


@pytest.mark.usefixtures("qapp")
def test_a_row_of_fixed_height_looks_as_one_that_was_measured() -> None:
    from tests.checklist.pixels import pictures_of

    lines = (*claim_of_lines(2).lines, Line("99999", modifiers=("26",), diagnoses=("M16.11",)))
    record = record_of(msgspec.structs.replace(CASE, lines=lines))
    assert {row.short for row in record.documentation} == {True}
    assert {line.short for line in record.lines} == {True, False}
    measured = msgspec.structs.replace(
        record,
        lines=tuple(msgspec.structs.replace(line, short=False) for line in record.lines),
        documentation=tuple(msgspec.structs.replace(row, short=False) for row in record.documentation),
    )
    assert pictures_of(print_record(measured)) == pictures_of(print_record(record))


def test_boxes_and_lines_are_drawn_on_the_page_so_that_a_printer_needs_no_forms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.checklist import printing

    def drawn(pdf: bytes) -> list[bytes]:
        pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
        return [contents.get_data() for page in pages if (contents := page.get_contents()) is not None]

    with_form = drawn(pdf_of())
    assert len(with_form) == 2
    monkeypatch.setattr(printing, "finish", lambda pdf, _fields: pdf)
    assert drawn(print_pdf()) == with_form


def joined(*flags: Flag) -> list[tuple[str, str]]:
    record = compose(review_of(flags), claim_of_lines(9), names(), Options())
    return [(row.place, row.finding) for row in record.flags]


def pair(line: int, message: str = "77002 on line {} goes with 62267 on line 12.") -> Flag:
    return flag("ptp-pair", "EDT-101", "error", "cms-edit", message.format(line), "Look.", line=line)


def test_flags_that_say_the_same_of_several_lines_are_one_row_that_names_all() -> None:
    (row,) = joined(pair(2), pair(5), pair(6), pair(7))
    assert row == (
        "4 flags: lines 2, 5–7",
        "77002 on each of these lines goes with 62267 on line 12.",
    )


def test_flags_that_differ_in_a_word_or_a_decision_stay_apart() -> None:
    assert len(joined(pair(2), pair(5, "77002 on line {} goes with 62268 on line 12."))) == 2
    assert joined(pair(1)) == [("line 1", "77002 on line 1 goes with 62267 on line 12.")]
