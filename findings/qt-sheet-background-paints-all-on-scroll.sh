#!/usr/bin/env bash
# PySide6 6.11.3 (Qt 6.11): a page in a QScrollArea whose background comes from a style sheet is painted whole at each step of scrolling.
#
# Expected: the area moves what is painted already and asks only for the strip that comes into sight, as it does for a plain page; the color
# of the sheet is opaque.
# Seen: of the plain page a step of 20 pixels paints 20, of the page with the sheet's background all that is in sight. Qt moves only a widget
# that it knows to be opaque; what a sheet paints does not make it so. With WA_OpaquePaintEvent and a paintEvent that fills the page (Qt then
# paints no background of the sheet) it is 20 again. The form of a claim of 200 lines scrolls eight times as fast.
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
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

STEP, HEIGHT = 20, 400


class Part(QWidget):
    painted = 0

    def paintEvent(self, event):
        Part.painted += event.rect().height()


class Filled(QWidget):
    def __init__(self):
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event):
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("#ffffff"))
        painter.end()


def painted_by_a_step(page: QWidget) -> int:
    page.setObjectName("page")
    page.resize(300, 4000)
    Part(page).setGeometry(0, 0, 300, 4000)
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(page)
    area.resize(340, HEIGHT)
    area.show()
    for _ in range(5):
        application.processEvents()
    Part.painted = 0
    area.verticalScrollBar().setValue(STEP)
    for _ in range(5):
        application.processEvents()
    return Part.painted


application = QApplication([])
plain = painted_by_a_step(QWidget())
application.setStyleSheet("#page { background: #ffffff }")
sheet, filled = painted_by_a_step(QWidget()), painted_by_a_step(Filled())
print(f"PySide6 {PySide6.__version__}, a step of {STEP} in a view of {HEIGHT} paints: of a plain page {plain},")
print(f"of one with a background of the style sheet {sheet}, of an opaque one that fills itself {filled}")
holds = plain == filled == STEP and sheet >= HEIGHT
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
