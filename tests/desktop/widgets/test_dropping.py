"""A dropped file is read where it lies: whatever takes it answers that it made a copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.desktop.imports.drop_strip import DropStrip
from app.desktop.shell.main_window import MainWindow
from tests.desktop.dropping import drop_files


@pytest.mark.parametrize("onto", ["window", "form", "strip"])
def test_a_dropped_file_is_copied_and_not_moved(window: MainWindow, tmp_path: Path, onto: str) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"\0")
    workspace = window.claims.workspace()
    strip = DropStrip(window.look, window)
    taking: dict[str, QWidget] = {"window": window, "form": workspace.view, "strip": strip}
    window.blockSignals(True)
    workspace.view.blockSignals(True)
    assert drop_files(taking[onto], path) == Qt.DropAction.CopyAction
