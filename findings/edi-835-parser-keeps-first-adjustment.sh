#!/usr/bin/env bash
# edi-835-parser 1.8.0: of a CAS segment that holds several adjustments only the first is kept.
#
# Expected: CAS has up to six reasons with their amounts under one group code (005010X221, CAS02 to CAS19), so a line with CO 45 and
# CO 253 in one segment has two adjustments.
# Seen: it has one, CO 45; amount and reason of the other are in no column, and charge less adjustments is no longer what was paid.
# Adjustments of the claim as a whole (CAS before its first line) are in no column either. Needlepoint reads every triple of both.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check edi-835-parser==1.8.0
"$place/env/bin/python" - <<'PYTHON'
import pathlib
import sys
import tempfile
import warnings

from edi_835_parser import parse

warnings.simplefilter("ignore")
REMITTANCE = """
ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260310*1200*^*00501*000000001*0*P*:~
GS*HP*SENDER*RECEIVER*20260310*1200*1*X*005010X221A1~
ST*835*0001~
BPR*I*20*C*CHK************20260310~
TRN*1*12345*1512345678~
DTM*405*20260310~
N1*PR*PAYER~
N3*1 MAIN ST~
N4*TOWN*NY*10001~
N1*PE*CLINIC*XX*1234567893~
LX*1~
CLP*CLAIM1*1*100*15*0*12*ICN1*11~
CAS*OA*23*5~
NM1*QC*1*ONE*A****MI*M1~
SVC*HC:20610*100*20**1~
DTM*472*20260301~
CAS*CO*45*50**253*30~
SE*16*0001~
GE*1*1~
IEA*1*000000001~
"""
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "remittance.835")
    path.write_text(REMITTANCE.strip() + "\n")
    (line,) = parse(str(path)).to_dataframe().to_dict("records")
seen = {key: value for key, value in line.items() if key.startswith("adj_")}
print(f"charge {line['charge_amount']}, paid {line['paid_amount']}, adjustments {seen}")
holds = seen == {"adj_0_amount": 50.0, "adj_0_code": "45", "adj_0_group": "CO"}
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
