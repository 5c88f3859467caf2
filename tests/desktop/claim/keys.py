"""Typing as the window system does it: a key goes to the open popup, else to what has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def type_keys(text: str, key: Qt.Key | None = None) -> None:
    """Type the characters of `text`, then press `key`."""
    for character in text:
        QTest.keyClicks(_taker(), character)
    if key is not None:
        QTest.keyClick(_taker(), key)


def _taker() -> QWidget:
    taker = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert taker is not None
    return taker
