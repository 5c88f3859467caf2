"""The key was pressed: what the mini window shows, what it keeps, and where the keyboard goes."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desktop.hotkey.hotkey import TAKEN
from app.desktop.mini.window import MiniWindow
from app.desktop.shell.main_window import MainWindow
from app.desktop.shell.secondary_windows import SecondaryWindows
from app.desktop.user_data.store import UserDataStore
from tests.desktop.hotkey.fakes import FakeHotkey
from tests.desktop.shell.test_window import open_side_windows

NOTE = "Jane Sample, born 02/03/1960\nfluoroscopy of the shoulder\n" * 3


@pytest.fixture
def windows(window: MainWindow, tmp_path: Path) -> SecondaryWindows:
    made = open_side_windows(window, tmp_path, make_hotkey=FakeHotkey)
    made.hotkey().choose("Ctrl+Alt+N")
    return made


@pytest.fixture
def hotkey(windows: SecondaryWindows) -> FakeHotkey:
    made = windows.hotkey().hotkey()
    assert isinstance(made, FakeHotkey)
    return made


def press(hotkey: FakeHotkey, copied: str) -> None:
    QApplication.clipboard().setText(copied)
    hotkey.pressed.emit()


def kept(store: UserDataStore, mini: MiniWindow) -> str:
    """All that stays of a question: settings and lists, the field and what it could undo."""
    mini.field.undo()
    return f"{store.data} {mini.field.text()} {mini.rows.spoken()} {mini.facts.accessibleDescription()}"


def test_the_answer_is_shown_and_escape_gives_the_keyboard_back(
    windows: SecondaryWindows, hotkey: FakeHotkey
) -> None:
    press(hotkey, "20610 77002\n")
    mini = windows.mini()
    row = mini.row()
    assert row is not None
    assert row.codes() == ("20610", "77002")
    assert hotkey.done == ["forward"]
    QTest.keyClick(mini.field, Qt.Key.Key_Escape)
    assert not mini.isVisible()
    assert hotkey.done == ["forward", "back"]


def test_of_a_note_only_the_codes_are_taken_and_nothing_is_kept(
    windows: SecondaryWindows, window: MainWindow, hotkey: FakeHotkey, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    press(hotkey, NOTE + "20610-RT\n77002-26\n")
    mini = windows.mini()
    assert mini.field.text() == "20610 77002"
    QTest.keyClick(mini.field, Qt.Key.Key_Escape)
    left = kept(window.store, mini)
    assert "Jane" not in left
    assert mini.field.text() == ""
    assert "Jane" not in caplog.text


@pytest.mark.parametrize("text", [NOTE, "Jane Sample 02/03/1960"])
def test_a_text_without_a_code_is_not_repeated(
    windows: SecondaryWindows, window: MainWindow, hotkey: FakeHotkey, text: str
) -> None:
    press(hotkey, text)
    mini = windows.mini()
    assert mini.rows.spoken() == "The copied text holds no code to look up. Nothing of it is kept."
    assert "Jane" not in kept(window.store, mini)


def test_nothing_copied_is_said(windows: SecondaryWindows, hotkey: FakeHotkey) -> None:
    press(hotkey, " \n")
    assert windows.mini().rows.spoken().startswith("No text is copied. ")


def test_words_of_the_reference_are_looked_up(windows: SecondaryWindows, hotkey: FakeHotkey) -> None:
    press(hotkey, "fluoroscopic guidance")
    assert windows.mini().row() is not None


def test_from_the_menu_escape_clears_first_and_gives_nothing_back(
    windows: SecondaryWindows, hotkey: FakeHotkey
) -> None:
    press(hotkey, "20610 77002")
    mini = windows.mini()
    QTest.keyClick(mini.field, Qt.Key.Key_Escape)
    hotkey.done.clear()
    mini.activate()
    QTest.keyClicks(mini.field, "77002")
    QTest.keyClick(mini.field, Qt.Key.Key_Escape)
    assert mini.isVisible()
    assert mini.field.text() == ""
    QTest.keyClick(mini.field, Qt.Key.Key_Escape)
    assert not mini.isVisible()
    assert hotkey.done == []


def test_closed_by_its_frame_it_is_left_as_by_escape(windows: SecondaryWindows, hotkey: FakeHotkey) -> None:
    press(hotkey, "20610 77002")
    windows.mini().close()
    assert hotkey.done == ["forward", "back"]
    assert windows.mini().field.text() == ""


def test_a_kept_key_that_does_not_answer_is_said_at_the_start(window: MainWindow, tmp_path: Path) -> None:
    def taken(parent: QObject) -> FakeHotkey:
        made = FakeHotkey(parent)
        made.problem = TAKEN
        return made

    window.store.set_setting("hotkey", "Ctrl+Alt+N")
    open_side_windows(window, tmp_path, make_hotkey=taken).start_hotkey()
    assert window.status._words.text() == f"The key Ctrl+Alt+N does not answer. {TAKEN}"


def test_enter_opens_the_page_in_a_main_window_that_was_minimized(
    windows: SecondaryWindows, window: MainWindow, hotkey: FakeHotkey
) -> None:
    window.showMinimized()
    press(hotkey, "20610 77002")
    QTest.keyClick(windows.mini().field, Qt.Key.Key_Return)
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.reference.key() == "answer:20610+77002"
