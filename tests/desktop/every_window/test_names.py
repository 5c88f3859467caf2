"""Whoever hears a window hears what each control of it is, and no field keeps a key of the window."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.desktop.heard.painted_access import hear_painted
from tests.desktop.every_window.windows import Windows

pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")
FIELDS = (QLineEdit, QComboBox, QPlainTextEdit, QTextEdit)
HEADINGS = ("title", "section")
KEYS = (Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_D)


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


def names_shared(window: QWidget) -> list[tuple[QAccessible.Role, str]]:
    """The names that two controls of a kind have, and "" where one has none."""
    heard = Counter(
        (QAccessible.queryAccessibleInterface(each).role(), heard_name(each).strip())
        for each in controls(window)
    )
    return [(role, name) for (role, name), count in heard.items() if count > 1 or not name]


def fields_of(window: QWidget) -> list[QWidget]:
    """The fields that show in a window, but one for a key to be chosen, which takes every key."""
    return [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, FIELDS)
        and not isinstance(each.parentWidget(), QKeySequenceEdit)
        and each.isVisible()
        and each.window() is window
    ]


def silent_headings(window: QWidget) -> list[str]:
    """What is set as the heading of a part of a window and is heard as a text like any other."""
    labels = (each for each in window.findChildren(QLabel) if each.window() is window and each.isVisible())
    return [
        each.text()
        for each in labels
        if each.property("look") in HEADINGS
        and not each.text().startswith("Total")  # an amount
        and QAccessible.queryAccessibleInterface(each).role() != QAccessible.Role.Heading
    ]


def keeps(field: QWidget, key: Qt.Key) -> bool:
    """Whether a field would take Ctrl and a key before the shortcuts of its window."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    asked.ignore()
    QApplication.sendEvent(field, asked)
    return asked.isAccepted()


def test_every_control_has_a_name_of_its_own_and_no_field_keeps_a_key_of_the_window(windows: Windows) -> None:
    hear_painted()
    shared, kept, fields, silent = {}, [], 0, []
    for name, window in windows.each():
        shared[name] = names_shared(window)
        silent += [f"{name}: {text}" for text in silent_headings(window)]
        found = fields_of(window)
        fields += len(found)
        kept += [f"{name}: {field} {key.name}" for field in found for key in KEYS if keeps(field, key)]
    assert {name: names for name, names in shared.items() if names} == {}
    assert fields > 20
    assert kept == []
    assert silent == []
