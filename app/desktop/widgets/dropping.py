"""Files that are dragged over the program and dropped: read where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore  # not Qt itself: the first frame would wait for its enumerations

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent


def take_copy(event: QDropEvent) -> None:
    """Accept what is dragged or dropped, as a copy.

    File managers propose to move, and delete what was moved: from a program that only reads a file it would
    be gone.
    """
    event.setDropAction(QtCore.Qt.DropAction.CopyAction)
    event.accept()


def local_paths(event: QDropEvent) -> list[Path]:
    """The files and folders of this machine in what is dragged or dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
