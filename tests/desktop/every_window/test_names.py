"""Whoever hears a window hears what each control of it is."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from tests.desktop.every_window.windows import Windows

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")


def controls(window: QWidget) -> list[QWidget]:
    """What Tab or a click gives the keyboard to, and what it does not but a screen reader finds."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.window() is window
        and each.isVisible()
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and each.focusProxy() is None
    ]


def heard_name(widget: QWidget) -> str:
    """The name of a control as a screen reader on Linux has it.

    A list there answers its choice by its name, so only its label says what it is.
    """
    heard = QAccessible.queryAccessibleInterface(widget)
    labels = [
        label.text(QAccessible.Text.Name)
        for label, relation in heard.relations(QAccessible.RelationFlag.Label)
        if relation == QAccessible.RelationFlag.Label
    ]
    if heard.role() == QAccessible.Role.ComboBox:
        return " ".join(labels)
    return heard.text(QAccessible.Text.Name) or " ".join(labels)


def test_every_control_has_a_name(windows: Windows) -> None:
    nameless = {
        name: [repr(each) for each in controls(window) if not heard_name(each).strip()]
        for name, window in windows.each()
    }
    assert {name: found for name, found in nameless.items() if found} == {}


def test_no_two_controls_of_a_kind_have_one_name(windows: Windows) -> None:
    for name, window in windows.each():
        heard = Counter(
            (QAccessible.queryAccessibleInterface(each).role(), heard_name(each)) for each in controls(window)
        )
        assert [each for each, count in heard.items() if count > 1] == [], name
