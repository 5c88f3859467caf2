#!/usr/bin/env bash
# pdfua 0.1.3 with pikepdf 10.18.0: the check of headings is not made where an element lists its content in an array, and the file
# passes.
#
# Expected: exit status 0 and "PASS" mean that each check that the tool has was made and found nothing.
# Seen: rule UA-14-001 (no empty heading) ends in a ValueError of pikepdf, "cannot get key '/is_integer' on object of type
# array", which is shown as [skip] below "PASS (no findings)", with exit status 0. pikepdf raises ValueError, not AttributeError,
# for an unknown attribute of an array, so a look with hasattr does not answer False. Typst writes such arrays for each heading;
# a heading that is empty would not be seen.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check pdfua==0.1.3 pikepdf==10.18.0 typst==0.15.2
"$place/env/bin/python" - "$place" <<'PYTHON'
import subprocess
import sys
from pathlib import Path

import pikepdf
import typst

place = Path(sys.argv[1])
text = '#set document(title: "T", date: datetime(year: 2026, month: 1, day: 1))\n#set text(lang: "en")\n= A heading\nWords'
(place / "a.pdf").write_bytes(typst.compile(text.encode(), pdf_standards=["ua-1"]))
done = subprocess.run([str(place / "env/bin/pdfua"), "check", str(place / "a.pdf")], capture_output=True, text=True, check=False)
skipped = [line.strip() for line in done.stdout.splitlines() if "UA-14-001" in line]
try:
    seen = str(hasattr(pikepdf.Array([0]), "is_integer"))
except ValueError as error:
    seen = f"ValueError: {error}"
print(f"exit status {done.returncode}; PASS: {'PASS' in done.stdout}")
print(f"said of the rule: {skipped}")
print(f"hasattr of an array: {seen}")
holds = done.returncode == 0 and "PASS" in done.stdout and bool(skipped) and "is_integer" in skipped[0]
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
