#!/usr/bin/env bash
# PySide6 6.11.3: a style sheet that sets the color of a field sets that of its placeholder too, at half strength, whatever the palette says.
#
# Expected: the placeholder keeps the palette's PlaceholderText, which was chosen for its contrast; the sheet said nothing of it.
# Seen: it becomes the color of the text with an alpha of 128. On white the near-black #1b2733 thus gives a hint of 3.1 : 1, where WCAG
# asks 4.5 : 1. The property placeholder-text-color cures it; for an editable list it must stand at the QComboBox itself.
# So the sheet names it beside every color of a field, and a test measures the contrast of what is painted.
#
# Needs: bash, python3 with pip and venv, the libraries of Qt, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$place/env/bin/python" - <<'PYTHON'
import sys

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit

application = QApplication([])
palette = application.palette()
palette.setColor(QPalette.ColorRole.PlaceholderText, QColor("#5f6b7a"))
application.setPalette(palette)


def placeholder(sheet: str) -> QColor:
    field = QLineEdit()
    field.setStyleSheet(sheet)
    field.ensurePolished()
    color: QColor = field.palette().placeholderText().color()
    return color


def contrast_on_white(color: QColor) -> float:
    """The ratio of WCAG 2, of a color laid over white."""
    shares = [color.alphaF() * part + 1 - color.alphaF() for part in (color.redF(), color.greenF(), color.blueF())]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


plain, colored = placeholder(""), placeholder("QLineEdit { color: #1b2733 }")
cured = placeholder("QLineEdit { color: #1b2733; placeholder-text-color: #5f6b7a }")
for name, color in (("no sheet", plain), ("color alone", colored), ("with placeholder-text-color", cured)):
    print(f"{name}: {color.name()} alpha {color.alpha()}, {contrast_on_white(color):.1f} : 1 on white")
holds = (colored.name(), colored.alpha()) == ("#1b2733", 128) and plain.alpha() == cured.alpha() == 255
holds = holds and contrast_on_white(colored) < 4.5
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
