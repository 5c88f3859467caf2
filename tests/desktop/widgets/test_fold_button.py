"""A button that folds a part says whether it is open, and can be pressed by who hears it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desktop.widgets.fold_button import FoldButton


@pytest.fixture
def button(qtbot: QtBot) -> FoldButton:
    made = FoldButton()
    made.setText("Show")
    qtbot.addWidget(made)
    return made


def test_it_is_a_button_that_is_collapsed_or_expanded(button: FoldButton) -> None:
    heard = QAccessible.queryAccessibleInterface(button)
    assert heard.role() == QAccessible.Role.Button
    assert heard.text(QAccessible.Text.Name) == "Show"
    for opened in (False, True):
        button.setChecked(opened)
        state = heard.state()
        assert (bool(state.expandable), bool(state.expanded), bool(state.collapsed)) == (
            True,
            opened,
            not opened,
        )


def test_pressing_it_opens_and_is_told(button: FoldButton, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[QAccessible.Event] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.type()))
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    assert "Press" in actions.actionNames()
    actions.doAction("Press")
    assert button.isChecked()
    assert told == [QAccessible.Event.StateChanged]
    actions.doAction("SetFocus")
    assert button.isChecked()


def test_many_come_and_go_while_they_are_heard(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for _ in range(20):
        made = [FoldButton() for _ in range(20)]
        for each in made:
            each.setParent(window)
            assert QAccessible.queryAccessibleInterface(each).state().expandable
            QAccessible.updateAccessibility(QAccessibleEvent(each, QAccessible.Event.NameChanged))
            each.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChildren(FoldButton) == []
