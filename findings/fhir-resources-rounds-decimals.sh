#!/usr/bin/env bash
# fhir.resources 8.3.0 (pydantic 2): decimals of a resource are Decimals in the model, and yet lose digits when the model reads JSON text.
#
# Expected: FHIR's decimal keeps its precision, 0.010 is not 0.01 (R4, datatypes), and a field that is a Decimal was made from the digits
# that stand in the text.
# Seen: model_validate_json goes by way of a float: 3.000 becomes 3.0, 120.50 becomes 120.5, and of twenty digits sixteen stay. From a
# dict that json.loads made with parse_float=Decimal all digits are kept. Needlepoint takes numbers as they are written.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check fhir.resources==8.3.0
"$place/env/bin/python" - <<'PYTHON'
import json
import sys
from decimal import Decimal

from fhir.resources.R4B.quantity import Quantity

WRITTEN = ("3.000", "120.50", "0.12345678901234567890")
as_text, as_dict = [], []
for number in WRITTEN:
    text = f'{{"value": {number}}}'
    as_text.append(str(Quantity.model_validate_json(text).value))
    as_dict.append(str(Quantity.model_validate(json.loads(text, parse_float=Decimal)).value))
    print(f"{number}: from JSON text {as_text[-1]}, from a dict of decimals {as_dict[-1]}")
holds = as_dict == list(WRITTEN) and as_text == ["3.0", "120.5", "0.12345678901234568"]
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
