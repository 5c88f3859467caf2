"""Imports Qt, and keeps out of the program what PySide does besides at every start.

PySide puts an import of its own in place of Python's. It reads the source of each module that is imported, to
see whether that uses PySide's optional spellings of names, and leaves all sources in `linecache`. Nothing
here uses those spellings, and a start would pay with a twentieth of its time and 8 MB.

It also compiles, from source and each time, the modules that word the message of a wrong argument, tell
signatures and write type stubs: a third of what importing Qt takes. Here these run when first used. Its
enumerations are made in a quicker way (`qt_enums.py`).
"""

from __future__ import annotations

import builtins
import linecache
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from types import CodeType

from app.desktop.shell.qt_enums import speed_up_enums

_PLACE = "shibokensupport.signature."
_NAMES = ("errorhandler", "layout", "mapping", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
_SELDOM_USED = {f"{_PLACE}{name}".replace(".", "/") + ".py": f"{_PLACE}{name}" for name in _NAMES}
# Python asks __getattr__ for a name that a module lacks; PySide's C++ code takes `update_mapping` past it.
_STAND_IN = """
from functools import partial
from {here} import run_late
__getattr__ = partial(run_late, {module!r})
def update_mapping():
    return run_late({module!r}, "update_mapping")()
"""

_waiting: dict[str, bytes] = {}
_one_at_a_time = RLock()


def load_qt() -> None:
    """Import the core of Qt; afterwards Python's own import is back, and no source is kept."""
    plain = builtins.__import__
    speed_up_enums()
    with _put_off():
        import PySide6.QtCore  # noqa: F401 - what it brings along is what counts

    builtins.__import__ = plain
    linecache.clearcache()


@contextmanager
def _put_off() -> Iterator[None]:
    """Let stand-ins take the place of modules that are seldom used, and keep the source of those.

    PySide compiles its modules by the function that is built in; there is no other way to step in.
    """
    plain: Callable[..., CodeType] = builtins.compile

    def compile_most(source: bytes, filename: str, mode: str, *flags: int, **options: int) -> CodeType:
        module = _SELDOM_USED.get(filename)
        if module is None:
            return plain(source, filename, mode, *flags, **options)
        _waiting[module] = source
        return plain(_STAND_IN.format(here=__name__, module=module), filename, mode)

    vars(builtins)["compile"] = compile_most
    try:
        yield
    finally:
        vars(builtins)["compile"] = plain


def run_late(module: str, name: str) -> object:
    """Return what a name means in a module of PySide that was put off; the first one asked for runs it.

    Raises AttributeError, as a module does, for a name that it does not have.
    """
    names = vars(sys.modules[module])
    with _one_at_a_time:
        if module in _waiting and not name.startswith("__"):  # Python asks for such of every module
            file = names["__file__"]
            exec(compile(_waiting.pop(module), file, "exec"), names)  # noqa: S102 - PySide's own source
    if name not in names:
        raise AttributeError(name, name=name, obj=sys.modules[module])
    return names[name]
