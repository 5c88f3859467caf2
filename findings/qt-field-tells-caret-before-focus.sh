#!/usr/bin/env bash
# PySide6 6.11.3 (Qt 6.11.3): a field that Tab enters tells of its selection and caret before it tells that it has the keyboard.
#
# Expected: a screen reader learns first where the keyboard is and then where the caret stands in it, as a person would ask.
# Seen: QLineEdit selects its text while it takes the keyboard, and that is told at once, on the bus with the caret; the focus is told after
# that. Orca 43 takes a caret that moved elsewhere for the change of focus and says nothing of it; the focus that is told then is no news. So whoever goes through a
# form by Tab hears labels of buttons and lists, but neither name nor content of any field. By setFocus() with OtherFocusReason, which selects
# nothing, the focus comes first. So the program lets a field take the keyboard that way and selects in the next turn.
#
# Needs: bash, python3 with pip and venv, the libraries of Qt on Linux (what Qt tells is caught by QAccessible::installUpdateHandler, which PySide
# does not have), the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$place/env/bin/python" - <<'PYTHON'
import ctypes
import sys
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

application = QApplication([])
window = QWidget()
column = QVBoxLayout(window)
button, field = QPushButton("Before"), QLineEdit("77")
column.addWidget(button)
column.addWidget(field)
window.show()
window.activateWindow()
application.processEvents()

Handler = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)
told: list[str] = []
names = {event.value: event.name for event in QAccessible.Event}


@Handler
def note(event: int) -> None:
    """What kind of event it is stands behind the pointer to its virtual functions."""
    told.append(names[ctypes.c_int.from_address(event + ctypes.sizeof(ctypes.c_void_p)).value])


gui = ctypes.CDLL(str(next(Path(PySide6.__file__).parent.glob("Qt/lib/libQt6Gui.so.6"))))
gui._ZN11QAccessible20installUpdateHandlerEPFvP16QAccessibleEventE(note)
QAccessible.setActive(True)


def entered(reason: Qt.FocusReason) -> list[str]:
    """What is told when the field takes the keyboard."""
    field.deselect()
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    application.processEvents()
    told.clear()
    field.setFocus(reason)
    application.processEvents()
    wanted = ("Focus", "TextCaretMoved", "TextSelectionChanged")
    return [name for name in told if name in wanted]


by_tab, by_program = entered(Qt.FocusReason.TabFocusReason), entered(Qt.FocusReason.OtherFocusReason)
print(f"PySide6 {PySide6.__version__}")
print("by Tab:", ", ".join(by_tab))
print("by the program:", ", ".join(by_program))
gui._ZN11QAccessible20installUpdateHandlerEPFvP16QAccessibleEventE(None)
holds = by_tab[-1:] == ["Focus"] and len(by_tab) > 1 and by_program[:1] == ["Focus"]
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
