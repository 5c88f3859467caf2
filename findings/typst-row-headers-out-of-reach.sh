#!/usr/bin/env bash
# typst 0.15.2 (PyPI): a table of a PDF/UA-1 document gets column headers, and no way to name a row's header; cells point at
# their column alone.
#
# Expected: the documentation has `pdf.header-cell(scope: "row")`, so a first column can be marked as headers; and a cell without
# such a mark leaves it to the reader to find row and column by their scope.
# Seen: `pdf.header-cell` is unknown. It stands behind the feature a11y-extras, and the wheel takes no features. Each data cell
# carries /Headers with the one id of its column, which a reader follows in place of scopes, so a /TH that is put in later for
# the row is not heard until /Headers is taken away.
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


def set_(body):
    return typst.compile((HEAD + body).encode(), pdf_standards=["ua-1"])


try:
    set_('#table(columns: 2, table.header([A], [B]), pdf.header-cell(scope: "row")[x], [y])')
    said = "it is set"
except typst.TypstError as error:
    said = error.message
pdf = set_("#table(columns: 2, table.header([A], [B]), [x], [y])")
cells = re.findall(rb"/S/TD[^\n]*", pdf)
heads = re.findall(rb"/S/TH/[^\n]*", pdf)
named = [re.search(rb"/Headers\[(.*?)\]", cell) for cell in cells]
print(f"pdf.header-cell: {said}")
print(f"{len(heads)} header cells, all of a column: {all(b'/Scope/Column' in head for head in heads)}")
print(f"what the data cells of a row name: {[each and each[1].decode() for each in named]}")
holds = "does not contain `header-cell`" in said and len(heads) == len(cells) == 2 and all(named)
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
