"""Every window over one main window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.batch.neighbors import Neighbors
from app.desktop.shell.main_window import MainWindow
from app.desktop.worklist import reviewing
from tests.desktop.every_window.windows import Windows


@pytest.fixture
def windows(
    make_window: Callable[..., MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Windows]:
    """Every window over one main window; a question is shown and answered by Cancel."""

    def show_and_cancel(box: QMessageBox) -> QMessageBox.StandardButton:
        box.show()
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", show_and_cancel)
    monkeypatch.setattr(reviewing, "find_neighbors", lambda _read, _covered: Neighbors({}))
    made = Windows(make_window(), tmp_path, qtbot)
    yield made
    made.close()
