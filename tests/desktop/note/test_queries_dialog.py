"""The questions to the physician: chosen, copied, saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.desktop.look.look import Look
from app.desktop.note.queries_dialog import QueriesDialog
from app.notes.record import Query
from tests.desktop.note.reading import NOTE, read_note

DAY = date(2026, 9, 15)


@pytest.fixture
def queries() -> tuple[Query, ...]:
    found = read_note(NOTE).queries
    assert len(found) > 1
    return found


@pytest.fixture
def dialog(look: Look, queries: tuple[Query, ...], qtbot: QtBot) -> QueriesDialog:
    made = QueriesDialog(look, queries, DAY, DAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_all_questions_are_chosen_first_and_copied_as_text(
    dialog: QueriesDialog, queries: tuple[Query, ...]
) -> None:
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "\n\n\n".join(each.text for each in queries)


def test_a_question_that_is_not_ticked_is_left_out(dialog: QueriesDialog, queries: tuple[Query, ...]) -> None:
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.chosen() == queries[1:]
    assert queries[0].question not in dialog.text.toPlainText()


def test_without_a_question_nothing_is_copied_or_saved(dialog: QueriesDialog) -> None:
    for row in range(dialog.list.count()):
        dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.copy_button.isEnabled()
    assert not dialog.save_button.isEnabled()


def test_the_saved_questions_hold_quotes_and_blanks_and_no_code(
    dialog: QueriesDialog, queries: tuple[Query, ...], tmp_path: Path
) -> None:
    dialog.save_path(tmp_path / "questions.pdf")
    text = " ".join(pypdf.PdfReader(tmp_path / "questions.pdf").pages[0].extract_text().split())
    assert queries[0].question in text
    assert "Unable to determine" in text
    assert "Patient ____" in text
    assert "09/15/2026" in text
    assert "77002" not in text
    assert dialog.message.text() == "Saved questions.pdf."


def test_the_same_questions_are_saved_to_the_same_bytes(dialog: QueriesDialog, tmp_path: Path) -> None:
    dialog.save_path(tmp_path / "one.pdf")
    dialog.save_path(tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_place_that_cannot_be_written_is_said(dialog: QueriesDialog, tmp_path: Path) -> None:
    dialog.save_path(tmp_path / "nowhere" / "questions.pdf")
    assert dialog.message.text().startswith("The questions were not saved: ")
