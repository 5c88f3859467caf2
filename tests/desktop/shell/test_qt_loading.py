"""Qt is loaded without what PySide does besides, and says of a wrong argument what it always says."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import builtins, linecache, sys
plain, compiling = builtins.__import__, builtins.compile
from app.desktop.shell.qt_loading import load_qt
load_qt()
import app.desktop.shell.application
print("PySide6.QtWidgets" in sys.modules, builtins.__import__ is plain, len(linecache.cache))
print(builtins.compile is compiling, "shibokensupport.signature.parser" in sys.modules)
print("argparse" in sys.modules)  # what writes type stubs has need of it
"""

_WRONG_CALLS = """
import sys
if "later" in sys.argv:
    from app.desktop.shell.qt_loading import load_qt
    load_qt()
from PySide6.QtCore import QObject, QSize
from shibokensupport.signature import get_signature
size = QSize(1, 2)
for wrong in (lambda: QSize("wide"), lambda: QObject(1, 2), lambda: QObject(odd=1), lambda: size.isNull(3)):
    try:
        wrong()
    except Exception as error:
        print(type(error), error)
print(get_signature(QSize.scaled), QSize.scaled.__doc__)
from shibokensupport.signature.parser import no_such_name
"""


def _run(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=False)


def test_python_imports_by_itself_and_keeps_no_sources() -> None:
    done = _run(_SCRIPT)
    assert done.stdout.split() == ["True", "True", "0", "True", "True", "False"]


def test_wrong_arguments_are_told_as_pyside_tells_them() -> None:
    plain, later = _run(_WRONG_CALLS), _run(_WRONG_CALLS, "later")
    assert "wrong argument types" in plain.stdout
    assert "odd" in plain.stdout
    assert later.stdout == plain.stdout
    # The module was put off and lacks the name: the last line of both tracebacks says the same.
    assert "no_such_name" in plain.stderr
    assert later.stderr.splitlines()[-1] == plain.stderr.splitlines()[-1]
