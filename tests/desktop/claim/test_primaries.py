"""Choosing a primary for an add-on: offered, never chosen; added as a line like any other, and undone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.coding.claim import Claim, Documentation, Line
from app.coding.facts import CodeFacts, Facts
from app.desktop.claim.primaries import Primary, filter_primaries, find_primaries
from app.desktop.claim.primary_popover import FITS, LISTED, PrimaryPopover
from app.desktop.claim.workspace import ClaimWorkspace
from tests.desktop.claim.fakes import LABELS, make_flag

# A popup asks for the keyboard, which the offscreen platform cannot give and need not.
pytestmark = pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise|propagate)")
CLAIM = Claim(
    schema=1,
    date_of_service=date(2026, 9, 15),
    lines=(Line("99213"), Line("77002", ("26",), encounter=2)),
    documentation=Documentation(technique="core-biopsy", target="thigh mass"),
)
FACTS = Facts(
    on=CLAIM.date_of_service,
    primaries={"77002": frozenset(("20610", "20206", "38505"))},
    candidates=tuple(CodeFacts(code=code, label="", kind="primary") for code in ("20206", "99999")),
)


def label_of(code: str) -> str:
    return LABELS.get(code, "")


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


def test_what_fits_the_record_comes_first_and_only_from_the_list() -> None:
    found = find_primaries(make_flag("addon-without-primary", line=2), CLAIM, FACTS, label_of)
    assert [(each.code, each.fits) for each in found] == [("20206", True), ("20610", False), ("38505", False)]
    assert found[0].label == "Needle biopsy of muscle"


@pytest.mark.parametrize(
    ("rule", "line"), [("component-26-missing", 2), ("candidate-primary", None), ("candidate-primary", 1)]
)
def test_a_flag_that_no_primary_clears_offers_none(rule: str, line: int | None) -> None:
    assert find_primaries(make_flag(rule, line=line), CLAIM, FACTS, label_of) == ()


@pytest.mark.parametrize(
    ("typed", "left"),
    [("", ["20206", "20610"]), ("206", ["20610"]), ("biopsy muscle", ["20206"]), ("zzz", [])],
)
def test_typing_leaves_codes_that_start_so_and_words_that_have_it(typed: str, left: list[str]) -> None:
    given = tuple(Primary(code, LABELS[code], fits=False) for code in ("20206", "20610"))
    assert [each.code for each in filter_primaries(given, typed)] == left


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


def test_typed_words_choose_and_the_keyboard_returns_to_the_panel(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    workspace.panel.list.setFocus()
    popover = show_popover(workspace, qtbot)
    QTest.keyClicks(popover.field, "joint")
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        QTest.keyClick(popover.field, Qt.Key.Key_Return)
    assert codes(workspace)[-1] == "20610"
    assert workspace.panel.detail.choose.isHidden()
    assert workspace.panel.window().focusWidget() is workspace.panel.list
