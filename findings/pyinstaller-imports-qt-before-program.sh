#!/usr/bin/env bash
# PyInstaller 6.22.3 with PySide6 6.11.3: a packaged program has imported Qt before its first line runs.
#
# Expected: a program that imports Qt in one of its functions imports it when that runs, packaged as from the source.
# Seen: a hook that runs before the program (pyi_rth_pyside6) imports PySide6.QtCore to look for a qt.conf and to make one. The wheel of
# PySide brings its own, so that nothing is made; every start pays for the import, also of a command that needs no window.
# So the hook is left out on Linux, where Qt finds its plugins without it: `lookup` takes two thirds of its time.
#
# Needs: bash, python3 with pip and venv, binutils, the libraries of Qt, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PyInstaller==6.22.3 PySide6-Essentials==6.11.3
cat > "$place/program.py" <<'PYTHON'
import sys


def window():
    import PySide6.QtCore  # never called


print("PySide6.QtCore" in sys.modules)
PYTHON
cd "$place"
"$place/env/bin/pyinstaller" --log-level ERROR --noconfirm program.py
source=$("$place/env/bin/python" program.py)
packaged=$(dist/program/program)
echo "Qt is imported before the program: from the source $source, packaged $packaged"
[ "$source $packaged" = "False True" ] && echo "as found" || { echo "this has changed"; exit 1; }
