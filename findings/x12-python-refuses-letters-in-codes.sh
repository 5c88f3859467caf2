#!/usr/bin/env bash
# x12-python 0.1.0: its checks of codes refuse diagnoses whose third character is a letter, and procedures that end in one.
#
# Expected: what the code sets hold passes a check of form. ICD-10-CM has categories such as M1A, C4A, C7A, D3A, O9A and Z3A; CPT's
# Category III and its laboratory codes end in T or U.
# Seen: `validate_diagnosis_code` wants a letter and two digits, `validate_procedure_code` five digits or a letter and four digits.
# M1A.0110 (a chronic gout, the reason of many a joint aspiration) and 0213T (an injection of a facet joint under ultrasound) are
# "invalid", with or without the dot. Needlepoint takes the form of a code from the editions that list it.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check x12-python==0.1.0
"$place/env/bin/python" - <<'PYTHON'
import sys

from x12.codes.validators import validate_diagnosis_code, validate_procedure_code

diagnoses = {code: validate_diagnosis_code(code) for code in ("M25551", "U071", "M1A0110", "C4A9", "C7A00", "Z3A20")}
procedures = {code: validate_procedure_code(code) for code in ("20610", "G0260", "0213T", "0232T")}
print(f"diagnoses: {diagnoses}")
print(f"procedures: {procedures}")
holds = list(diagnoses.values()) == [True, True, False, False, False, False]
holds = holds and list(procedures.values()) == [True, True, False, False]
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
