"""Letters that press the buttons of a dialog with Alt, chosen when Alt goes down, for what shows then."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QDialog, QLabel, QPushButton, QRadioButton

_MARK = re.compile(r"&([^&])")
_PRESSED = (QPushButton, QCheckBox, QRadioButton)
_WITHOUT = ("segment", "icon", "status")
"""Kinds of buttons that have keys of their own, or no words."""


def choose_letters(texts: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """The texts, each with "&" before a letter that no other has: one that begins a word, else any.

    A text for which no letter is left stays as it is, and so does one with a mark of its own.

    >>> choose_letters(["Close", "Copy", "Open a file…"], {"o"})
    ['&Close', 'Co&py', 'Open &a file…']
    """
    used = {letter.lower() for letter in taken} | {mark for text in texts if (mark := mark_of(text))}
    marked = []
    for text in texts:
        at = -1 if "&" in text else _place(text, used)
        if at >= 0:
            used.add(text[at].lower())
        marked.append(f"{text[:at]}&{text[at:]}" if at >= 0 else text)
    return marked


def mark_of(text: str) -> str:
    """The letter that a text marks by "&", in lower case; "" for none."""
    found = _MARK.search(text)
    return found[1].lower() if found else ""


def give_letters(dialog: QDialog) -> None:
    """Mark a letter in the words of each button and box that shows in a dialog."""
    labels = [each for each in dialog.findChildren(QLabel) if each.buddy() is not None]
    taken = {mark for each in labels if (mark := mark_of(each.text()))}
    buttons = [each for each in dialog.findChildren(QAbstractButton) if _is_pressed(each, dialog)]
    buttons.sort(key=lambda each: not isinstance(each, QPushButton))
    for button, text in zip(buttons, choose_letters([each.text() for each in buttons], taken), strict=True):
        if text != button.text():
            button.setText(text)


def _is_pressed(button: QAbstractButton, dialog: QDialog) -> bool:
    return (
        isinstance(button, _PRESSED)
        and button.window() is dialog
        and button.isVisible()
        and bool(button.text())
        and button.property("kind") not in _WITHOUT
    )


def _place(text: str, used: Collection[str]) -> int:
    """Where the letter to mark stands, -1 where none is free."""
    letters = [at for at, letter in enumerate(text) if letter.isascii() and letter.isalpha()]
    begins = [at for at in letters if at == 0 or text[at - 1] == " "]
    free = (at for at in (*begins, *letters) if text[at].lower() not in used)
    return next(free, -1)
