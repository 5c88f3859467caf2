#!/usr/bin/env bash
# msgspec 0.23.0: a field of type Decimal takes texts that are no JSON numbers, and its errors repeat what stood there.
#
# Expected: a field that a FHIR quantity is decoded into takes numbers as JSON writes them and refuses all else, and the error names
# the path alone.
# Seen: as text, " 3", "1_0" and "NaN" become numbers as well; an int takes no 3.000, which exports write for whole
# quantities; and the error for a Literal quotes the text that was found, so that a name in the wrong field would be printed.
# So the numbers of a claim are taken as they are written (msgspec.Raw) and read by a pattern of our own, and errors are our own.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check msgspec==0.23.0
"$place/env/bin/python" - <<'PYTHON'
import sys
from decimal import Decimal
from typing import Literal

import msgspec


def decode(text: bytes, kind: object) -> str:
    try:
        return repr(msgspec.json.decode(text, type=kind))
    except msgspec.ValidationError as error:
        return f"refused: {error}"


taken = {text: decode(text, Decimal) for text in (b'" 3"', b'"1_0"', b'"NaN"', b"3.000")}
whole = decode(b"3.000", int)
quoted = decode(b'"Zebra"', Literal["male", "female"])
for text, seen in taken.items():
    print(f"Decimal from {text.decode()}: {seen}")
print(f"int from 3.000: {whole}")
print(f"Literal: {quoted}")
holds = not any(seen.startswith("refused") for seen in taken.values()) and "Zebra" in quoted
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
