#!/usr/bin/env bash
# PySide6-Essentials 6.11.3 and shiboken6 6.11.3, the wheels of PyPI: LGPL libraries without the text of a license.
#
# Expected: a wheel of LGPL-3.0 libraries carries that text, and Qt's notices of the parts that it brings, so that a program which
# bundles the wheel has them at hand.
# Seen: the metadata name the licenses in a field; no file of either wheel holds a text of one or a list of Qt's third parties.
# Whoever packages a program with PySide6 has to bring the texts from elsewhere.
#
# Needs: bash, python3 with pip and venv, the network once (80 MB). Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --platform manylinux_2_34_x86_64 --python-version 3.11 --implementation cp --abi abi3 \
    --dest "$place" PySide6-Essentials==6.11.3 shiboken6==6.11.3
"$place/env/bin/python" - "$place" <<'PYTHON'
import re
import sys
import zipfile
from pathlib import Path

NAMES = re.compile(r"licen[cs]e|copying|notice|attribution|third.?party", re.IGNORECASE)
holds = True
for wheel in sorted(Path(sys.argv[1]).glob("*.whl")):
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        stated = [line for line in packed.read(metadata).decode().splitlines() if line.startswith("License")]
        named = [name for name in names if NAMES.search(Path(name).name) and not name.endswith((".so", ".pyi", ".h"))]
        texts = [
            name
            for name in names
            if name.endswith((".txt", ".md", ".html", ".rst", ".json", ".spdx"))
            and b"GNU LESSER GENERAL PUBLIC LICENSE" in packed.read(name).upper()
        ]
    print(f"{wheel.name}: {len(names)} files; metadata say {stated}; named like a license: {named}; with the text: {texts}")
    holds = holds and bool(stated) and not named and not texts
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
