#!/usr/bin/env bash
# PyInstaller 6.22.3 with pyinstaller-hooks-contrib 2026.9: a packed program that uses PyNaCl 1.6.2 does not start.
#
# Expected: the hook for nacl brings what the package needs, as it brings its data files.
# Seen: nacl/_sodium.abi3.so imports the module _cffi_backend (of the package cffi) from C, where PyInstaller, which reads Python,
# does not look, and the hook does not name it. The build says nothing; the program ends with ModuleNotFoundError.
# An `import _cffi_backend` in one's own code is enough (app/library/local/signature.py).
#
# Needs: bash, objdump, python3 with venv and a shared library of its own, the network once. Ends with 0 while this holds.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check \
    pyinstaller==6.22.3 pyinstaller-hooks-contrib==2026.9 pynacl==1.6.2
echo 'import nacl.signing; print("starts")' > plain.py
{ echo 'import _cffi_backend'; cat plain.py; } > named.py
for name in plain named; do
    env/bin/python -m PyInstaller --noconfirm --log-level ERROR --onedir "$name.py"
    "./dist/$name/$name" > "$name.txt" 2>&1 || true
    echo "$name: $(grep -m 1 -E "^starts|No module" "$name.txt")"
done
if grep -q "No module named '_cffi_backend'" plain.txt && grep -qx starts named.txt; then
    echo "as found"
else
    echo "this has changed"
    exit 1
fi
