"""The text of a note in each kind of file, and one clear sentence for what is none."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from app.coding.errors import InputError
from app.notes.files.reading import LONGEST, read_bytes, read_file
from app.notes.files.rtf import rtf_text
from app.notes.files.sizes import LARGEST
from app.notes.reader import NoteReader

WORDS = "Injection of the left hip.\nNo images were saved."
XML = (
    '<w:document><w:body><w:p><w:r><w:t xml:space="preserve">Injection of </w:t></w:r>'
    "<w:del><w:r><w:t>right </w:t></w:r></w:del><w:r><w:t>the left hip.</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>No images</w:t><w:tab/><w:t>were &lt;saved&gt;.</w:t></w:r></w:p></w:body></w:document>"
)


def docx(xml: str = XML, name: str = "word/document.xml") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return held.getvalue()


def pdf(text: str) -> bytes:
    """A PDF of one page with a line of text, written by hand: offsets are found, not trusted."""
    content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % out.index(b"xref\n")
    return bytes(out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_read_in_each_encoding(encoding: str) -> None:
    text = f"{WORDS} Gauge ½"
    assert read_bytes(text.encode(encoding), "note.txt") == text


def test_rtf_is_read_without_what_is_not_shown() -> None:
    content = (
        rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator Word;}\f0 Left\'20hip\par "
        rb"{\b needle}\tab 22\u8211?gauge\line \{done\}{\header Page 1}}"
    )
    assert read_bytes(content, "note.rtf") == "Left hip\nneedle\t22\u2013gauge\n{done}"


def test_rtf_that_is_cut_off_is_refused_wherever_its_end_is_missing() -> None:
    for cut in (rb"{\rtf1 left {\b hip}", rb"{\rtf1 left {\b hip", b"{" * 2000 + rb"\rtf1 hip"):
        with pytest.raises(InputError, match=r"note\.rtf is damaged: its end is missing"):
            rtf_text(cut, "note.rtf")


def test_the_bytes_of_a_picture_in_rtf_are_passed_over() -> None:
    assert rtf_text(rb"{\rtf1 left {\pict\bin4 }{}}}hip}", "note.rtf") == "left hip"


def test_docx_is_read_without_what_was_deleted() -> None:
    assert read_bytes(docx(), "note.docx") == "Injection of the left hip.\nNo images\twere <saved>.\n"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (rb"needle {\deleted by fluoroscopy }in place", "needle in place"),
        (rb"needle \deleted by fluoroscopy \deleted0 in place", "needle in place"),
        (rb"needle {\v {\b by fluoroscopy}\tab \'41\u8211? }in place", "needle in place"),
        (rb"needle \v by fluoroscopy \plain in place", "needle in place"),
        (rb"needle {\revised by fluoroscopy }in place", "needle by fluoroscopy in place"),
        (rb"needle {\strike by {\b fluoro}scopy} in place", "needle [struck out] in place"),
        (rb"needle {\strike  }in place", "needle  in place"),
    ],
)
def test_rtf_shows_no_words_that_were_deleted_hidden_or_struck(words: bytes, shown: str) -> None:
    assert read_bytes(rb"{\rtf1 " + words + b"}", "note.rtf") == shown


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ("<w:moveFrom w:id='1'><w:r><w:t>right </w:t></w:r></w:moveFrom>", "hip"),
        ("<w:moveTo w:id='1'><w:r><w:t>left </w:t></w:r></w:moveTo>", "left hip"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>right </w:t></w:r>", "hip"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>left </w:t></w:r>', "left hip"),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>right</w:t></w:r>", "[struck out]hip"),
        ("<w:r><w:rPr><w:dstrike/></w:rPr><w:t>right</w:t></w:r>", "[struck out]hip"),
        ('<w:r><w:rPr><w:strike w:val="false"/></w:rPr><w:t>left </w:t></w:r>', "left hip"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>", "hip"),
    ],
)
def test_docx_shows_no_words_that_were_moved_away_hidden_or_struck(runs: str, shown: str) -> None:
    xml = f"<w:document><w:body><w:p>{runs}<w:r><w:t>hip</w:t></w:r></w:p></w:body></w:document>"
    assert read_bytes(docx(xml), "note.docx") == shown + "\n"


def field(properties: str, instruction: str) -> str:
    """A form field of Word, as it stands in a paragraph."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="A"/>'
        f"{properties}</w:ffData></w:fldChar></w:r>"
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def check_box(states: str) -> str:
    return field(f"<w:checkBox><w:sizeAuto/>{states}</w:checkBox>", "FORMCHECKBOX")


