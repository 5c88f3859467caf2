"""An error that nothing in the window caught: a report is kept, and the window says where it lies."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@contextmanager
def faults_reported(folder: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """While it lasts, what reaches the interpreter's hook is reported into `folder` and told in one sentence.

    Qt calls that hook for an error in a slot and goes on.
    """
    before = sys.excepthook

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from app.coding.faults import report_fault
        from app.coding.sentences import complain

        if not isinstance(error, Exception):
            before(kind, error, trace)
            return
        sys.excepthook = before  # a fault in telling of this one ends there
        try:
            sentence = report_fault(folder, error)
            complain(sentence)
            tell(sentence)
        finally:
            sys.excepthook = report

    sys.excepthook = report
    try:
        yield
    finally:
        sys.excepthook = before


def show_fault(sentence: str, parent: QWidget | None = None) -> None:
    """Say in a box of its own why the program cannot start."""
    from PySide6.QtWidgets import QMessageBox  # no good start waits for it

    QMessageBox.critical(parent, "Needlepoint", sentence)
