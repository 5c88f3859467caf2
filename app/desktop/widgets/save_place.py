"""Asking where a file is to be saved, with the ending that its kind has."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.desktop.widgets.asking import Buttons, ask


def ask_place(parent: QWidget, title: str, proposed: Path, kind: str, endings: Sequence[str]) -> Path | None:
    """The place that the user chose, None when none was. `kind` names the files, as "Claims (*.json)".

    A name that was typed with none of `endings` gets the first; the dialog has asked only about the name
    as it was typed, so a file of the whole name is asked about here.
    """
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kind)
    if not chosen:
        return None
    typed = Path(chosen)
    if typed.name.lower().endswith(tuple(endings)):
        return typed
    whole = typed.with_name(typed.name.rstrip(".") + endings[0])
    return whole if not whole.exists() or _may_replace(parent, title, whole) else None


def _may_replace(parent: QWidget, title: str, path: Path) -> bool:
    question = f"{path.name} is there already. Replace it?"
    return ask(parent, title, question, Buttons.Yes | Buttons.Cancel, Buttons.Cancel) == Buttons.Yes
