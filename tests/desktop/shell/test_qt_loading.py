"""Qt is loaded without PySide reading the source of what is imported after it."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import builtins, linecache, sys
plain = builtins.__import__
from app.desktop.shell.qt_loading import load_qt
load_qt()
import app.desktop.shell.application
print("PySide6.QtWidgets" in sys.modules, builtins.__import__ is plain, len(linecache.cache))
"""


def test_python_imports_by_itself_and_keeps_no_sources() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "0"]
