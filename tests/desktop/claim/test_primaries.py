"""Choosing a primary for an add-on: offered, never chosen; added as a line like any other, and undone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.coding.claim import Claim, Documentation, Line
from app.desktop.claim.primary_popover import FITS, LISTED, PrimaryPopover
from app.desktop.claim.workspace import ClaimWorkspace

# A popup asks for the keyboard, which the offscreen platform cannot give and need not.
pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")
CLAIM = Claim(
    schema=1,
    date_of_service=date(2026, 9, 15),
    lines=(Line("99213"), Line("77002", ("26",), encounter=2)),
    documentation=Documentation(technique="core-biopsy", target="thigh mass"),
)


def show_popover(workspace: ClaimWorkspace, qtbot: QtBot) -> PrimaryPopover:
    """The popover of the flag on the add-on of CLAIM, opened as by Alt+Enter."""
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.open_claim(CLAIM, "Open")
    workspace.flags.make_edit()
    popover = workspace.panel.detail.choose.findChild(PrimaryPopover)
    assert popover is not None
    return popover


def codes(workspace: ClaimWorkspace) -> list[str]:
    return [line.code for line in workspace.form.draft().lines]


def test_enter_alone_chooses_nothing_and_esc_leaves_the_claim(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    popover = show_popover(workspace, qtbot)
    texts = [row.text for row in (popover.model.row(index) for index in (0, 2)) if row]
    assert texts == [FITS, LISTED]
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    assert popover.isVisible()
    QTest.keyClick(popover.field, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert codes(workspace) == ["99213", "77002"]


def test_the_chosen_code_becomes_a_line_of_the_same_encounter_and_is_undone(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    popover = show_popover(workspace, qtbot)
    QTest.keyClick(popover.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        QTest.keyClick(popover.field, Qt.Key.Key_Return)
    assert codes(workspace) == ["99213", "77002", "20206"]
    assert workspace.form.draft().lines[2].encounter == "2"
    workspace.form.history.stack.undo()
    assert codes(workspace) == ["99213", "77002"]


def test_an_everyday_name_finds_what_no_label_says(workspace: ClaimWorkspace, qtbot: QtBot) -> None:
    popover = show_popover(workspace, qtbot)
    QTest.keyClicks(popover.field, "knee")
    hits = [row.hit for index in range(popover.model.rowCount()) if (row := popover.model.row(index))]
    assert [hit.code for hit in hits if hit] == ["20610"]
    QTest.keyClick(popover.field, Qt.Key.Key_Escape)


def test_typed_words_choose_and_the_keyboard_returns_to_the_panel(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    workspace.panel.list.setFocus()
    popover = show_popover(workspace, qtbot)
    QTest.keyClicks(popover.field, "large joint")
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        QTest.keyClick(popover.field, Qt.Key.Key_Return)
    assert codes(workspace)[-1] == "20610"
    assert workspace.panel.detail.choose.isHidden()
    assert workspace.panel.window().focusWidget() is workspace.panel.list
