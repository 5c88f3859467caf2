#!/usr/bin/env bash
# PySide6 6.11.3: what a Python factory gives to QAccessible.installFactory stays in memory for good, long after its widget.
#
# Expected: Qt owns the interface of a widget and deletes it with the widget; the Python object goes with it, unless somebody kept it.
# Seen: Qt does delete its part, but PySide holds a reference to the Python object for good, and so to whatever that refers to: the widget's
# Python side, its records, its children. While a screen reader listens, a program that makes and drops widgets grows without end, by 0.8 MB
# for each page of ours. What is gone must let go of all that it knows when its widget is destroyed; then a shell of few bytes stays.
# (What is registered with QAccessible.registerAccessibleInterface is the other way round: nobody keeps it but the one who made it.)
#
# Needs: bash, python3 with pip and venv, the libraries of Qt, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$place/env/bin/python" - <<'PYTHON'
import gc
import sys
import weakref

import PySide6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget
from shiboken6 import Shiboken

application = QApplication([])
COUNT = 50


class Painted(QWidget):
    pass


class Access(QAccessibleWidget):
    def __init__(self, widget):
        super().__init__(widget, QAccessible.Role.Heading)
        self.knows = widget


made = []


def make(_name, asked):
    if not isinstance(asked, Painted):
        return None
    access = Access(asked)
    made.append(weakref.ref(access))
    return access


QAccessible.installFactory(make)
widgets = [Painted() for _ in range(COUNT)]
for widget in widgets:
    QAccessible.queryAccessibleInterface(widget)
    widget.deleteLater()
sides = [weakref.ref(widget) for widget in widgets]
del widget, widgets
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
application.processEvents()
gc.collect()
left = [access() for access in made if access() is not None]
print(f"PySide6 {PySide6.__version__}")
print("interfaces made:", len(made), "left in Python:", len(left), "of these with their part of Qt:", sum(map(Shiboken.isValid, left)))
kept = sum(side() is not None for side in sides)
print("Python sides of widgets that are deleted, kept by them:", kept)
holds = (len(made), len(left), kept) == (COUNT, COUNT, COUNT) and not any(map(Shiboken.isValid, left))
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