def choice(properties: str) -> str:
    entries = '<w:listEntry w:val="left"/><w:listEntry w:val="right &amp; left"/>'
    return field(f"<w:ddList>{properties}{entries}</w:ddList>", "FORMDROPDOWN")


PROMPT = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    "<w:sdtContent><w:r><w:t>Choose</w:t></w:r></w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F06F"/></w:r>', "\u2610"),
        ('<w:r><w:sym w:font="Wingdings" w:char="6F"/></w:r>', "\u2610"),
        ('<w:r><w:sym w:char="F0FE" w:font="Wingdings"/></w:r>', "\u2611"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "\u2611"),
        ('<w:r><w:sym w:font="Webdings" w:char="F063"/></w:r>', "\u2610"),
        ('<w:r><w:sym w:font="Symbol" w:char="F06F"/></w:r>', ""),
        ('<w:r><w:rPr><w:vanish/></w:rPr><w:sym w:font="Wingdings" w:char="F06F"/></w:r>', ""),
        (check_box('<w:default w:val="0"/>'), "\u2610"),
        (check_box('<w:default w:val="0"/><w:checked/>'), "\u2611"),
        (check_box('<w:default w:val="1"/><w:checked w:val="0"/>'), "\u2610"),
        (check_box('<w:default w:val="1"/>'), "\u2611"),
        (choice('<w:result w:val="1"/>'), "right & left"),
        (choice(""), "left"),
        (choice('<w:result w:val="7"/>'), ""),
        (PROMPT, ""),
        (PROMPT.replace("<w:showingPlcHdr/>", ""), "Choose"),
        (PROMPT + "<w:r><w:t>Right</w:t></w:r>", "Right"),
    ],
)
def test_docx_shows_what_its_boxes_and_lists_say_and_no_prompt_of_an_empty_field(
    runs: str, shown: str
) -> None:
    xml = f"<w:document><w:body><w:p>{runs}<w:r><w:t> hip</w:t></w:r></w:p></w:body></w:document>"
    assert read_bytes(docx(xml), "note.docx") == shown + " hip\n"


def test_the_cells_of_a_row_are_one_line_in_docx() -> None:
    cells = "".join(
        f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>" for words in ("\u2610", "Fluoroscopy")
    )
    xml = f"<w:document><w:body><w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl></w:body></w:document>"
    assert read_bytes(docx(xml), "note.docx") == "\u2610\tFluoroscopy\n" * 2


BOX = rb"{\rtf1{\fonttbl{\f0 Arial;}{\f3\fnil\fcharset2{\*\panose 05}Wingdings;}{\f4 Wingdings 2;}}"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (rb"{\f3 o}", "\u2610"),
        (rb"{\f3 \'fe}", "\u2611"),
        (rb"\f3\u-3985?\f0 ", "\u2610"),
        (rb"\f3\u61694?\plain ", "\u2611"),
        (rb"{\f4\'a3}{\f4 R}", "\u2610\u2611"),
        (rb"{\f3\'a7}", " "),
        (rb'{\field{\*\fldinst SYMBOL 111 \\f "Wingdings" \\s 10}{\fldrslt\f3\fs20}}', "\u2610"),
        (rb'{\field{\*\fldinst {\b SYMBOL} 111 \\f "Arial"}{\fldrslt\f0 o}}', "o"),
        (
            rb"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres0}}}{\fldrslt}}",
            "\u2610",
        ),
        (
            rb"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1}}}{\fldrslt}}",
            "\u2611",
        ),
        (rb"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1\ffdefres0}}}{\fldrslt}}", "\u2611"),
        (
            rb"{\field{\*\fldinst {\*\formfield{\fftype2\ffres1{\*\ffl left}{\*\ffl right}}}}{\fldrslt}}",
            "right",
        ),
        (
            rb"{\field{\*\fldinst FORMTEXT {\*\formfield{\fftype0{\*\ffdeftext Side}}}}{\fldrslt left}}",
            "left",
        ),
    ],
)
def test_rtf_shows_what_its_boxes_and_lists_say(words: bytes, shown: str) -> None:
    assert read_bytes(BOX + words + b" hip}", "note.rtf") == shown + " hip"


