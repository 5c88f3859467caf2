"""Enumerations that are made quickly are those that Python makes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# Every enumeration of the modules that the window uses, with how its members look and what its records say.
_ALL = """
import enum, json, sys
if "quickly" in sys.argv:
    from app.desktop.shell.qt_enums import speed_up_enums
    speed_up_enums()
from PySide6 import QtCore, QtGui, QtWidgets

told = {}

def tell(owner, path):
    for name in sorted(dir(owner)):
        found = getattr(owner, name, None)
        here = f"{path}.{name}"
        if isinstance(found, enum.EnumType) and here not in told:
            told[here] = [
                [str(base) for base in found.__mro__[1:]],
                found.__module__, found.__qualname__,
                [(each, str(kept), repr(kept), int(kept.value)) for each, kept in found.__members__.items()],
                [each.name for each in found],
                [found(each.value) is each and found[each.name] is each for each in found],
                [each._sort_order_ for each in found],
            ]
        elif isinstance(found, type) and path.count(".") < 2:
            tell(found, here)

for module in (QtCore, QtGui, QtWidgets):
    tell(module, module.__name__)
print(json.dumps(told))
"""

_OTHERS = """
import enum, pickle, sys
from app.desktop.shell.qt_enums import speed_up_enums
speed_up_enums()
Text = enum.Enum("Text", "ONE TWO")
Own = enum.IntEnum("Own", [("name", 1), ("real", 2)], boundary=enum.KEEP)
Plain = enum.IntEnum("Plain", [("A", 1), ("B", 2), ("C", 1)], boundary=enum.KEEP)
assert [each.value for each in Text] == [1, 2] and Text.__module__ == "__main__"
assert [Own(1).value, Own.real.value, Own(2).name] == [1, 2, "real"]
assert pickle.loads(pickle.dumps([Text.TWO, Plain.B])) == [Text.TWO, Plain.B]
assert Plain.C is Plain.A and Plain.B == 2 and Plain.__module__ == "__main__" and 3 not in list(Plain)
try:
    Plain.A = 5
except AttributeError as error:
    print(error)
"""


def _run(script: str, *words: str) -> str:
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=True)
    return done.stdout


def test_all_enumerations_of_qt_come_out_the_same() -> None:
    usual, quickly = json.loads(_run(_ALL)), json.loads(_run(_ALL, "quickly"))
    assert len(usual) > 300
    assert quickly == usual


def test_other_enumerations_are_made_in_python_s_own_way() -> None:
    assert "cannot reassign member" in _run(_OTHERS)


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="other versions keep other records")
def test_this_python_is_sped_up() -> None:
    script = (
        "import enum; from app.desktop.shell import qt_enums; usual = vars(enum.EnumType)['_create_'];"
        "qt_enums.speed_up_enums(); print(vars(enum.EnumType)['_create_'] is not usual)"
    )
    assert _run(script).strip() == "True"
