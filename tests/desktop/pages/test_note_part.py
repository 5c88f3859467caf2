"""The user's own note takes words, and no name of a file: it is kept, and such a name may be a patient's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desktop.pages.note_part import NoteField


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[NoteField]:
    """An empty note."""
    parent = QWidget()
    qtbot.addWidget(parent)
    yield NoteField(parent)
    parent.close()


def data(*urls: QUrl, text: str = "") -> QMimeData:
    made = QMimeData()
    if urls:
        made.setUrls(list(urls))
    if text:
        made.setText(text)
    return made


def test_a_file_is_neither_taken_nor_pasted(field: NoteField, tmp_path: Path) -> None:
    dropped = data(QUrl.fromLocalFile(str(tmp_path / "somebody.pdf")))
    assert not field.canInsertFromMimeData(dropped)
    QGuiApplication.clipboard().setMimeData(dropped)
    field.paste()
    assert field.toPlainText() == ""


@pytest.mark.parametrize("address", [(), (QUrl("https://example.org"),)])
def test_words_and_addresses_are(field: NoteField, address: tuple[QUrl, ...]) -> None:
    pasted = data(*address, text="Ask the MAC.")
    assert field.canInsertFromMimeData(pasted)
    field.insertFromMimeData(pasted)
    assert field.toPlainText() != ""
