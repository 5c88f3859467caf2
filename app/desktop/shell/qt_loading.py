"""Imports Qt, and keeps PySide's reading of every other module out of the program.

PySide puts an import of its own in place of Python's. It reads the source of each module that is imported, to
see whether that uses PySide's optional spellings of names, and leaves all sources in `linecache`. Nothing
here uses those spellings, and a start would pay with a twentieth of its time and 8 MB.
"""

from __future__ import annotations

import builtins
import linecache


def load_qt() -> None:
    """Import the core of Qt; afterwards Python's own import is back, and no source is kept."""
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401 - what it brings along is what counts

    builtins.__import__ = plain
    linecache.clearcache()
