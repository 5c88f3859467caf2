"""The window that reads a note: what is marked, ticked, filled, and forgotten."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QTextCharFormat
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desktop.note.found_model import CHOSEN_ROLE, spoken
from app.desktop.note.margin import shown_numbers
from app.desktop.note.note_text import NoteText
from app.desktop.note.opening import NoteOpening
from app.desktop.note.window import ONLY_READ, NoteWindow
from app.desktop.shell.main_window import MainWindow
from app.notes.filling import Phrase
from app.notes.record import NO_ANSWER, NO_READING
from tests.desktop.note.reading import NOTE

Line = QTextCharFormat.UnderlineStyle


def row_of(window: NoteWindow, field: str, certainty: str = "stated") -> Phrase:
    return next(
        each
        for each in window.model.phrases()
        if each.evidence.field == field and each.evidence.certainty == certainty
    )


def is_ticked(window: NoteWindow, phrase: Phrase) -> bool:
    return bool(window.model.index(phrase.number - 1).data(CHOSEN_ROLE))


def styles(text: NoteText) -> dict[str, QTextCharFormat.UnderlineStyle]:
    """The line below each marked piece of the note, by its words; Qt writes the end of a line as U+2029."""
    found = {}
    for each in text.extraSelections():
        found[each.cursor.selectedText().replace("\u2029", " ")] = each.format.underlineStyle()
    return found


def test_evidence_is_marked_by_how_it_is_said(note_window: NoteWindow) -> None:
    marked = styles(note_window.note)
    assert marked["No catheter was left in place"] == Line.DashUnderline
    assert marked["skin entry site was marked"] == Line.DotLine
    assert marked["Right hip"] == Line.SingleUnderline


def test_what_is_stated_is_ticked_and_what_speaks_against_it_or_is_planned_is_not(
    note_window: NoteWindow,
) -> None:
    guided = row_of(note_window, "needle_guided")
    assert (guided.value, is_ticked(note_window, guided)) == ("Yes", True)
    assert not is_ticked(note_window, row_of(note_window, "needle_guided", "contradicted"))
    assert note_window.model.chosen["modality"] == "fluoroscopy"


def test_up_and_down_walk_both_sides_and_space_ticks(note_window: NoteWindow) -> None:
    note_window.list.setFocus()
    QTest.keyClick(note_window.list, Qt.Key.Key_Down)
    current = note_window.list.currentIndex().row() + 1
    assert note_window.note._current == current
    phrase = note_window.model.phrases()[current - 1]
    before = is_ticked(note_window, phrase)
    QTest.keyClick(note_window.list, Qt.Key.Key_Space)
    assert is_ticked(note_window, phrase) is (not before and phrase.takes)


def test_the_caret_in_the_note_chooses_the_row(note_window: NoteWindow, qtbot: QtBot) -> None:
    note_window.activateWindow()
    note_window.note.setFocus()
    qtbot.waitUntil(note_window.note.hasFocus)
    cursor = note_window.note.textCursor()
    cursor.setPosition(NOTE.index("catheter"))
    note_window.note.setTextCursor(cursor)
    row = note_window.list.currentIndex().row()
    assert note_window.model.phrases()[row].evidence.field == "catheter_left"


def test_enter_fills_the_form_as_one_step_and_closes(window: MainWindow, note_window: NoteWindow) -> None:
    form = window.claims.workspace().form
    before = form.draft()
    note_window.list.setFocus()
    QTest.keyClick(note_window.list, Qt.Key.Key_Return)
    said = form.draft().documentation
    assert (said.modality, said.needle_guided, said.laterality) == ("fluoroscopy", True, "right")
    assert said.catheter_left is False
    assert form.draft().record == "reviewed"
    assert not note_window.isVisible()
    assert window.is_checking()
    form.history.stack.undo()
    assert form.draft() == before


def test_a_filled_field_shows_whence_it_comes_until_it_is_changed(
    window: MainWindow, note_window: NoteWindow
) -> None:
    form = window.claims.workspace().form
    note_window.fill_form()
    field = form.documentation.fields["documentation.needle_guided"]
    assert "line 1: “" in field.quote.toolTip()
    assert "From the note, line 1" in field.control.accessibleDescription()
    form.change("Typing", form.draft().with_value("documentation.needle_guided", False))
    assert field.quote.isHidden()
    form.history.stack.undo()
    assert not field.quote.isHidden()


def test_closing_forgets_the_note(note_window: NoteWindow) -> None:
    note_window.close()
    assert note_window.text() == ""
    assert note_window.note.toPlainText() == ""
    assert note_window.reading == NO_READING
    assert note_window.model.rowCount() == 0
    assert said_of(note_window) == NOTHING_SAID


def said_of(window: NoteWindow) -> tuple[str, ...]:
    """Everything that the window says of a note beside its text and its rows."""
    return (
        window.size_label.text(),
        window.found.text(),
        window.missing.text(),
        window.queries.text(),
        window.fill_button.text(),
        window.message.text(),
    )


NOTHING_SAID = ("", "", "", "No questions", "Fill", "")


def test_a_letter_typed_into_the_note_is_said_to_change_nothing(note_window: NoteWindow) -> None:
    QTest.keyClick(note_window.note, Qt.Key.Key_Down)
    assert note_window.message.text() == ""
    QTest.keyClick(note_window.note, Qt.Key.Key_X)
    assert note_window.message.text() == ONLY_READ
    assert note_window.text() == NOTE


def holders_of(backwards: str) -> list[str]:
    """The types of the objects that refer to a text with a mark, which is given backwards."""
    mark = backwards[::-1]
    texts = [
        held
        for held in gc.get_referents(*gc.get_objects())
        if isinstance(held, str) and mark in held and held is not mark
    ]
    return [type(holder).__name__ for text in texts for holder in gc.get_referrers(text)]


@pytest.fixture
def _all_objects() -> Iterator[None]:
    """Let the garbage collector name also what was there before the first test, as a cache in a module is."""
    gc.unfreeze()
    yield
    gc.freeze()


@pytest.mark.usefixtures("_all_objects")
def test_no_object_holds_words_of_a_note_after_closing(opening: NoteOpening) -> None:
    shown = opening.show()
    shown.show_note(NOTE.replace("Right hip", f"{'ZQXVKJ'[::-1]} right hip"))
    assert holders_of("ZQXVKJ")
    shown.close()
    gc.collect()
    assert holders_of("ZQXVKJ") == []


def test_a_value_that_the_form_has_otherwise_is_shown_and_not_ticked(
    window: MainWindow, note_window: NoteWindow
) -> None:
    form = window.claims.workspace().form
    form.change("Typing", form.draft().with_value("documentation.modality", "ct"))
    note_window.show_note(NOTE)
    row = row_of(note_window, "modality")
    assert "the form says CT" in spoken(row)
    assert not is_ticked(note_window, row)


def test_a_text_that_is_no_note_is_said_to_answer_nothing(note_window: NoteWindow) -> None:
    note_window.show_note("Milk, eggs and bread.")
    assert note_window.message.text() == NO_ANSWER
    assert not note_window.fill_button.isEnabled()
    assert not note_window.queries.isEnabled()


def test_pasting_reads_the_clipboard_and_leaves_it(opening: NoteOpening) -> None:
    QGuiApplication.clipboard().setText(NOTE)
    opening.read_clipboard()
    assert opening.window is not None
    assert opening.window.text() == NOTE
    assert QGuiApplication.clipboard().text() == NOTE
    opening.window.show_note("")
    opening.window.note.setFocus()
    QTest.keyClick(opening.window.note, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert opening.window.text() == NOTE


def test_a_row_says_everything_to_a_screen_reader(note_window: NoteWindow) -> None:
    row = row_of(note_window, "catheter_left", "negated")
    words = spoken(row)
    assert words == f"{row.number}, Catheter left in: No, negated, line 4, No catheter was left in place"
    interface = QAccessible.queryAccessibleInterface(note_window.list)
    child = interface.child(row.number - 1)
    assert words in child.text(QAccessible.Text.Name)
    assert child.state().checked


def test_what_no_words_answer_is_named(note_window: NoteWindow) -> None:
    assert "Permanent image" in note_window.missing.text()
    assert note_window.missing.text().startswith("Not found, stays Not stated (")


def test_lines_whose_boxes_cannot_be_told_apart_are_named(note_window: NoteWindow) -> None:
    note_window.show_note("PROCEDURE: Left hip injection.\nCT [ ] US [x] Fluoro")
    assert note_window.missing.text().startswith("Line 2: a box may belong to the words on either side of it")


@pytest.mark.parametrize(
    ("numbers", "current", "shown"),
    [
        ((1, 2, 3), 0, ("1", "2", "3")),
        ((1, 2, 3, 4, 5), 0, ("1", "2", "+")),
        ((1, 2, 3, 4, 5), 5, ("1", "5", "+")),
    ],
)  # fmt: skip
def test_a_full_line_keeps_the_current_number(
    numbers: tuple[int, ...], current: int, shown: tuple[str, ...]
) -> None:
    assert shown_numbers(numbers, current) == shown


TWO = """PROCEDURES:
1. Right hip injection under fluoroscopy.
2. Left knee aspiration.

