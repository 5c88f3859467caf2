#!/usr/bin/env bash
# striprtf 0.0.35: words that were deleted under tracked changes, and words that are hidden, come out as text of the note.
#
# Expected: the text of an RTF document is what a reader sees of it: what stands under \deleted or \v is left out, as it leaves out
# headers, fonts and pictures.
# Seen: both come out between the words that are shown, and nothing marks them. A correction of a procedure note (the method of guidance
# deleted, another one typed) then says both. Needlepoint reads RTF by a reader of its own, which leaves them out.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check striprtf==0.0.35
"$place/env/bin/python" - <<'PYTHON'
import sys

from striprtf.striprtf import rtf_to_text

NOTE = (
    r"{\rtf1\ansi{\header Page 1}The needle was placed {\deleted by touch}{\revised with the probe}"
    r"{\v , template 12}.\par}"
)
text = rtf_to_text(NOTE)
print(f"text: {text!r}")
found = {words: words in text for words in ("by touch", "with the probe", "template 12", "Page 1")}
for words, seen in found.items():
    print(f"{words!r} in it: {seen}")
holds = list(found.values()) == [True, True, True, False]
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
