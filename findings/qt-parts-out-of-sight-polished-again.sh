#!/usr/bin/env bash
# PySide6 6.11.3: under a style sheet of the application, parts made ahead in pauses of the event loop are polished again with each part they join.
#
# Expected: a widget that was never shown costs its making; a style sheet is worked out for it when it is first shown, once.
# Seen: every new widget posts itself a PolishRequest, so that with a turn of the loop between two steps it is polished although nobody sees it.
# When its group is then put into a layout, Qt takes the style off the group and all in it and puts it on again, and once more for the next
# larger part. Made without a turn in between nothing is polished. Form of 160 widgets of ours: putting it together took 27 ms of one turn,
# 9 ms after the posted requests were taken back (QCoreApplication.removePostedEvents), and the window 2 MB less.
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
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QProxyStyle, QVBoxLayout, QWidget

COUNT = 50


class Counting(QProxyStyle):
    polished = 0

    def polish(self, what):
        Counting.polished += isinstance(what, QLabel)
        return super().polish(what)


application = QApplication([])
application.setStyle(Counting("Fusion"))
application.setStyleSheet("QLabel { color: #123456; }")


def polishes(between):
    """How often labels are polished until their form is shown; `between` runs after each step of its making."""
    Counting.polished = 0
    part = QWidget()
    column = QVBoxLayout(part)
    for number in range(COUNT):
        column.addWidget(QLabel(str(number)))
    between()
    for _ in range(2):
        larger = QWidget()
        QVBoxLayout(larger).addWidget(part)
        part = larger
        between()
    unseen = Counting.polished
    part.show()
    application.processEvents()
    seen = Counting.polished
    part.hide()
    return unseen, seen


def take_back():
    QCoreApplication.removePostedEvents(None, QEvent.Type.PolishRequest.value)
    application.processEvents()


seen = {
    "without a turn of the loop": polishes(lambda: None),
    "with a turn after each step": polishes(application.processEvents),
    "with a turn, requests taken back": polishes(take_back),
}
print("PySide6", PySide6.__version__)
for how, (unseen, shown) in seen.items():
    print(f"{how}: {COUNT} labels polished {unseen} times before they are shown, {shown} times in all")
once = (0, COUNT)
again = seen["with a turn after each step"]
sys.exit(0 if seen["without a turn of the loop"] == seen["with a turn, requests taken back"] == once and again[0] >= 3 * COUNT else 1)
PYTHON
