#!/usr/bin/env bash
# typst 0.15.2 (PyPI): under PDF/UA-1 a link may not hold an artifact, and the message says that an artifact holds a link. A link
# that holds a stroked box alone is one annotation in the structure and nothing else.
#
# Expected: a drawing without words is marked with pdf.artifact before it goes into a link, or it becomes content of the link.
# Seen: `link("…", pdf.artifact(box(…)))` ends with "PDF artifacts may not contain links". Without the mark it is accepted, and the
# structure element /Link has one kid, the reference to its annotation: strokes are artifacts of themselves. (So a template can
# set such links where form fields shall be, and a later step turns each into a widget with its place in the structure.)
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.2
"$place/env/bin/python" - <<'PYTHON'
import re
import sys

import typst

HEAD = '#set document(title: "T", date: datetime(year: 2026, month: 1, day: 1))\n#set text(lang: "en")\n= T\n'
BOX = "box(width: 8pt, height: 8pt, stroke: 1pt)"


def set_(body):
    return typst.compile((HEAD + body).encode(), pdf_standards=["ua-1"])


try:
    set_(f'Words #link("field:a", pdf.artifact({BOX}))')
    said = "it is set"
except typst.TypstError as error:
    said = error.message
pdf = set_(f'Words #link("field:a", {BOX})')
(element,) = re.findall(rb"<</Type/StructElem/S/Link[^\n]*", pdf)
kids = re.search(rb"/K\[(.*)\]", element)[1]
print(f"a marked box in a link: {said}")
print(f"an unmarked one: kids of its element {kids.decode()}")
holds = "artifacts may not contain links" in said and kids.count(b"<<") == 1 and kids.startswith(b"<</Type/OBJR")
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
