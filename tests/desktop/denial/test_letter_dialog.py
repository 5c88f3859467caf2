"""The request with its preview: what is shown is what is saved and printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.checklist.letter import letter_of
from app.coding.errors import InstallationError
from app.desktop.claim import preview
from app.desktop.denial.letter_dialog import LetterDialog
from app.desktop.look.look import Look
from app.library import Library
from tests.checklist.test_letter import CLAIM, FOUND, TODAY
from tests.desktop import heard
from tests.desktop.heard import Role


@pytest.fixture
def dialog(look: Look, library: Library, qtbot: QtBot, tmp_path: Path) -> LetterDialog:
    """The request that the sample denial leads to."""
    made = LetterDialog(look, letter_of(FOUND, CLAIM, library, TODAY), tmp_path)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_the_pages_are_shown_and_told(dialog: LetterDialog) -> None:
    assert dialog.pages.page_count() >= 1
    assert dialog.windowTitle() == "Request for a redetermination"
    assert "Preview of the request" in [heard.name(each) for each in heard.tree(heard.access(dialog))]
    assert heard.names(dialog, Role.Button)[:3] == ["Print…", "Cancel", "Save PDF…"]


def test_what_is_shown_is_saved_and_the_dialog_goes(
    dialog: LetterDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "mine")
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save_button.click()
    assert saved.args == [tmp_path / "mine.pdf"]
    assert (tmp_path / "mine.pdf").read_bytes() == dialog.pdf
    assert not dialog.isVisible()


def test_an_unwritable_place_is_said_and_the_dialog_stays(
    dialog: LetterDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "gone" / "request.pdf")
    dialog.save()
    assert dialog.message.text().startswith("The request was not saved.")
    choose(monkeypatch, tmp_path / "request.pdf")
    dialog.message.press("Choose another place…")
    assert (tmp_path / "request.pdf").exists()


def test_a_printer_that_does_not_answer_is_said(
    dialog: LetterDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_pdf: bytes, _printer: object) -> int:
        raise OSError(0, "the printer does not answer")

    monkeypatch.setattr(preview, "choose_printer", lambda *_: True)
    monkeypatch.setattr(preview, "print_pdf", refuse)
    dialog.print_button.click()
    assert dialog.message.text().startswith("The request was not printed: the printer does not answer.")


def test_pages_that_cannot_be_shown_can_still_be_saved(
    look: Look, library: Library, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise InstallationError("The preview cannot show the pages. They can still be saved.")

    monkeypatch.setattr(preview.Preview, "show_pdf", refuse)
    made = LetterDialog(look, letter_of(FOUND, CLAIM, library, TODAY), tmp_path)
    qtbot.addWidget(made)
    assert "can still be saved" in made.message.text()
    assert made.save_button.isEnabled()
