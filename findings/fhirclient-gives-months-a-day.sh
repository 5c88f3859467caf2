#!/usr/bin/env bash
# fhirclient 4.4.0: a date of service that names a month alone is handed over as the first day of that month.
#
# Expected: FHIR's date may be a year, a month or a day (R4, datatypes), so a date that is no day is not one: `.date` is None, or what was
# written comes back.
# Seen: `.date` of "2026-03" is March 1, and of "2026" January 1, and `isostring` says the same; only as_json() gives back what was
# read. An edit or a limit would be looked up for a day on which nothing was done. Needlepoint refuses such a line: "the date of
# service is not a full date".
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check fhirclient==4.4.0
"$place/env/bin/python" - <<'PYTHON'
import sys

from fhirclient.models.claim import Claim

CLAIM = {
    "resourceType": "Claim",
    "status": "active",
    "use": "claim",
    "created": "2026-03-10",
    "type": {"coding": [{"code": "professional"}]},
    "patient": {"reference": "Patient/1"},
    "provider": {"reference": "Practitioner/1"},
    "priority": {"coding": [{"code": "normal"}]},
    "insurance": [{"sequence": 1, "focal": True, "coverage": {"reference": "Coverage/1"}}],
}
seen = {}
for written in ("2026", "2026-03", "2026-03-05"):
    line = {"sequence": 1, "servicedDate": written, "productOrService": {"coding": [{"code": "20610"}]}}
    date = Claim({**CLAIM, "item": [line]}).item[0].servicedDate
    seen[written] = (str(date.date), date.isostring, date.as_json())
    print(f"{written}: date {date.date}, isostring {date.isostring}, as_json {date.as_json()}")
holds = seen["2026-03"] == ("2026-03-01", "2026-03-01", "2026-03") and seen["2026"][0] == "2026-01-01"
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