@pytest.mark.parametrize(("box", "modality"), [("F06F", None), ("F0FE", "fluoroscopy")])
def test_nothing_is_read_behind_a_box_that_is_not_ticked(
    reader: NoteReader, box: str, modality: str | None
) -> None:
    xml = (
        "<w:document><w:body><w:p><w:r><w:t>Left hip injection.</w:t></w:r></w:p><w:p><w:r>"
        f'<w:sym w:font="Wingdings" w:char="{box}"/></w:r><w:r><w:t> Fluoroscopy was used.</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    reading = reader.read(read_bytes(docx(xml), "note.docx"))
    assert reading.documentation.modality == modality
    assert reading.documentation.laterality == "left"


@pytest.mark.parametrize(("mark", "modality"), [(b"", "fluoroscopy"), (rb"\strike ", None)])
def test_nothing_is_read_from_words_that_are_struck_through(
    reader: NoteReader, mark: bytes, modality: str | None
) -> None:
    content = rb"{\rtf1 Left hip injection under {" + mark + rb"fluoroscopy}.}"
    reading = reader.read(read_bytes(content, "note.rtf"))
    assert reading.documentation.modality == modality
    assert reading.documentation.laterality == "left"


def test_a_pdf_with_text_is_read() -> None:
    assert read_bytes(pdf("Injection of the left hip."), "note.pdf").strip() == "Injection of the left hip."


@pytest.mark.parametrize("mark", ["/StrikeOut", "/Redact"])
def test_a_pdf_whose_words_are_struck_by_a_mark_is_refused(mark: str) -> None:
    with pytest.raises(InputError, match=r"^note\.pdf has words that are struck out"):
        read_bytes(form(Subtype=NameObject(mark)), "note.pdf")


def test_a_pdf_with_words_inserted_by_a_mark_is_refused() -> None:
    content = form(Subtype=NameObject("/Caret"), Contents=TextStringObject("not"))
    with pytest.raises(InputError, match=r"^note\.pdf is a form"):
        read_bytes(content, "note.pdf")


def test_a_pdf_with_a_form_of_xml_is_refused() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf("Please wait.")))
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/XFA"): TextStringObject("x")}
    )
    held = io.BytesIO()
    writer.write(held)
    with pytest.raises(InputError, match=r"^note\.pdf is a form"):
        read_bytes(held.getvalue(), "note.pdf")


def test_a_pdf_with_a_hidden_layer_is_refused_and_one_whose_layers_show_is_read() -> None:
    layer = DictionaryObject(
        {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("A")}
    )
    for state, hidden in (
        ({"/OFF"}, True),
        ({"/ON"}, False),
        ({"/BaseState"}, True),
        ({"/BaseState", "/ON"}, False),
    ):
        content = layered(layer, state)
        if hidden:
            with pytest.raises(InputError, match="hidden layer"):
                read_bytes(content, "note.pdf")
        else:
            assert read_bytes(content, "note.pdf").strip() == "Side:"


def layered(layer: DictionaryObject, states: set[str]) -> bytes:
    """A PDF with text and one layer that is on, off, or as all layers are."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf("Side:")))
    number = writer._add_object(layer)
    shown = DictionaryObject(
        {NameObject(key): ArrayObject([number]) for key in states if key != "/BaseState"}
    )
    if "/BaseState" in states:
        shown[NameObject("/BaseState")] = NameObject("/OFF")
    layers = {NameObject("/OCGs"): ArrayObject([number]), NameObject("/D"): shown}
    held_apart = writer._add_object(DictionaryObject(layers))
    writer.root_object[NameObject("/OCProperties")] = held_apart
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def form(**entries: PdfObject) -> bytes:
    """A PDF with text and one annotation."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf("Side:")))
    keys = {NameObject(f"/{key}"): value for key, value in entries.items()}
    box = ArrayObject([NumberObject(each) for each in (72, 700, 172, 712)])
    writer.add_annotation(0, DictionaryObject({**keys, NameObject("/Rect"): box}))
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


WIDGET, TEXT, BUTTON = NameObject("/Widget"), NameObject("/Tx"), NameObject("/Btn")
OFF, ON, RIGHT = NameObject("/Off"), NameObject("/On"), TextStringObject("Right")


