#!/usr/bin/env bash
# hccinfhir 0.4.0: the service lines of an 837P take SV101-7 for a modifier, and have no place of service where the line repeats none.
#
# Expected: modifiers are SV101-3 to SV101-6; SV101-7 is a description in free words (005010X222, SV1). The place of a line that has no
# SV105 is that of its claim, CLM05-1.
# Seen: the words stand last among the modifiers, behind an empty text for each modifier that is not there; place_of_service is empty and
# facility_type None, so that an office claim and a hospital's look the same. Needlepoint reads four modifiers, and the claim's place.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check hccinfhir==0.4.0
"$place/env/bin/python" - <<'PYTHON'
import sys

from hccinfhir import extract_sld

CLAIM = """
ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260310*1200*^*00501*000000001*0*P*:~
GS*HC*SENDER*RECEIVER*20260310*1200*1*X*005010X222A1~
ST*837*0001*005010X222A1~
BHT*0019*00*1*20260310*1200*CH~
NM1*41*2*CLINIC*****46*1~
PER*IC*OFFICE*TE*5555550100~
NM1*40*2*PAYER*****46*2~
HL*1**20*1~
NM1*85*2*CLINIC*****XX*1234567893~
N3*1 MAIN ST~
N4*TOWN*NY*100010000~
REF*EI*123456789~
HL*2*1*22*0~
SBR*P*18*******MB~
NM1*IL*1*ONE*A****MI*M1~
N3*1 MAIN ST~
N4*TOWN*NY*10001~
DMG*D8*19600101*F~
NM1*PR*2*PAYER*****PI*1~
CLM*C1*200***11:B:1*Y*A*Y*Y~
HI*ABK:M25551~
LX*1~
SV1*HC:20610:RT::::WITH KIT*200*UN*1***1~
DTP*472*D8*20260301~
SE*23*0001~
GE*1*1~
IEA*1*000000001~
"""
(line,) = extract_sld(CLAIM.strip(), format="837")
print(f"code {line.procedure_code}, modifiers {line.modifiers}")
print(f"place of service {line.place_of_service!r}, facility type {line.facility_type!r}")
holds = line.modifiers[0] == "RT" and line.modifiers[-1] == "WITH KIT" and not line.place_of_service
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
