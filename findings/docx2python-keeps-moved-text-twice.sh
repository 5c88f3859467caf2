#!/usr/bin/env bash
# docx2python 3.7.1: under tracked changes deleted words are left out, while words that were moved stand where they were as well.
#
# Expected: the text is that of the document as it now reads: w:moveFrom, the old place of moved words, is left out as w:del is (ECMA-376
# part 1, 17.13.5: both are what the author took away from that place).
# Seen: moved words come out at both places, unmarked. A side or a method that was moved from one needle to the other in a note of two
# is read for both. Needlepoint read its DOCX so, too, until this was seen; it now leaves the old place out.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check docx2python==3.7.1 python-docx==1.2.0
"$place/env/bin/python" - <<'PYTHON'
import io
import sys

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python


def change(element: str, word: str, letters: str = "t") -> object:
    """A tracked change that holds one run."""
    run = f'<w:r><w:{letters} xml:space="preserve">{word} </w:{letters}></w:r>'
    return parse_xml(f'<w:{element} {nsdecls("w")} w:id="1" w:author="A">{run}</w:{element}>')


document = docx.Document()
for before, element, word, letters in (
    ("First needle: ", "moveFrom", "left", "t"),
    ("Second needle: ", "moveTo", "left", "t"),
    ("Third needle: ", "del", "right", "delText"),
):
    document.add_paragraph(before)._p.append(change(element, word, letters))
held = io.BytesIO()
document.save(held)
held.seek(0)
lines = [line.strip() for line in docx2python(held).text.splitlines() if line.strip()]
print("\n".join(lines))
holds = lines == ["First needle: left", "Second needle: left", "Third needle:"]
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
