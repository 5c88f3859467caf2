"""The tests of a module share a main window: they look at another beside it."""

from __future__ import annotations

import pytest

from app.desktop.shell.main_window import MainWindow


@pytest.fixture
def window(blank_window: MainWindow) -> MainWindow:
    """The window of this module with a blank claim."""
    return blank_window
