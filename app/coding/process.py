"""What a process that checks claims asks for: no copy of its memory on disk, few collections of garbage."""

import gc
import sys
from contextlib import suppress

_NEW_AT_LEAST, _EVERY = 10_000, 50  # of Python itself: 700 and 10


def forbid_core_dumps() -> None:
    """Ask the system for no core dump and no heap in an error report; where it cannot, nothing happens.

    Linux: RLIMIT_CORE and PR_SET_DUMPABLE, because a pipe in core_pattern ignores the limit. macOS and
    other Unix: RLIMIT_CORE. Windows: no error report of the system for this process, and none with the heap.
    """
    if sys.platform == "win32":
        _forbid_windows_reports()
        return
    import resource

    with suppress(OSError, ValueError):  # a limit that may not be changed is one that somebody set
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _forbid_linux_dumps()


def collect_seldom() -> None:
    """Look for garbage seldom, and never among what is there by now: a review makes no cycles.

    What it makes is freed as it is let go; what collections walk through, again and again, is what is cached.
    """
    gc.freeze()
    gc.set_threshold(_NEW_AT_LEAST, _EVERY)
    gc.enable()


def _forbid_linux_dumps() -> None:
    import ctypes

    pr_set_dumpable = 4  # linux/prctl.h
    with suppress(OSError, AttributeError):  # a C library without prctl
        ctypes.CDLL(None).prctl(pr_set_dumpable, 0, 0, 0, 0)


def _forbid_windows_reports() -> None:
    if sys.platform == "win32":  # for the type checker
        import ctypes

        critical_errors, fault_box, no_heap = 0x0001, 0x0002, 0x0001  # errhandlingapi.h, werapi.h
        ctypes.windll.kernel32.SetErrorMode(critical_errors | fault_box)
        ctypes.windll.kernel32.WerSetFlags(no_heap)
