#!/usr/bin/env bash
# samplics 0.6.1: the sample size for a proportion by Fleiss' method takes no notice of the population, and can exceed it.
#
# Expected: `pop_size` corrects the size for a finite population by either method, so that no more is drawn than there is.
# Seen: by the method of Wald it does (139 claims, 122 of 1,000, 83 of 200); by that of Fleiss the size is 216 whatever population is
# given, also for a frame of 200 claims, without a warning. Needlepoint computes the sizes of its audit samples itself, never
# beyond the frame, and holds them to published worked examples.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check samplics==0.6.1
"$place/env/bin/python" -W ignore - <<'PYTHON'
import sys

from samplics.sampling import SampleSize
from samplics.utils.types import PopParam, SizeMethod


def sizes(method: SizeMethod) -> list[int]:
    """For an expected rate of 0.1, five points either side: of any frame, of 1,000 claims, of 200."""
    found = []
    for population in ({}, {"pop_size": 1000}, {"pop_size": 200}):
        size = SampleSize(param=PopParam.prop, method=method)
        size.calculate(target=0.1, half_ci=0.05, **population)
        found.append(int(size.samp_size))
    return found


wald, fleiss = sizes(SizeMethod.wald), sizes(SizeMethod.fleiss)
print(f"any frame, 1,000 claims, 200 claims: Wald {wald}, Fleiss {fleiss}")
holds = wald == [139, 122, 83] and fleiss == [216, 216, 216]
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
