#!/usr/bin/env bash
# pyedi 1.1.0 with pyx12 4.0.0, which its requirement (pyx12>=2.3.3) lets in: claims of a file have no loops any more, and no exception says so.
#
# Expected: a version of pyx12 that pyedi cannot walk is refused, by the installer or by an exception.
# Seen: for each segment a line "'walk_tree' object has no attribute 'walk'" is logged and the parse goes on: all segments of the
# transaction lie in one flat list, so that nobody can tell which line and diagnosis belong to which of two claims. With
# pyx12 3.1.0 each claim has a loop of its own. Needlepoint walks the loops itself and holds counts of claims and lines by tests.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
cat >"$place/read.py" <<'PYTHON'
import logging
import sys

from pyedi import StructuredFormatter, X12Parser

SEGMENTS = [
    "ST*837*0001*005010X222A1", "BHT*0019*00*1*20260115*1200*CH", "NM1*41*2*SENDER*****46*123", "PER*IC*DESK*TE*5555550100",
    "NM1*40*2*RECEIVER*****46*456", "HL*1**20*1", "NM1*85*2*CLINIC*****XX*1234567893", "N3*1 MAIN", "N4*CHICAGO*IL*606010000",
    "REF*EI*123456789", "HL*2*1*22*0", "SBR*P*18*******MB", "NM1*IL*1*DOE*JO****MI*A1", "N3*2 MAIN", "N4*CHICAGO*IL*60601",
    "DMG*D8*19400101*F", "NM1*PR*2*PAYER*****PI*00001",
    "CLM*A1*100***11:B:1*Y*A*Y*Y", "HI*ABK:M25551", "LX*1", "SV1*HC:20610:RT*100*UN*1***1", "DTP*472*D8*20260110",
    "CLM*B2*70***11:B:1*Y*A*Y*Y", "HI*ABK:M4802", "LX*1", "SV1*HC:62321*70*UN*1***1", "DTP*472*D8*20260111",
]
HEAD = [
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260115*1200*^*00501*000000001*0*T*:",
    "GS*HC*SENDER*RECEIVER*20260115*1200*1*X*005010X222A1",
]
ENDS = [f"SE*{len(SEGMENTS) + 1}*0001", "GE*1*1", "IEA*1*000000001"]
logging.disable(logging.CRITICAL)
with open(sys.argv[1], "w", encoding="ascii") as file:
    file.write("".join(segment + "~" for segment in HEAD + SEGMENTS + ENDS))


def places(part, where=""):
    """Where each claim segment lies."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key.endswith("_CLM"):
                yield f"{where}/{key}: {len(value) if isinstance(value, list) else 1}"
            yield from places(value, f"{where}/{key}")
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from places(value, f"{where}[{number}]")


print("; ".join(places(StructuredFormatter().format(X12Parser().parse(sys.argv[1])))))
PYTHON
for version in 3.1.0 4.0.0; do
    python3 -m venv "$place/$version"
    "$place/$version/bin/python" -m pip install --quiet --disable-pip-version-check pyedi==1.1.0 "pyx12==$version"
    "$place/$version/bin/python" "$place/read.py" "$place/two.edi" 2>"$place/log" | grep "_CLM" >"$place/$version.txt"
    echo "pyx12 $version: $(cat "$place/$version.txt")"
done
if grep -q "claim_information_loop\[1\]/claim_information_CLM: 1" "$place/3.1.0.txt" && grep -q "header_CLM: 2$" "$place/4.0.0.txt"; then
    echo "as found"
else
    echo "this has changed"
    exit 1
fi
