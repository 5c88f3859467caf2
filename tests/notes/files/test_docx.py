"""What a reader of a DOCX document sees: no deleted, hidden or older words, and boxes as they are ticked."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.notes.files.reading import read_bytes
from app.notes.files.struck import STRUCK

_STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}"><w:rPr><w:{mark}/></w:rPr></w:style>'
    for kind, name, mark in (
        ("character", "Hid", "vanish"), ("paragraph", "HidP", "vanish"), ("character", "Out", "strike"),
    )
)  # fmt: skip


def document(body: str, **parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return held.getvalue()


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def box(ticked: int) -> str:
    return (
        f'<w14:checkbox><w14:checked w14:val="{ticked}"/><w14:checkedState w14:val="0056" w14:font="Arial"/>'
        "</w14:checkbox>"
    )


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


SPAN, GONE = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', '<w:tcPr><w:cellDel w:id="1"/></w:tcPr>'
A, B, X = (paragraph(run(words)) for words in ("A", "B", "X"))
DELETED = '<w:del w:id="1" w:author="N"/>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(control(box(0), run("V")), run(" CT")), "☐ CT"),
        (paragraph(control(box(1), ""), run(" CT")), "☑ CT"),
        (paragraph(run("o", '<w:rFonts w:ascii="Wingdings"/>'), run(" CT")), "☐ CT"),
        (paragraph(run("A"), run("B", '<w:rStyle w:val="Hid"/>'), run("C")), "AC"),
        (paragraph('<w:pPr><w:pStyle w:val="HidP"/></w:pPr>', run("A")) + B, "\nB"),
        (paragraph(run("A", '<w:rStyle w:val="Out"/>'), run("B")), f"{STRUCK}B"),
        (paragraph(run("A", "<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>")), "A"),
        (paragraph(run("A", "<w:strike/><w:rPrChange><w:rPr/></w:rPrChange>")), STRUCK),
        (f"<w:tbl>{row(A, properties=f'<w:trPr>{DELETED}</w:trPr>')}{row(B)}</w:tbl>", "B"),
        (f"<w:tbl>{row(GONE + A, B)}</w:tbl>", "B"),
        (f"<w:tbl>{row(SPAN + A, X)}</w:tbl>", "A\t\tX"),
        (paragraph(run("L4"), "<w:r><w:noBreakHyphen/></w:r>", run("L5")), "L4-L5"),
        (paragraph(run("A"), "<w:r><w:ptab/></w:r>", run("B")), "A\tB"),
        (paragraph(f"<w:r><w:vanish/><w:txbxContent>{A}</w:txbxContent><w:t>B</w:t></w:r>") + X, "\n\nX"),
    ],
)  # fmt: skip
def test_a_document_is_read_as_it_is_shown(body: str, text: str) -> None:
    content = document(body, styles=f"<w:styles>{_STYLES}</w:styles>")
    assert read_bytes(content, "note.docx").rstrip("\n") == text


def test_footnotes_stand_below_the_text_and_headers_and_comments_are_left_out() -> None:
    content = document(
        A,
        header1=f"<w:hdr>{paragraph(run('CT'))}</w:hdr>",
        comments=f"<w:comments>{paragraph(run('US'))}</w:comments>",
        footnotes=f"<w:footnotes>{B}</w:footnotes>",
        endnotes=f"<w:endnotes>{X}</w:endnotes>",
    )
    assert read_bytes(content, "note.docx").split() == ["A", "B", "X"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (rb"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt A}}{\shprslt{\*\do{\dptxbxtext A}}}}B", "AB"),
        (rb"{\header{\shp{\*\shpinst{\shptxt A}}}}B", "B"),
        (rb"{\headerf A}{\footerf A}{\xe A}B", "B"),
        (rb"{\mvf A}{\mvt B}", "B"),
    ],
)
def test_rich_text_shows_text_boxes_and_neither_headers_nor_what_moved_away(words: bytes, text: str) -> None:
    assert read_bytes(rb"{\rtf1 " + words + b"}", "note.rtf") == text
