"""What is said of a claim beyond what has the keyboard: once, and nothing unchecked as if it had no flags."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.claims.draft import draft_of
from app.desktop.claim import flag_actions, flags, form, news, view
from app.desktop.claim.lines_model import GUTTER
from app.desktop.claim.workspace import ClaimWorkspace
from app.desktop.widgets import announcing
from tests.desktop.claim.test_workspace import ALONE, show

Said = list[tuple[str, bool]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """Every sentence that is announced, and whether it is urgent."""
    heard: Said = []

    def listen(_widget: object, sentence: str, *, urgent: bool = False) -> None:
        heard.append((sentence, urgent))

    for module in (announcing, flag_actions, flags, form, news, view):
        monkeypatch.setattr(module, "announce", listen)
    return heard


def test_f8_says_the_flag_its_line_and_its_message(
    workspace: ClaimWorkspace, qtbot: QtBot, said: Said
) -> None:
    show(workspace, qtbot)
    workspace.flags.step_flag(1)  # to the first, which is selected already
    said.clear()
    workspace.flags.step_flag(1)
    (told,) = said
    assert told[0] == (
        "Error, line 1, Modifier 26 missing in a facility, CMS policy. Modifier 26 is missing. "
        "To clear: add modifier 26. 2 of 3."
    )


def test_a_decision_is_said_once_and_then_what_stands_open(
    workspace: ClaimWorkspace, qtbot: QtBot, said: Said
) -> None:
    show(workspace, qtbot)
    said.clear()
    workspace.flags.decide("fixed")
    qtbot.waitUntil(lambda: len(said) == 2)
    assert [sentence for sentence, _ in said] == [
        "Fixed: Add-on without a primary procedure, line 1.",
        "1 error, 1 warning, 1 decided, 1 not checked",
    ]


def test_a_wrong_entry_is_said_once_and_at_once(workspace: ClaimWorkspace, said: Said) -> None:
    unread = draft_of(ALONE).with_unread("place_of_service", "nowhere")
    workspace.form.change("Typing", unread)
    workspace.form.change("Typing", unread.with_value("reference", "case 1"))
    (told,) = said
    assert told[0].startswith("Not checked. ")
    assert told[1]
    control = workspace.form.encounter.fields["place_of_service"].control
    assert control.accessibleDescription().startswith("Invalid entry: ")
    workspace.form.change("Typing", unread.with_unread("date_of_service", "13/45"))
    assert len(said) == 2


@pytest.mark.parametrize("kept", [True, False])
def test_clearing_is_said_once(workspace: ClaimWorkspace, qtbot: QtBot, said: Said, kept: bool) -> None:
    show(workspace, qtbot)
    if not kept:
        workspace.form.encounter.stated.emit("reference", "case 1")
    said.clear()
    workspace.clear()
    (told,) = said
    assert told[0] == news.CLEARED if kept else "put aside" in told[0]


def test_a_line_that_was_not_looked_at_is_not_said_to_have_no_flags(
    workspace: ClaimWorkspace, qtbot: QtBot
) -> None:
    model = workspace.form.lines.model

    def gutter(row: int) -> str:
        return str(model.data(model.index(row, GUTTER), Qt.ItemDataRole.AccessibleTextRole))

    workspace.form.change("Typing", draft_of(ALONE).with_unread("date_of_service", "13/45"))
    assert gutter(0) == "line 1, Flags, not checked"
    show(workspace, qtbot)
    assert gutter(0).startswith("line 1, Flags, error: ")
    with qtbot.waitSignal(workspace.reviewer.reviewed):
        workspace.check_with(("20610",))
    assert gutter(1) == "line 2, Flags, none in what was checked"
    assert gutter(2) == "new line, Flags, none"
