"""When a program may read the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

from app.desktop.widgets.clipboard import when_readable


@pytest.mark.usefixtures("qapp")
def test_it_is_read_at_once_where_any_program_may() -> None:
    done: list[str] = []
    when_readable(lambda: done.append("shown"), lambda: done.append("read"))
    assert done == ["read"]


def test_on_wayland_it_is_read_once_a_window_has_the_keyboard(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "wayland"))
    monkeypatch.setattr(QGuiApplication, "focusWindow", staticmethod(lambda: None))
    done: list[str] = []
    when_readable(lambda: done.append("shown"), lambda: done.append("read"))
    assert done == ["shown"]
    window = QWindow()
    qapp.focusWindowChanged.emit(None)
    assert done == ["shown"]
    for _ in range(2):
        qapp.focusWindowChanged.emit(window)
    assert done == ["shown", "read"]
