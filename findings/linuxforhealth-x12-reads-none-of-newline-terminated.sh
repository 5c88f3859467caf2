#!/usr/bin/env bash
# linuxforhealth-x12 0.57.0: an interchange whose segments end with a line feed gives no claim and no error.
#
# Expected: the sender chooses the segment terminator by the byte behind ISA16; a line feed is one that many senders choose. The claims
# are read, or the file is refused.
# Seen: with "~", and with "~" and a line feed behind it, the model reader gives one transaction with its claim; with the line feed alone
# it gives none, and the loop over its models ends as for an empty file. Needlepoint takes the separators of each interchange from its
# ISA and counts segments, so that none is lost without a word.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check linuxforhealth-x12==0.57.0 'pydantic<2'
"$place/env/bin/python" - <<'PYTHON'
import sys

from linuxforhealth.x12.io import X12ModelReader

SEGMENTS = [
    "ST*837*0001*005010X222A1", "BHT*0019*00*1*20260115*1200*CH", "NM1*41*2*SENDER*****46*123", "PER*IC*DESK*TE*5555550100",
    "NM1*40*2*RECEIVER*****46*456", "HL*1**20*1", "NM1*85*2*CLINIC*****XX*1234567893", "N3*1 MAIN", "N4*CHICAGO*IL*606010000",
    "REF*EI*123456789", "HL*2*1*22*0", "SBR*P*18*******MB", "NM1*IL*1*DOE*JO****MI*A1", "N3*2 MAIN", "N4*CHICAGO*IL*60601",
    "DMG*D8*19400101*F", "NM1*PR*2*PAYER*****PI*00001", "CLM*A1*100***11:B:1*Y*A*Y*Y", "HI*ABK:M25551", "LX*1",
    "SV1*HC:20610:RT*100*UN*1***1", "DTP*472*D8*20260110",
]
HEAD = [
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260115*1200*^*00501*000000001*0*T*:",
    "GS*HC*SENDER*RECEIVER*20260115*1200*1*X*005010X222A1",
]
ENDS = [f"SE*{len(SEGMENTS) + 1}*0001", "GE*1*1", "IEA*1*000000001"]


def transactions(terminator: str) -> int:
    text = "".join(segment + terminator for segment in HEAD + SEGMENTS + ENDS)
    with X12ModelReader(text) as reader:
        return sum(1 for _ in reader.models())


found = {name: transactions(sign) for name, sign in {"~": "~", "~ and line feed": "~\n", "line feed": "\n"}.items()}
for name, count in found.items():
    print(f"terminated by {name}: {count} transactions")
holds = found == {"~": 1, "~ and line feed": 1, "line feed": 0}
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
