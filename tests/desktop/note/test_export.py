"""The quotes of a note in the export of the claim that it was filled into."""

from __future__ import annotations

from app.desktop.claim.export import ExportDialog
from app.desktop.note.window import NoteWindow
from app.desktop.shell.main_window import MainWindow


def make_dialog(window: MainWindow) -> ExportDialog:
    dialog = window.claims.commands().make_export_dialog()
    assert dialog is not None
    return dialog


def test_quotes_are_printed_when_they_are_asked_for(window: MainWindow, note_window: NoteWindow) -> None:
    note_window.proposals.boxes[0].click()
    note_window.fill_form()
    dialog = make_dialog(window)
    assert dialog.options.quotes == ()
    dialog.quote.click()
    assert "documentation.needle_guided" in dict(dialog.options.quotes)
    dialog.close()


def test_a_claim_without_a_note_offers_none(window: MainWindow, note_window: NoteWindow) -> None:
    note_window.close()
    window.claims.workspace().check_with(("20610", "77002"))
    dialog = make_dialog(window)
    assert dialog.quote.isHidden()
    dialog.close()
