"""The zoom begins at the size of text of the system, and is what the user chose from then on."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication

from app.desktop.look.look import ZOOMS
from app.desktop.look.text_size import nearest_zoom, read_text_scale
from app.desktop.shell import application
from app.desktop.user_data.file import UserData
from app.desktop.user_data.store import UserDataStore


@pytest.mark.parametrize(("percent", "zoom"), [(100, 100), (104, 100), (106, 110), (150, 150), (225, 200)])
def test_a_size_of_text_is_the_nearest_step(percent: int, zoom: int) -> None:
    assert nearest_zoom(percent, ZOOMS) == zoom


@pytest.mark.skipif(sys.platform == "win32", reason="there it is read from the registry")
def test_elsewhere_the_dots_an_inch_have_it_already() -> None:
    assert read_text_scale() == 100


@pytest.mark.parametrize(("settings", "zoom"), [({}, 150), ({"zoom": 90}, 90), ({"zoom": 5000}, 100)])
def test_the_first_zoom_is_that_of_the_text(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, settings: dict[str, object], zoom: int
) -> None:
    monkeypatch.setattr(application, "read_text_scale", lambda: 150)
    monkeypatch.setattr(application, "Look", lambda _app, _choice, zoom: zoom)
    store = UserDataStore(UserData(settings=settings), lambda _base, mine: mine)
    made: object = application.make_look(qapp, store)
    assert made == zoom
