"""A claim workspace over a small library and a small review."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.claim.lines_model import CODE
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.look.look import Look
from app.library.library import Library
from tests.desktop.claim.samples import TODAY, fake_review


@pytest.fixture(scope="module")
def shown(look: Look, small_library: Library) -> Iterator[ClaimWorkspace]:
    """Form and panel side by side in a window; one for a module, for it is slow to make."""
    window = QWidget()
    made = ClaimWorkspace(look, small_library, fake_review, lambda: TODAY)
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(made.view, 1)
    row.addWidget(made.panel)
    made.panel.setFixedWidth(332)
    window.show()
    yield made
    made.reviewer.wait()
    window.close()
    window.deleteLater()


@pytest.fixture
def workspace(shown: ClaimWorkspace, qtbot: QtBot) -> Iterator[ClaimWorkspace]:
    """The window as new: a blank claim, no filter, nothing selected, no message."""
    window = shown.view.window()
    window.resize(1024, 726)
    qtbot.waitExposed(window)
    window.activateWindow()
    shown.reviewer.review = fake_review
    shown.panel.head.clear_filter()
    shown.view.message.hide()
    shown.new_payer, shown.new_date = lambda: None, lambda: TODAY
    shown.start_blank()
    shown.form.lines.view.go_to(0, CODE)
    yield shown
    shown.reviewer.wait()
    shown.form.lines.view.commit()