@pytest.mark.parametrize(
    "content",
    [
        form(Subtype=WIDGET, FT=TEXT, V=RIGHT),
        form(Subtype=WIDGET, FT=NameObject("/Ch"), V=RIGHT),
        form(Subtype=WIDGET, FT=BUTTON, V=ON, AS=ON),
        form(Subtype=WIDGET, FT=BUTTON, V=OFF, AS=OFF),
        form(Subtype=WIDGET, Parent=DictionaryObject({NameObject("/FT"): TEXT, NameObject("/V"): RIGHT})),
        form(Subtype=NameObject("/FreeText"), Contents=RIGHT),
    ],
)
def test_a_form_that_was_filled_in_is_refused_for_its_answers_would_read_as_not_said(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^note\.pdf is a form: .* Paste its answers as text\.$"):
        read_bytes(content, "note.pdf")


@pytest.mark.parametrize(
    "content",
    [
        form(Subtype=WIDGET, FT=TEXT),
        form(Subtype=WIDGET, FT=TEXT, V=TextStringObject("")),
        form(Subtype=WIDGET, FT=BUTTON, Ff=NumberObject(1 << 16)),
        form(Subtype=WIDGET, FT=NameObject("/Sig"), V=DictionaryObject()),
        form(Subtype=NameObject("/Link")),
    ],
)
def test_a_pdf_with_empty_fields_a_signature_or_links_is_read(content: bytes) -> None:
    assert read_bytes(content, "note.pdf").strip() == "Side:"


@pytest.mark.parametrize("name", ["w:t", "w:br", "w:r", "w:sdt", "w:sym", "w:checkBox", "w:ddList"])
def test_beginnings_without_ends_take_no_longer_than_other_text(name: str) -> None:
    """Each would be read to the end of the document, for hours, did a part reach past the next beginning."""
    beginnings = "".join(f"<{name} {number * 7919 % 100_003}" for number in range(100_000))
    assert read_bytes(docx(beginnings + XML), "note.docx").endswith("hip.\nNo images\twere <saved>.\n")


def test_entities_that_a_document_declares_are_not_expanded() -> None:
    xml = '<!DOCTYPE d [<!ENTITY a "aaaa">]><w:p><w:t>&a;hip</w:t></w:p></w:document>'
    assert read_bytes(docx(xml), "note.docx") == "&a;hip\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (docx(name="other.xml"), "no Word document"),
        (docx(name="xl/workbook.xml"), "is an Excel workbook and no Word document"),
        (b"PK\x03\x04 broken", "is a damaged archive, and no Word document"),
        (docx(XML[:-40]), "is damaged. Open it in Word"),
        (docx()[:-30], "is damaged. Open it in Word"),
        (docx(name="xl/workbook.xml")[:-30], "is an Excel workbook, a damaged one"),
        (b" \n", "has no text"),
        (bytes(range(1, 256)), "is no text"),
        (docx("<w:t>" + "a" * (LARGEST + 1) + "</w:t>"), "unpacks to more"),
        (b"%PDF-1.4 broken", "is damaged"),
        (pdf(""), "picture of a page"),
        (b"\xd0\xcf\x11\xe0 old", "old format of Word"),
        (b"\xd0\xcf\x11\xe0 " + "Workbook".encode("utf-16-le"), "an Excel workbook in its old format"),
        (b"\x00\x01\x02\x03", "is no text"),
        (b"a" * (LONGEST + 1), "longer than any note"),
        (b"a" * (LARGEST + 1), "larger than any note"),
    ],
    ids=[
        "another archive",
        "workbook",
        "archive",
        "cut document",
        "cut archive of a document",
        "cut workbook",
        "empty",
        "program",
        "swelling archive",
        "pdf",
        "scan",
        "doc",
        "xls",
        "binary",
        "long",
        "large",
    ],
)
def test_what_is_no_note_is_told_in_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read_bytes(content, "note.bin")
    assert str(caught.value).startswith("note.bin ")
    assert len(str(caught.value)) < 120


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.txt cannot be read"):
        read_file(tmp_path / "missing.txt")
    (tmp_path / "note.txt").write_text(WORDS, encoding="utf-8", newline="")
    assert read_file(tmp_path / "note.txt") == WORDS


@given(st.binary(max_size=300), st.sampled_from([b"", b"{\\rtf1 ", b"PK\x03\x04", b"%PDF-"]))
def test_no_bytes_raise_anything_else(content: bytes, head: bytes) -> None:
    with contextlib.suppress(InputError):
        read_bytes(head + content, "note")
