#!/usr/bin/env bash
# typst 0.15.2, the wheel of PyPI for Linux on x86-64: a compiler that is only ever given local files carries OpenSSL inside.
#
# Expected: the wheel is a typesetter; a look for shared libraries (libssl, libcrypto) finds none, so no notice of OpenSSL is due.
# Seen: OpenSSL is linked in statically. No file of it lies in the wheel and the module asks the loader for none; its version
# stands in the module's text, and the bill of materials in the wheel names the crate openssl-src.
# So a list of licenses that is made from file names or from the loader's needs leaves OpenSSL out.
#
# Needs: bash, python3 with pip and venv, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --platform manylinux_2_17_x86_64 --python-version 3.11 --implementation cp --abi cp311 --abi abi3 \
    --dest "$place" typst==0.15.2
"$place/env/bin/python" - "$place" <<'PYTHON'
import re
import sys
import zipfile
from pathlib import Path

(wheel,) = Path(sys.argv[1]).glob("typst-*.whl")
with zipfile.ZipFile(wheel) as packed:
    names = packed.namelist()
    (module,) = (name for name in names if name.endswith(".so"))
    content = packed.read(module)
    bills = [packed.read(name).decode() for name in names if name.endswith(".cyclonedx.json")]
versions = sorted({found.decode() for found in re.findall(rb"OpenSSL 3\.\d+\.\d+", content)})
files = [name for name in names if re.search(r"lib(ssl|crypto)", name)]
wanted = [soname.decode() for soname in re.findall(rb"lib(?:ssl|crypto)\.so[.\d]*", content)]
print(f"{wheel.name}: {module}, {len(content):,} bytes")
print(f"OpenSSL in the module's text: {versions}")
print(f"files of OpenSSL in the wheel: {files}; asked of the loader: {wanted}")
print(f"crate openssl-src in the bill of materials: {any('openssl-src' in bill for bill in bills)}")
holds = bool(versions) and not files and not wanted and any("openssl-src" in bill for bill in bills)
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
