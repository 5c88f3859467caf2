#!/usr/bin/env bash
# PySide6 6.11.3: `app.styleHints().accessibility().contrastPreference()` raises RuntimeError; with a name for the style hints it answers.
#
# Expected: both QStyleHints and its QAccessibilityHints belong to the application and live as long, so that one chain of calls answers as
# three lines do; the chain that asks the style hints themselves (`app.styleHints().colorScheme()`) does.
# Seen: PySide binds the accessibility hints to the Python object of the style hints. Where that has no name it ends in the middle of the
# chain, and what it gave is called deleted: "Internal C++ object (PySide6.QtGui.QAccessibilityHints) already deleted".
# Nothing is deleted in Qt: asked again by way of a name, the same hints answer. A program that asks for high contrast must hold the style hints.
#
# Needs: bash, python3 with pip and venv, the libraries of Qt, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$place/env/bin/python" - <<'PYTHON'
import sys

import PySide6
from PySide6.QtGui import QGuiApplication

application = QGuiApplication([])


def by_chain():
    try:
        return str(application.styleHints().accessibility().contrastPreference())
    except RuntimeError as error:
        return f"RuntimeError: {error}"


def by_name():
    hints = application.styleHints()
    return str(hints.accessibility().contrastPreference())


seen = (by_chain(), by_name(), by_chain(), by_name())
print("PySide6", PySide6.__version__)
for way, answer in zip(("chain", "name", "chain", "name"), seen, strict=True):
    print(f"{way}: {answer}")
print("chain for the style hints themselves:", application.styleHints().colorScheme())
holds = all("QAccessibilityHints) already deleted" in answer for answer in seen[::2]) and (
    seen[1] == seen[3] == "ContrastPreference.NoPreference"
)
sys.exit(0 if holds else 1)
PYTHON
