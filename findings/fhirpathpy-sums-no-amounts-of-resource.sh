#!/usr/bin/env bash
# fhirpathpy 2.2.4: sum(), min(), max() and avg() work on numbers that are written in the expression, and fail on numbers of a resource.
#
# Expected: `Claim.item.net.value.sum()` adds up the amounts of the lines, as `(1 | 2).sum()` is 3 (FHIRPath, aggregates).
# Seen: TypeError for each of the four, as values of a resource come wrapped; `aggregate($this + $total, 0)` works on the same values. And
# `-7 div 2` is -3 while `-7 mod 2` is 1, so that the two do not make up -7.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check fhirpathpy==2.2.4
"$place/env/bin/python" - <<'PYTHON'
import sys

import fhirpathpy

CLAIM = {"resourceType": "Claim", "item": [{"net": {"value": 2}}, {"net": {"value": 3}}]}


def answer(expression: str) -> object:
    try:
        return fhirpathpy.evaluate(CLAIM, expression)
    except TypeError:
        return "TypeError"


written = {name: answer(f"(2 | 3).{name}()") for name in ("sum", "min", "max", "avg")}
found = {name: answer(f"Claim.item.net.value.{name}()") for name in written}
by_hand = answer("Claim.item.net.value.aggregate($this + $total, 0)")
parts = answer("-7 div 2"), answer("-7 mod 2")
for name, value in written.items():
    print(f"{name}: of numbers in the expression {value}, of the claim {found[name]}")
print(f"aggregate of the claim {by_hand}; -7 div 2 and -7 mod 2: {parts}")
holds = "TypeError" not in written.values() and set(found.values()) == {"TypeError"} and by_hand == [5]
print("as found" if holds and parts == ([-3], [1]) else "this has changed")
sys.exit(not (holds and parts == ([-3], [1])))
PYTHON
