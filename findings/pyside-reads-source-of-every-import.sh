#!/usr/bin/env bash
# PySide6 6.11.3: once imported, it reads the source of every module that is imported later, and keeps it in memory.
#
# Expected: `import PySide6` changes nothing about the import of modules that have no Qt in them.
# Seen: builtins.__import__ is one of PySide's own, which asks inspect.getsource for each module, to look for the word "PySide6" (for
# `from __feature__ import snake_case`). linecache thus holds every line of every module as a string of its own: 8 MB and a twentieth of
# the start of a program with 500 modules. What was imported before is read too, when PySide comes.
# So the window puts Python's own import back right after Qt and clears linecache; Qt works without.
#
# Needs: bash, python3 with pip and venv, the libraries of Qt, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
mkdir "$place/code"
for name in after_pyside after_cure; do printf 'number = 1\n%.0s' {1..2000} > "$place/code/$name.py"; done
QT_QPA_PLATFORM=offscreen PYTHONPATH="$place/code" "$place/env/bin/python" - <<'PYTHON'
import builtins
import linecache
import sys

plain = builtins.__import__
import PySide6.QtCore  # noqa: E402


def lines_kept(name: str) -> int:
    return sum(len(entry[2]) for path, entry in linecache.cache.items() if name in path and len(entry) > 2)


import after_pyside  # noqa: E402, F401

replaced, kept = builtins.__import__ is not plain, lines_kept("after_pyside")
builtins.__import__ = plain
import after_cure  # noqa: E402, F401
from PySide6.QtWidgets import QApplication, QLabel  # noqa: E402

application = QApplication([])
label = QLabel("still works")
label.show()
application.processEvents()
print(f"PySide6 {PySide6.__version__}: import replaced: {replaced}; lines kept of a module without Qt: {kept}")
print(f"with Python's own import back: {lines_kept('after_cure')}; a label says: {label.text()}")
holds = replaced and kept == 2000 and lines_kept("after_cure") == 0
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
