"""Menus of claims: the files that were opened or saved last, and the bundled examples."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QMenu

from app.coding.library import Example

NONE_YET = "No file yet"
CLEAR = "&Clear this list"


def fill_recent(
    menu: QMenu, paths: Sequence[str], open_path: Callable[[Path], object], clear: Callable[[], object]
) -> None:
    """Put the files into the menu, newest first, with their folders, and the way to forget them."""
    menu.clear()
    menu.setToolTipsVisible(True)
    for path in map(Path, paths):
        action = menu.addAction(f"{path.name}  ({path.parent.name or path.parent})".replace("&", "&&"))
        action.setToolTip(str(path))
        action.triggered.connect(lambda _=False, path=path: open_path(path))
    if not paths:
        menu.addAction(NONE_YET).setEnabled(False)
        return
    menu.addSeparator()
    menu.addAction(CLEAR).triggered.connect(lambda _=False: clear())


def fill_examples(
    menu: QMenu, examples: Sequence[Example], open_example: Callable[[Example], object]
) -> None:
    """Put the bundled example claims into a menu."""
    menu.clear()
    for example in examples:
        action = menu.addAction(example.title.replace("&", "&&"))
        action.setToolTip(example.note)
        action.setStatusTip(example.note)
        action.triggered.connect(lambda _=False, example=example: open_example(example))
    menu.setToolTipsVisible(True)
