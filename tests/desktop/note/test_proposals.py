"""Codes that fit a note: offered with their reason, put on the claim by the user alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.note.window import NoteWindow
from app.desktop.shell.main_window import MainWindow
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from tests.desktop.note.reading import NOTE


@pytest.fixture(scope="module")
def library(reference_db: Path) -> Library:
    """The book of this tree: what is proposed rests on its lists."""
    return Library.open(reference_db, Shelf({}))


def test_codes_are_offered_with_their_authority_and_not_ticked(note_window: NoteWindow) -> None:
    (box,) = note_window.proposals.boxes
    assert box.text() == "&Put 20610-RT and 77002 on the claim"
    assert "77002 goes with it (" in box.accessibleDescription()
    assert not box.isChecked()
    assert note_window.proposals.lines() == ()


def test_filling_never_adds_a_code_by_itself(window: MainWindow, note_window: NoteWindow) -> None:
    note_window.fill_form()
    assert window.claims.workspace().form.draft().lines == ()


def test_a_ticked_proposal_puts_its_codes_on_the_claim(window: MainWindow, note_window: NoteWindow) -> None:
    note_window.proposals.boxes[0].click()
    assert "and 2 codes" in note_window.fill_button.text()
    note_window.fill_form()
    lines = window.claims.workspace().form.draft().lines
    assert [(line.code, line.modifiers) for line in lines] == [("20610", ("RT",)), ("77002", ())]


def test_a_tick_stays_while_values_change(note_window: NoteWindow) -> None:
    note_window.proposals.boxes[0].click()
    note_window.model.toggle(0)
    assert [line.code for line in note_window.proposals.lines()] == ["20610", "77002"]


def test_without_the_values_that_it_rests_on_nothing_is_offered(note_window: NoteWindow) -> None:
    row = next(each for each in note_window.model.phrases() if each.evidence.field == "modality")
    note_window.model.toggle(row.number - 1)
    assert note_window.proposals.boxes == []
    assert "the method of imaging is not stated" in note_window.proposals.why_none.text()
    assert note_window.proposals.why_none.isVisibleTo(note_window)


def test_without_the_side_the_code_has_none(note_window: NoteWindow) -> None:
    row = next(each for each in note_window.model.phrases() if each.evidence.field == "laterality")
    note_window.model.toggle(row.number - 1)
    assert note_window.proposals.boxes[0].text() == "&Put 20610 and 77002 on the claim"


def test_alt_p_ticks_the_first_proposal(note_window: NoteWindow, qtbot: QtBot) -> None:
    note_window.activateWindow()
    qtbot.waitUntil(note_window.isActiveWindow)
    QTest.keyClick(note_window.list, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(note_window.proposals.boxes[0].isChecked)


def test_a_text_without_anything_is_offered_nothing_and_no_reason(note_window: NoteWindow) -> None:
    note_window.show_note("Milk and bread.")
    assert note_window.proposals.boxes == []
    assert note_window.proposals.why_none.text() == ""


def test_the_flags_that_the_claim_would_get_are_told(note_window: NoteWindow) -> None:
    assert note_window.proposals.outlook.text() == "The claim has no code yet."
    note_window.proposals.boxes[0].click()
    assert note_window.proposals.outlook.text().startswith("The claim would get: ")


def test_a_claim_that_cannot_be_read_is_said_not_to_be_checked(
    window: MainWindow, note_window: NoteWindow
) -> None:
    form = window.claims.workspace().form
    form.change("Typing", form.draft().with_unread("date_of_service", "soon"))
    note_window.show_note(NOTE)
    assert note_window.proposals.outlook.text().startswith("Not checked: ")