TECHNIQUE: Under fluoroscopic guidance a needle was advanced into the right hip joint. Steroid was injected.

The left knee was then aspirated by landmarks without imaging.
"""


def test_a_note_of_several_procedures_offers_which(note_window: NoteWindow) -> None:
    assert note_window.procedures.isHidden()
    note_window.show_note(TWO)
    assert not note_window.procedures.isHidden()
    assert note_window.procedures.count() == 3
    every = len(note_window.model.phrases())
    of_one = {"laterality", "technique", "target"}
    assert not of_one & note_window.model.chosen.keys(), "the side of one with the technique of another"
    note_window.procedures.setCurrentIndex(2)
    assert len(note_window.model.phrases()) < every
    assert note_window.model.chosen["laterality"] == "left"
    note_window.procedures.setCurrentIndex(1)
    assert note_window.model.chosen["laterality"] == "right"


def test_what_is_typed_beside_the_note_is_seen_and_not_ticked_over(
    note_window: NoteWindow, window: MainWindow
) -> None:
    form = window.claims.workspace().form
    assert note_window.model.chosen["laterality"] == "right"
    form.change("Typing", form.draft().with_value("documentation.laterality", "left"))
    assert "laterality" not in note_window.model.chosen
    assert row_of(note_window, "laterality").in_form == "Left"
    window.claims.workspace().check_with(("20610",))
    assert note_window.proposals.outlook.text() != "The claim has no code yet."


def test_without_a_note_no_code_is_offered(note_window: NoteWindow) -> None:
    note_window.fill_form()
    note_window.show()
    note_window.show_note("")
    assert note_window.proposals.boxes == []


def test_escape_forgets_the_note_too(note_window: NoteWindow) -> None:
    QTest.keyClick(note_window, Qt.Key.Key_Escape)
    assert not note_window.isVisible()
    assert (note_window.text(), note_window.note.toPlainText()) == ("", "")
    assert note_window.model.phrases() == ()
    assert note_window.reading is NO_READING


@pytest.mark.parametrize("before", ["A note.\r\n\r\nOf today.\r\n\r\n", "\U0001f600\U0001f600 A note.\n\n"])
def test_marks_stand_on_their_words_behind_signs_that_the_view_counts_otherwise(
    note_window: NoteWindow, before: str
) -> None:
    note_window.show_note(f"{before}Right hip injection under fluoroscopy.")
    assert {"Right hip", "injection", "under fluoroscopy"} <= set(styles(note_window.note))


def test_the_date_of_service_goes_into_a_new_claim(window: MainWindow, note_window: NoteWindow) -> None:
    note_window.show_note(f"DOS: 11/03/2025\n{NOTE}")
    row = row_of(note_window, "date_of_service")
    assert is_ticked(note_window, row)
    assert note_window.message.isHidden()
    note_window.fill_form()
    assert window.claims.workspace().form.draft().date_of_service == date(2025, 11, 3)


def test_another_date_in_the_form_than_in_the_note_is_said_until_it_is_ticked(
    window: MainWindow, note_window: NoteWindow
) -> None:
    form = window.claims.workspace().form
    form.change("Typing", form.draft().with_value("date_of_service", date(2025, 11, 5)))
    note_window.show_note(f"DOS: 11/03/2025\n{NOTE}")
    row = row_of(note_window, "date_of_service")
    assert not is_ticked(note_window, row)
    assert note_window.message.text() == (
        "The note says the date of service is 11/03/2025; the form says 11/05/2025."
    )
    note_window.model.toggle(row.number - 1)
    assert note_window.message.isHidden()


def test_a_note_beside_a_documented_claim_goes_into_a_new_one_unless_told_otherwise(
    window: MainWindow, note_window: NoteWindow
) -> None:
    workspace = window.claims.workspace()
    workspace.check_with(("20605",))
    note_window.show_note(NOTE)
    assert (note_window.target.isHidden(), note_window.target.isChecked()) == (False, False)
    workspace.form.change("Typing", workspace.form.draft().with_value("documentation.laterality", "left"))
    note_window.show_note(NOTE)
    assert not note_window.target.isChecked()  # a claim that is being typed is that of the note
    workspace.mark_saved()
    note_window.show_note(NOTE)
    assert note_window.target.isChecked()
    assert row_of(note_window, "laterality").in_form == ""
    note_window.target.click()
    assert row_of(note_window, "laterality").in_form == "Left"
    note_window.target.click()
    note_window.fill_form()
    filled = workspace.form.draft()
    assert workspace.view.message.text() == (
        "This is a new claim; the one before (20605 of 11/23/2026) was put aside."
    )
    assert (filled.lines, filled.documentation.laterality) == ((), "right")
    workspace.form.history.stack.undo()
    workspace.form.history.stack.undo()
    assert [line.code for line in workspace.form.draft().lines] == ["20605"]
    assert workspace.form.draft().documentation.laterality == "left"


def test_a_note_of_another_day_than_the_open_claim_goes_into_a_new_one(
    window: MainWindow, note_window: NoteWindow
) -> None:
    form = window.claims.workspace().form
    window.claims.workspace().check_with(("20610",))
    form.change("Typing", form.draft().with_value("date_of_service", date(2025, 11, 5)))
    note_window.show_note(f"DOS: 11/03/2025\n{NOTE}")
    assert note_window.target.isChecked()
    note_window.show_note(f"DOS: 11/05/2025\n{NOTE}")
    assert not note_window.target.isChecked()


def test_a_form_without_a_claim_offers_no_other(note_window: NoteWindow) -> None:
    assert note_window.target.isHidden()
