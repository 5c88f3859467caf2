#!/usr/bin/env bash
# mammoth 1.13.0: its raw text has no boxes, ticked or not, though its HTML has them; not even those that are letters of the document.
#
# Expected: `extract_raw_text` gives the letters of the document, so the letter U+2610 or U+2612 of a check box (a content control, as
# Word writes it) stays, and a check box of an older form is at least marked.
# Seen: `convert_to_html` makes an input element of both, with its state; in the raw text both are gone without a message, and what
# nobody ticked reads like what was ticked. docx2txt 0.9 keeps the letter and loses the box of the older form. markitdown 0.1.9, which
# goes by mammoth's HTML, keeps both. Needlepoint reads both kinds by a reader of its own.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check mammoth==1.13.0 docx2txt==0.9 'markitdown[docx]==0.1.9'
"$place/env/bin/python" - "$place/note.docx" <<'PYTHON'
import sys
import zipfile

import docx2txt
import mammoth
from markitdown import MarkItDown

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    f'xmlns:r="{OFFICE}/relationships"'
)


def control(state: int, letter: str, words: str) -> str:
    return (
        f'<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{letter}</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> {words}</w:t></w:r></w:p>"
    )


def form_box(state: int, words: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="A"/><w:enabled/><w:checkBox><w:sizeAuto/>'
        f'<w:default w:val="{state}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p>'
    )


body = control(0, "\u2610", "image one") + control(1, "\u2612", "image two") + form_box(0, "image three") + form_box(1, "image four")
with zipfile.ZipFile(sys.argv[1], "w") as archive:
    archive.writestr(
        "[Content_Types].xml",
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>',
    )
    archive.writestr(
        "_rels/.rels",
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    )
    archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
with open(sys.argv[1], "rb") as document:
    raw = mammoth.extract_raw_text(document)
    html = mammoth.convert_to_html(document).value
others = {"docx2txt": docx2txt.process(sys.argv[1]), "markitdown": MarkItDown().convert(sys.argv[1]).text_content}
print(f"raw text: {raw.value.split()}, messages: {raw.messages}")
print(f"boxes in the HTML: {html.count('checkbox')}, ticked: {html.count('checked=')}")
for name, text in others.items():
    print(f"{name}: {[line for line in text.splitlines() if line]}")
holds = (
    raw.value.split() == ["image", "one", "image", "two", "image", "three", "image", "four"]
    and not raw.messages
    and (html.count("checkbox"), html.count("checked=")) == (4, 2)
    and others["docx2txt"].count("\u2610") == 1
    and (others["markitdown"].count("[ ]"), others["markitdown"].count("[x]")) == (2, 2)
)
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
