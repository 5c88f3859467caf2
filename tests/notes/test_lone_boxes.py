"""Boxes that are a line by themselves."""

from __future__ import annotations

import pytest

from app.notes.reader import NoteReader
from app.notes.tokens import plain

TITLE = "PROCEDURE: Hip injection.\n"
SAID = {
    "Images saved\n[ ]": None,
    "Images saved\n\n[ ]": None,
    "Images saved:\n\u2610": None,
    "Images saved\n[x]": True,
    "Images saved\nX": True,
    "Images saved\n[ ]\nContrast given\n[x]": None,
    "Contrast given\n[ ]\nImages saved\n[x]": True,
    "[ ]\nImages saved": None,
    "1. Images saved\n[x]\n2. Contrast given\n[ ]": True,
    "[x]\nImages saved": True,
    "Form:\n[ ]\nContrast given\n[x]\nImages saved": True,
    "Form:\n[x]\nContrast given\n[ ]\nImages saved": None,
    "Images saved\n[ ]\n\nContrast given\n[x]\n\nDESCRIPTION: A needle was placed.": None,
    "[ ]\nImages saved\n\n[x]\nContrast given\n\nA plain line": None,
}
UNSURE = {
    "Images saved\n[x]\nContrast given": (2, 4),
    "Images saved\n[ ]\nContrast given": (2, 4),
    "Images saved\nContrast given\n[ ]\n[x]": (2, 3),
    "Images saved\n[ ]\nYes\n[x]\nNo": (2, 4, 6),
}


@pytest.mark.parametrize("form", SAID)
def test_the_words_of_an_open_box_say_nothing(form: str, reader: NoteReader) -> None:
    reading = reader.read(TITLE + form)
    assert (reading.documentation.permanent_image, reading.unsure_lines) == (SAID[form], ())


@pytest.mark.parametrize("form", UNSURE)
def test_words_on_both_sides_of_a_box_say_nothing_and_are_named(form: str, reader: NoteReader) -> None:
    reading = reader.read(TITLE + form)
    assert (reading.documentation.permanent_image, reading.contrast) == (None, None)
    assert reading.unsure_lines == UNSURE[form]


def test_the_title_above_a_row_of_boxes_is_none_of_their_words(reader: NoteReader) -> None:
    note = "PROCEDURE: Left hip injection\n[ ]\nFluoroscopic guidance\n[x]\nUltrasound guidance"
    said = reader.read(note).documentation
    assert (said.laterality, said.technique, said.modality) == ("left", "injection", "ultrasound")


def test_a_rule_between_two_parts_of_a_note_is_no_box(reader: NoteReader) -> None:
    reading = reader.read("PROCEDURE: Left hip injection\n____________________\nUltrasound guidance used")
    assert (reading.documentation.laterality, reading.unsure_lines) == ("left", ())


def test_many_boxes_keep_the_length_of_a_text() -> None:
    text = "Images saved\n[ ]\n" * 2000
    assert plain(text) == "~~~~~~ ~~~~~\n.  \n" * 2000
