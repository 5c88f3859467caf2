"""Choosing the key in Preferences: off at first, tried before it is kept, and why it does not answer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.coding.policy import Policy
from app.desktop.dialogs.hotkey_row import HOTKEY_NAME, OFF, HotkeyRow
from app.desktop.dialogs.preferences import Preferences
from app.desktop.hotkey.choice import HOTKEY, HotkeyChoice, hotkey_forbidden
from app.desktop.hotkey.hotkey import NOT_HERE, TAKEN
from app.desktop.hotkey.keys import TOO_FEW, read_keys
from app.desktop.hotkey.system import system_hotkey
from app.desktop.look.look import Look
from app.desktop.shell.main_window import MainWindow
from app.desktop.user_data.store import UserDataStore
from tests.desktop.hotkey.fakes import FakeHotkey


@pytest.fixture
def choice(store: UserDataStore, look: Look) -> HotkeyChoice:
    return HotkeyChoice(store, FakeHotkey, "", look)


def fake(choice: HotkeyChoice) -> FakeHotkey:
    made = choice.hotkey()
    assert isinstance(made, FakeHotkey)
    return made


def test_off_until_chosen_the_system_is_not_asked(choice: HotkeyChoice) -> None:
    choice.start()
    choice.choose("")
    assert (choice.hotkey(), choice.text(), choice.problem) == (None, "", "")


def test_a_chosen_key_answers_and_is_kept(choice: HotkeyChoice, store: UserDataStore) -> None:
    choice.choose("Ctrl+Alt+N")
    assert fake(choice).keys == read_keys("Ctrl+Alt+N")
    assert store.setting(HOTKEY, "") == "Ctrl+Alt+N"
    choice.choose("")
    assert fake(choice).keys is None
    assert store.setting(HOTKEY, "") == ""


def test_a_key_of_another_program_leaves_the_one_before(choice: HotkeyChoice) -> None:
    choice.choose("Ctrl+Alt+N")
    fake(choice).problem = TAKEN
    choice.choose("Ctrl+Alt+T")
    assert (choice.text(), choice.problem) == ("Ctrl+Alt+N", TAKEN)
    assert fake(choice).keys == read_keys("Ctrl+Alt+N")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="this system always has a desktop")
def test_a_kept_key_that_another_program_has_now_is_told(choice: HotkeyChoice, store: UserDataStore) -> None:
    store.set_setting(HOTKEY, "Ctrl+Alt+N")
    other = HotkeyChoice(store, system_hotkey, "", choice)
    other.start()
    assert other.problem == NOT_HERE  # no desktop at all
    choice.choose("Ctrl+Alt+M")
    fake(choice).refused.emit(TAKEN)
    assert choice.problem == TAKEN


@pytest.mark.parametrize(
    ("policy", "reason"),
    [
        (
            Policy(source="/etc/p.json", hotkey_allowed=False),
            "A key for any program is switched off by your administrator (/etc/p.json).",
        ),
        (
            Policy(source="/etc/p.json", clipboard_allowed=False),
            "Reading the clipboard for a question is switched off by your administrator (/etc/p.json).",
        ),
    ],
)
def test_where_it_is_forbidden_no_key_is_taken_and_the_field_says_why(
    store: UserDataStore, look: Look, policy: Policy, reason: str
) -> None:
    store.set_setting(HOTKEY, "Ctrl+Alt+N")
    choice = HotkeyChoice(store, FakeHotkey, hotkey_forbidden(policy), look)
    choice.start()
    choice.choose("Ctrl+Alt+M")
    assert (choice.hotkey(), choice.text()) == (None, "")
    row = HotkeyRow(look, choice)
    assert not row.edit.isEnabled()
    assert not row.off.isEnabled()
    assert row.words.text() == reason


def test_preferences_take_the_key_as_it_is_pressed(
    window: MainWindow, choice: HotkeyChoice, tmp_path: Path
) -> None:
    dialog = Preferences(window.look, window.store, tmp_path, window.library.payers(), choice, window)
    dialog.show()
    row = dialog.hotkey
    inner = row.edit.findChild(QLineEdit)
    assert inner is not None
    assert inner.accessibleName() == HOTKEY_NAME
    assert row.words.text().startswith(OFF)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(row.edit, Qt.Key.Key_N, both)
    assert choice.text() == "Ctrl+Alt+N"
    assert row.words.text().startswith("It shows the answer to the text that is copied")
    QTest.keyClick(row.edit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert choice.text() == "Ctrl+Alt+N"
    assert row.words.text() == inner.accessibleDescription() == TOO_FEW
    assert row.edit.keySequence() == QKeySequence("Ctrl+Alt+N")
    row.off.click()
    assert choice.text() == ""
    assert row.edit.keySequence().isEmpty()
