#!/usr/bin/env bash
# pypdf 7.1.1, pdfplumber 0.11.10 and pypdfium2 5.15.2: words of a layer that is off come out as text of the page.
#
# Expected: the text of a page is what is seen of it when the document is opened (ISO 32000-1, 8.11: content of an optional content
# group that is off is not shown), as PyMuPDF 2.0 gives it.
# Seen: all three give the words of the hidden layer between those that are shown, in the order of the page, and nothing marks them.
# A procedure note whose earlier draft stands on such a layer then says both. Needlepoint refuses a note with a hidden layer and
# asks for its text.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check \
    pypdf==7.1.1 pdfplumber==0.11.10 pypdfium2==5.15.2 pymupdf==2.0 pikepdf==10.18.0
"$place/env/bin/python" - "$place/note.pdf" <<'PYTHON'
import sys

import pdfplumber
import pikepdf
import pymupdf
import pypdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String

CONTENT = b"""BT /F1 12 Tf 20 250 Td (Guided by ultrasound.) Tj ET
/OC /Draft BDC BT /F1 12 Tf 20 230 Td (Guided by fluoroscopy.) Tj ET EMC
/OC /Final BDC BT /F1 12 Tf 20 210 Td (An image was kept.) Tj ET EMC
"""
path = sys.argv[1]
pdf = pikepdf.new()
pdf.add_blank_page(page_size=(400, 300))
font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
draft, final = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("draft", "final"))
pdf.Root.OCProperties = Dictionary(
    OCGs=Array([draft, final]), D=Dictionary(Order=Array([draft, final]), ON=Array([final]), OFF=Array([draft]))
)
pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=font), Properties=Dictionary(Draft=draft, Final=final))
pdf.pages[0].obj.Contents = pdf.make_stream(CONTENT)
pdf.save(path)
texts = {
    "pypdf": pypdf.PdfReader(path).pages[0].extract_text(),
    "pdfplumber": pdfplumber.open(path).pages[0].extract_text(),
    "pypdfium2": pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded(),
    "pymupdf": pymupdf.open(path)[0].get_text(),
}
given = {}
for reader, text in texts.items():
    given[reader] = "fluoroscopy" in text
    assert "ultrasound" in text and "An image" in text
    print(f"{reader}: {' | '.join(text.split(chr(10)))!r}: hidden words given: {given[reader]}")
holds = given == {"pypdf": True, "pdfplumber": True, "pypdfium2": True, "pymupdf": False}
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
