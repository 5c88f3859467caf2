"""Files that are dragged over the program and dropped: read where they lie."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent


def take_copy(event: QDropEvent) -> None:
    """Accept what is dragged or dropped, as a copy.

    File managers propose to move, and delete what was moved: from a program that only reads a file it would
    be gone.
    """
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
