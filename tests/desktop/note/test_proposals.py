"""Codes that fit a note: offered with their reason, put on the claim by the user alone."""

from __future__ import annotations

from app.desktop.note.window import NoteWindow
from app.desktop.shell.main_window import MainWindow
from tests.desktop.note.reading import NOTE


def test_codes_are_offered_with_their_authority_and_not_ticked(note_window: NoteWindow) -> None:
    (box,) = note_window.proposals.boxes
    assert box.text() == "Put 20610 and 77002 on the claim"
    assert "77002 goes with it (" in box.accessibleDescription()
    assert not box.isChecked()
    assert note_window.proposals.codes() == ()


def test_filling_never_adds_a_code_by_itself(window: MainWindow, note_window: NoteWindow) -> None:
    note_window.fill_form()
    assert window.claims.workspace().form.draft().lines == ()


def test_a_ticked_proposal_puts_its_codes_on_the_claim(window: MainWindow, note_window: NoteWindow) -> None:
    note_window.proposals.boxes[0].click()
    assert "and 2 codes" in note_window.fill_button.text()
    note_window.fill_form()
    assert [line.code for line in window.claims.workspace().form.draft().lines] == ["20610", "77002"]


def test_a_tick_stays_while_values_change(note_window: NoteWindow) -> None:
    note_window.proposals.boxes[0].click()
    note_window.model.toggle(0)
    assert note_window.proposals.codes() == ("20610", "77002")


def test_without_the_values_that_it_rests_on_nothing_is_offered(note_window: NoteWindow) -> None:
    row = next(each for each in note_window.model.phrases() if each.evidence.field == "modality")
    note_window.model.toggle(row.number - 1)
    assert note_window.proposals.boxes == []


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
