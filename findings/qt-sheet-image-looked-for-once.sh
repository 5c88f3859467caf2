#!/usr/bin/env bash
# PySide6 6.11.3: an image that a style sheet names and that is not there when one widget asks for its size never shows, in no widget.
#
# Expected: the file is looked for when it is painted, or again for a widget made later; a file drawn a moment after the sheet was set will do.
# Seen: the first question for the size of a QRadioButton settles the image of the rule for the whole application: drawn afterwards, the ring
# shows neither in that button nor in one made later, until the sheet is set again. Where nobody asked in between, it shows. So a hidden
# dialog, whose layout asks, took the rings from every dialog after a change of zoom. Images are now drawn before the sheet is set.
#
# Needs: bash, python3 with pip and venv, the libraries of Qt, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$place/env/bin/python" - "$place" <<'PYTHON'
import sys
from pathlib import Path

from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QRadioButton

application = QApplication([])


def sheet(image: Path) -> str:
    return f"QRadioButton::indicator {{ width: 16px; height: 16px; image: url({image.as_posix()}); }}"


def draw(image: Path) -> None:
    picture = QPixmap(16, 16)
    picture.fill(QColor("red"))
    picture.save(str(image))


def shows(button: QRadioButton) -> bool:
    button.resize(40, 40)
    picture = button.grab().toImage()
    return any(QColor(picture.pixel(x, y)).name() == "#ff0000" for x in range(40) for y in range(40))


found = {}
for asked in (False, True):
    image = Path(sys.argv[1]) / f"{asked}.png"
    button = QRadioButton()
    application.setStyleSheet(sheet(image))
    if asked:
        button.sizeHint()
    draw(image)
    found[asked] = shows(button), shows(QRadioButton())
    print(f"size {'asked' if asked else 'not asked'} before the image was there: this one {found[asked][0]}, a later one {found[asked][1]}")
application.setStyleSheet("")
application.setStyleSheet(sheet(image))
again = shows(button)
print(f"after the sheet was set again: {again}")
holds = found == {False: (True, True), True: (False, False)} and again
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
