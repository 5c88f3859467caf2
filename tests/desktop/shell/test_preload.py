"""What is loaded ahead beside the claim form: the export once a claim was checked, spelling with a letter."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.shell import preload
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.preload import Preloader, export_steps, load_ahead


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The modules that are loaded ahead, as they come."""
    names: list[str] = []

    def note(name: str) -> object:
        names.append(name)
        return import_module(name)

    monkeypatch.setattr(preload, "import_module", note)
    return names


def test_a_claim_that_was_checked_lets_the_export_be_loaded(
    make_window: Callable[..., MainWindow], qtbot: QtBot, loaded: list[str]
) -> None:
    window = make_window()
    load_ahead(window)
    window.show_check()
    workspace = window.claims.workspace()
    assert "app.desktop.claim.export" not in loaded
    example = window.library.examples()[0]
    workspace.open_claim(example.claim, example.title)
    qtbot.waitUntil(lambda: "app.desktop.claim.export" in loaded, timeout=120_000)
    qtbot.waitUntil(lambda: window.findChild(Preloader) is None, timeout=120_000)
    before = loaded.count("app.desktop.claim.export")
    workspace.refresh()
    qtbot.waitUntil(workspace.is_current, timeout=120_000)
    assert window.findChild(Preloader) is None
    assert before == 1


def test_the_export_is_loaded_a_module_at_a_time(loaded: list[str]) -> None:
    for steps, _ in enumerate(export_steps(), 1):
        assert len(loaded) == steps


def test_the_first_letter_loads_what_mends_spellings(
    make_window: Callable[..., MainWindow], qtbot: QtBot, loaded: list[str]
) -> None:
    window = make_window()
    load_ahead(window)
    QTest.keyClicks(window.search.field, "fl")
    qtbot.waitUntil(lambda: "rapidfuzz.process" in loaded, timeout=120_000)
    QTest.keyClicks(window.search.field, "o")
    assert loaded.count("rapidfuzz.process") == 1
