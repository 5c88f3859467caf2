"""The window with its title bar lies wholly on its screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect

from app.desktop.widgets.placing import place_on_screen

ROOM = QRect(0, 24, 1280, 776)


@pytest.mark.parametrize(
    ("frame", "placed"),
    [
        (QRect(0, 24, 1280, 776), QRect(0, 24, 1280, 776)),
        (QRect(100, 100, 960, 600), QRect(100, 100, 960, 600)),
        (QRect(0, 0, 1282, 838), QRect(0, 24, 1280, 776)),
        (QRect(800, 500, 960, 600), QRect(320, 200, 960, 600)),
        (QRect(-50, -50, 960, 600), QRect(0, 24, 960, 600)),
    ],
)
def test_a_window_is_cut_to_its_screen_and_moved_onto_it(frame: QRect, placed: QRect) -> None:
    assert place_on_screen(frame, ROOM) == placed
    assert ROOM.contains(placed)
