"""Codes are offered while one is typed, and nothing that is typed is taken over by the offer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from app.claims.draft import DraftLine
from app.desktop.claim.code_completions import codes_to_offer
from app.desktop.claim.lines_model import CODE, MODIFIERS
from app.desktop.claim.workspace import ClaimWorkspace
from tests.desktop.claim.keys import type_keys

CODES = ("20600", "20610", "77002", "76942", "J1030")


def find(text: str) -> tuple[str, ...]:
    """Like the search, also what only mentions the text."""
    return CODES if text else ()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("2", ()),
        ("20", ("20600", "20610")),
        (" 206 ", ("20600", "20610")),
        ("j1", ("J1030",)),
        ("20610", ()),
        ("20610 RT", ()),
        ("20610-RT", ()),
        ("20610, 77002", ()),
        ("knee", CODES),
        ("knee injection", CODES),
        ("99", ()),
    ],
)
def test_what_is_offered(typed: str, offered: tuple[str, ...]) -> None:
    assert codes_to_offer(typed, find) == offered


@given(st.text())
def test_at_most_eight_codes_are_offered_for_any_text(typed: str) -> None:
    assert len(codes_to_offer(typed, lambda _text: CODES * 4)) <= 8


def popup() -> QListView | None:
    shown = QApplication.activePopupWidget()
    return shown if isinstance(shown, QListView) else None


def start_typing(workspace: ClaimWorkspace, text: str) -> None:
    view = workspace.form.lines.view
    view.setFocus()
    view.go_to(0, CODE)
    type_keys(text)


def line(workspace: ClaimWorkspace) -> DraftLine:
    return workspace.form.draft().lines[0]


def test_down_chooses_and_enter_takes_the_code_into_the_cell(workspace: ClaimWorkspace) -> None:
    start_typing(workspace, "2061")
    shown = popup()
    assert shown is not None
    assert str(shown.model().index(0, 0).data()).startswith("20610  ")
    type_keys("", Qt.Key.Key_Down)
    type_keys("", Qt.Key.Key_Return)
    editor = workspace.form.lines.view.editor()
    assert editor is not None
    model = workspace.form.lines.model
    model.dataChanged.emit(model.index(0, 0), model.index(0, MODIFIERS))  # a new review marks its cells
    assert (editor.text(), popup()) == ("20610", None)
    type_keys("", Qt.Key.Key_Tab)
    assert line(workspace).code == "20610"


def test_tab_takes_what_is_chosen_and_goes_to_the_modifiers(workspace: ClaimWorkspace) -> None:
    start_typing(workspace, "2061")
    type_keys("", Qt.Key.Key_Down)
    type_keys("", Qt.Key.Key_Tab)
    assert line(workspace).code == "20610"
    assert workspace.form.lines.view.currentIndex().column() == MODIFIERS
    assert popup() is None


@pytest.mark.parametrize(("key", "row"), [(Qt.Key.Key_Tab, 0), (Qt.Key.Key_Return, 1)])
def test_with_nothing_chosen_the_keys_take_what_was_typed(
    workspace: ClaimWorkspace, key: Qt.Key, row: int
) -> None:
    start_typing(workspace, "2061")
    assert popup() is not None
    type_keys("", key)
    assert popup() is None
    assert line(workspace).code == "2061"
    assert workspace.form.lines.view.current_row() == row


def test_a_whole_line_is_typed_through_the_list(workspace: ClaimWorkspace) -> None:
    start_typing(workspace, "20610-RT x1 M16.11")
    assert popup() is None
    type_keys("", Qt.Key.Key_Tab)
    assert line(workspace) == DraftLine("20610", ("RT",), "1", ("M16.11",))


def test_escape_closes_the_list_and_then_the_cell(workspace: ClaimWorkspace) -> None:
    start_typing(workspace, "2061")
    type_keys("", Qt.Key.Key_Escape)
    assert popup() is None
    editor = workspace.form.lines.view.editor()
    assert editor is not None
    assert editor.text() == "2061"
    type_keys("", Qt.Key.Key_Escape)
    assert workspace.form.lines.view.editor() is None
    assert workspace.form.draft().lines == ()


def test_a_click_takes_a_code_found_by_words(workspace: ClaimWorkspace) -> None:
    start_typing(workspace, "knee")
    shown = popup()
    assert shown is not None
    assert shown.accessibleName() == "Completions of Line 1, Code"
    first = shown.model().index(0, 0)
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualRect(first).center())
    type_keys("", Qt.Key.Key_Tab)
    assert line(workspace).code == str(first.data(Qt.ItemDataRole.UserRole))


def test_the_list_of_a_field_stands_below_it_its_text_below_the_text(workspace: ClaimWorkspace) -> None:
    combo = workspace.form.encounter.place
    combo.setFocus()
    combo.edit.selectAll()
    type_keys("off")
    shown = popup()
    assert shown is not None
    below = combo.mapToGlobal(combo.rect().bottomLeft())
    assert (shown.x(), shown.width()) == (below.x(), combo.width())
    assert 0 <= below.y() + 1 - shown.y() <= 2  # Qt lets their edges meet
    type_keys("", Qt.Key.Key_Escape)
