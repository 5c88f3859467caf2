#!/usr/bin/env bash
# PySide6 6.11.3: an accessible object that is its own text interface is handed to Qt at the address of its first base class.
#
# Expected: a class of QAccessibleInterface and QAccessibleTextInterface may return itself from interface_cast, as C++ code does and as a
# Python test seems to prove: textInterface() gives the object back and its text can be read.
# Seen: Python finds its object again by the address, whatever that is. Qt's own code, as the one that speaks to the accessibility bus of the
# system, gets the address of the first base and calls the functions of another class there: lengths are wild numbers and texts are
# empty. Right is an object for each interface alone, its address in a VoidPtr; VoidPtr(0) says that there is none.
# (What the stub's "int" suggests for none is not safe: it is taken for an object.)
#
# Needs: bash, python3 with pip and venv, the libraries of Qt on Linux on x86-64 (the address is asked for by the table of virtual functions),
# the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$place/env/bin/python" - <<'PYTHON'
import ctypes
import sys

import PySide6
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleTextInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget
from shiboken6 import Shiboken, VoidPtr

application = QApplication([])
TEXT = "Read me"


class Text(QAccessibleTextInterface):
    def text(self, start, end):
        return TEXT[start:end]

    def characterCount(self):
        return len(TEXT)

    def cursorPosition(self):
        return 3

    def characterRect(self, offset):
        return QRect()


class ItsOwnText(QAccessibleWidget, QAccessibleTextInterface):
    def __init__(self, widget):
        QAccessibleWidget.__init__(self, widget, QAccessible.Role.Heading)
        QAccessibleTextInterface.__init__(self)

    def interface_cast(self, kind):
        return self if kind == QAccessible.InterfaceType.TextInterface else VoidPtr(0)


class WithText(QAccessibleWidget):
    def __init__(self, widget):
        super().__init__(widget, QAccessible.Role.Heading)
        self.its_text = Text()

    def interface_cast(self, kind):
        if kind == QAccessible.InterfaceType.TextInterface:
            return VoidPtr(Shiboken.getCppPointer(self.its_text)[0])
        return VoidPtr(0)


widgets = QWidget(), QWidget()
own, beside = ItsOwnText(widgets[0]), WithText(widgets[1])

TEXT_INTERFACE, INTERFACE_CAST = 0, 20  # QAccessible::TextInterface, and the place of the function among the virtual ones


def handed_over(access):
    """The address that Qt's code gets when it asks for the text interface, by the table of virtual functions."""
    (address, *_rest) = Shiboken.getCppPointer(access)
    table = ctypes.cast(address, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
    ask = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(table[INTERFACE_CAST])
    return ask(address, TEXT_INTERFACE)


first, text = Shiboken.getCppPointer(own)
print(f"PySide6 {PySide6.__version__}")
print("the object has an address for each base:", first != text)
print("Python finds itself again:", own.textInterface() is own)
print("Qt gets the address of the first base:", handed_over(own) == first, "of the text interface:", handed_over(own) == text)
right = handed_over(beside) == Shiboken.getCppPointer(beside.its_text)[0]
other = beside.textInterface()
print("an object for the text alone, Qt gets its address:", right, repr(other.text(0, other.characterCount())))
holds = first != text and own.textInterface() is own and handed_over(own) == first
holds = holds and right and other is beside.its_text and other.text(0, 4) == "Read"
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
