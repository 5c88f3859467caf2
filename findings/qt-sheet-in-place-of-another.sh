#!/usr/bin/env bash
# PySide6 6.11.3 (Qt 6.11): to set a style sheet of the application over another one polishes a widget again for each of its ancestors.
#
# Expected: QApplication.setStyleSheet(new) styles each widget once or twice, as the first sheet did, however deep the widgets lie.
# Seen: of widgets inside one another the innermost is polished as often as it has ancestors; for 40 levels that is 21 times a widget on
# the average, where setStyleSheet("") and then setStyleSheet(new) need two. Nothing is painted in between, so nobody sees it.
# So a switch of theme or zoom clears the sheet first, which made it three to four times as fast.
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
from PySide6.QtWidgets import QApplication, QProxyStyle, QVBoxLayout, QWidget

polished = 0


class Counting(QProxyStyle):
    def polish(self, item):
        global polished
        polished += isinstance(item, QWidget)
        return super().polish(item)


def count(*sheets: str) -> int:
    global polished
    polished = 0
    for sheet in sheets:
        application.setStyleSheet(sheet)
    return polished


application = QApplication([])
application.setStyle(Counting("Fusion"))
window = place = QWidget()
for _ in range(40):
    inner = QWidget()
    QVBoxLayout(place).addWidget(inner)
    place = inner
window.show()
application.processEvents()
light, dark = ("QWidget { color: #111; font-size: 10pt }", "QWidget { color: #eee; font-size: 11pt }")
first, over = count(light), count(dark)
cleared = count("", light)
widgets = len(QApplication.allWidgets())
print(f"PySide6 {PySide6.__version__}, {widgets} widgets inside one another: polished {first} times by the first sheet,")
print(f"{over} times by another over it, {cleared} times by another after none")
holds = over > 8 * widgets and cleared <= 4 * widgets
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
