"""Which keys a program may have for itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from app.desktop.hotkey.keys import TOO_FEW, WRONG_KEY, Keys, read_keys
from app.desktop.hotkey.x11 import modifiers_of, symbol_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Ctrl+Alt+N", Keys(ord("N"), control=True, alt=True, shift=False, meta=False)),
        ("Meta+F12", Keys(Qt.Key.Key_F12.value, control=False, alt=False, shift=False, meta=True)),
        ("Ctrl+Shift+Space", Keys(ord(" "), control=True, alt=False, shift=True, meta=False)),
        ("Ctrl+C", TOO_FEW),
        ("F5", TOO_FEW),
        ("N", TOO_FEW),
        ("Shift+N", TOO_FEW),
        ("Ctrl+Alt+Esc", WRONG_KEY),
        ("Ctrl+Alt+Del", WRONG_KEY),
        ("Ctrl+Alt+Num+5", WRONG_KEY),
        ("Ctrl+K, Ctrl+N", WRONG_KEY),
        ("", WRONG_KEY),
        ("no keys", WRONG_KEY),
    ],
)
def test_a_key_is_taken_with_two_modifiers_or_told_why_not(text: str, keys: Keys | str) -> None:
    assert read_keys(text) == keys


@given(st.text(max_size=40))
def test_any_setting_is_keys_or_a_sentence(text: str) -> None:
    keys = read_keys(text)
    assert isinstance(keys, Keys) or keys in (TOO_FEW, WRONG_KEY)


@pytest.mark.parametrize(
    ("text", "symbol", "modifiers"),
    [
        ("Ctrl+Alt+N", ord("n"), 0b1100),
        ("Ctrl+Shift+1", ord("1"), 0b101),
        ("Meta+F2", 0xFFBF, 0b1000000),
        ("Ctrl+Alt+PgDown", 0xFF56, 0b1100),
    ],
)
def test_x11_names_a_key_by_its_symbol(text: str, symbol: int, modifiers: int) -> None:
    keys = read_keys(text)
    assert isinstance(keys, Keys)
    assert (symbol_of(keys), modifiers_of(keys)) == (symbol, modifiers)
