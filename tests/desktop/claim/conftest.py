"""A look and a claim workspace over a small library and a small review."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.look import Look
from app.desktop.style import InputHabits, NeedlepointStyle
from tests.desktop.claim.fakes import TODAY, FakeLibrary, fake_review


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Iterator[Look]:
    """The light look at 100 %, with the program's style and key habits; one for the whole run."""
    style = NeedlepointStyle()
    qapp.setStyle(style)
    habits = InputHabits(qapp, style)
    yield Look(qapp, "light")
    qapp.removeEventFilter(habits)


@pytest.fixture
def workspace(look: Look, qtbot: QtBot) -> Iterator[ClaimWorkspace]:
    """Form and panel side by side in a window of the standard size, with a blank claim."""
    window = QWidget()
    made = ClaimWorkspace(look, FakeLibrary(), fake_review, lambda: TODAY)
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(made.view, 1)
    row.addWidget(made.panel)
    made.panel.setFixedWidth(332)
    window.resize(1024, 726)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield made
    made.reviewer.wait()
