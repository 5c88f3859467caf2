#!/usr/bin/env bash
# python-calamine 0.9.1: a cell whose value is an error, and a formula that was never calculated, are given as the empty text.
#
# Expected: #REF! or #VALUE! is told from a blank cell, as openpyxl 3.1.5 gives its text, and something tells that a formula has no value.
# Seen: both come out as "", like a cell that nobody filled in; a spreadsheet shows the error, or the result once it has
# calculated. A table of claims loses a modifier without a word. Polars 2.1.0, which reads workbooks by the same parser (fastexcel 0.21.0), gives null.
# Needlepoint looks for such cells in the sheet itself and names the first.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5 polars==2.1.0 fastexcel==0.21.0
"$place/env/bin/python" - "$place/claims.xlsx" <<'PYTHON'
import sys

import openpyxl
import polars
import python_calamine

book = openpyxl.Workbook()
sheet = book.active
sheet.append(["Code", "Modifier", "Side"])
sheet.append(["77002", "#REF!", '=IF(A2="77002","RT","LT")'])
sheet["B2"].data_type = "e"
book.save(sys.argv[1])
(calamine,) = python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()[1:]
plain = [cell.value for cell in openpyxl.load_workbook(sys.argv[1], data_only=True).active[2]]
frame = polars.read_excel(sys.argv[1]).row(0)
print(f"calamine: {calamine}")
print(f"openpyxl: {plain}")
print(f"polars: {frame}")
holds = calamine == ["77002", "", ""] and plain == ["77002", "#REF!", None] and frame[1:] == (None, None)
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
