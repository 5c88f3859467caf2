"""Each answer to a question has a letter of its own, and Esc takes back."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.widgets.asking import Buttons, ask


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("Alt+S",), Buttons.Save),
        (("Alt+D",), Buttons.Discard),
        (("Alt+C",), Buttons.Cancel),
        (("Esc",), Buttons.Cancel),
    ],
)
def test_a_question_is_answered_by_letter(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], answer: Buttons
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def press(box: QMessageBox) -> int:
        box.open()
        box.activateWindow()
        qtbot.waitUntil(box.isActiveWindow)
        for key in keys:
            QTest.keySequence(box, key)
        qtbot.waitUntil(lambda: not box.isVisible())
        return int(box.standardButton(box.clickedButton()).value)

    monkeypatch.setattr(QMessageBox, "exec", press)
    ways = Buttons.Save | Buttons.Discard | Buttons.Cancel
    assert ask(parent, "Title", "It would be lost.", ways, Buttons.Save) == answer


def test_other_words_have_their_letters_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    texts: list[str] = []

    def look_at(box: QMessageBox) -> Buttons:
        texts.extend(button.text() for button in box.buttons())
        assert not any(button.shortcut().isEmpty() for button in box.buttons())
        return Buttons.Cancel

    monkeypatch.setattr(QMessageBox, "exec", look_at)
    ask(parent, "Title", "?", Buttons.Save | Buttons.Cancel, Buttons.Cancel, {Buttons.Save: "&Save anyway…"})
    assert sorted(texts) == ["&Cancel", "&Save anyway…"]
