"""A question before something is lost or replaced: its answers are buttons, each with a letter for Alt."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QMessageBox, QWidget

Buttons = QMessageBox.StandardButton
_TEXTS = {Buttons.Save: "&Save", Buttons.Discard: "&Discard", Buttons.Yes: "&Yes", Buttons.Cancel: "&Cancel"}
_NO_TEXTS: Mapping[Buttons, str] = {}


def ask(
    parent: QWidget,
    title: str,
    question: str,
    answers: Buttons,
    default: Buttons,
    texts: Mapping[Buttons, str] = _NO_TEXTS,
) -> Buttons:
    """The answer to a question over the window of `parent`; `texts` are other words than the usual ones.

    Esc and closing the question are Cancel.
    """
    box = QMessageBox(parent.window())
    box.setWindowTitle(title)
    box.setText(question)
    box.setStandardButtons(answers)
    for button, text in {**_TEXTS, **texts}.items():
        if answers & button:
            box.button(button).setText(text)
    box.setDefaultButton(default)
    return Buttons(box.exec())
