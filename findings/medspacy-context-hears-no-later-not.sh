#!/usr/bin/env bash
# medspaCy 1.3.1: with the rules that it ships, ConText takes "was not used" behind a word for nothing, and "without" for all that follows.
#
# Expected: what a sentence denies is marked, wherever "not" stands, and a phrase between commas ends its own negation.
# Seen: "No fluoroscopy was used" is marked as negated, "Fluoroscopy was not used" and "could not be used" are not; in "placed,
# without complications, under fluoroscopy" the fluoroscopy that was used is. Read for a claim, the first would bill guidance that the note denies and the
# last would drop guidance that it documents. Needlepoint's cues have a reach of their own each, and sentences of these kinds among their examples.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check medspacy==1.3.1
"$place/env/bin/python" - 2>"$place/log" <<'PYTHON'
import sys
import warnings

warnings.simplefilter("ignore")
import medspacy
from medspacy.ner import TargetRule

reader = medspacy.load(enable=["medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"])
reader.get_pipe("medspacy_target_matcher").add([TargetRule("fluoroscopy", "GUIDANCE")])
expected = {
    "No fluoroscopy was used.": True,
    "Without fluoroscopy the needle was advanced.": True,
    "Fluoroscopy: none.": True,
    "Fluoroscopy was not used.": False,
    "Fluoroscopy could not be used.": False,
    "The needle was placed, without complications, under fluoroscopy.": True,
}
holds = True
for sentence, negated in expected.items():
    (found,) = reader(sentence).ents
    print(f"{sentence} negated: {found._.is_negated}")
    holds = holds and found._.is_negated == negated
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
