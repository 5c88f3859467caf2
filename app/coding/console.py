"""How text is written to the console, and whether a sentence on standard error reaches somebody."""

from __future__ import annotations

import os
import sys

OUTPUT, OUTPUT_ERRORS = "utf-8", "backslashreplace"
"""The encoding of what is printed, whatever the code page, and what is done with a lone surrogate."""


def has_console() -> bool:
    """Not in a program of Windows without console, nor in one that a Linux desktop started.

    GLib's launchers tell by a variable which process they started; what that one starts in turn, as a
    terminal does, has the variable too, and another number.
    """
    if sys.stderr is None:
        return False
    launched = os.environ.get("GIO_LAUNCHED_DESKTOP_FILE_PID", str(os.getpid()))
    return "GIO_LAUNCHED_DESKTOP_FILE" not in os.environ or launched != str(os.getpid())
