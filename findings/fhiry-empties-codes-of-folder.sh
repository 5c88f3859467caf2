#!/usr/bin/env bash
# fhiry 5.2.2: read from a folder, every coded field of a bundle is empty; the same file by its name keeps the codes.
#
# Expected: `folder` reads each file of a folder as `filename` reads one.
# Seen: the step that takes codes out of `coding` runs twice over a folder, the second time over the texts that the first made:
# the column is named `code.coding.codes.codes` and holds "" in each row, without a message. Procedures, claim types and
# diagnoses of such a table are all blank. Needlepoint reads FHIR by records of its own, one file after the other.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check fhiry==5.2.2
mkdir "$place/bundles"
"$place/env/bin/python" - "$place/bundles" <<'PYTHON' 2>"$place/log" | grep -E "folder|file|found|changed"
import json
import sys
from pathlib import Path

from fhiry import Fhiry

procedure = {
    "resourceType": "Procedure",
    "id": "r1",
    "status": "completed",
    "subject": {"reference": "Patient/p1"},
    "code": {"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": "20610"}]},
}
bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": procedure}]}
path = Path(sys.argv[1]) / "a.json"
path.write_text(json.dumps(bundle))
one, many = Fhiry(), Fhiry()
one.filename, many.folder = str(path), sys.argv[1]
found = {}
for name, reader in (("file", one), ("folder", many)):
    reader.process_source()
    found[name] = {column: list(reader.df[column]) for column in reader.df.columns if "coding" in column}
    print(f"{name}: {found[name]}")
holds = found == {"file": {"code.coding.codes": ["20610"]}, "folder": {"code.coding.codes.codes": [""]}}
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
