"""Boxes between words of one line."""

from __future__ import annotations

import pytest

from app.notes.reader import NoteReader
from app.notes.record import say_unsure

TITLE = "PROCEDURE: Hip injection.\n"


@pytest.mark.parametrize(
    ("form", "method"),
    [
        ("CT [ ] US [x] Comments", "ultrasound"),
        ("Fluoroscopy used [x] US [ ] Other: ____", "fluoroscopy"),
        ("CT [ ]  US [x]  Fluoro", "ultrasound"),
        ("CT[ ] US[x] Fluoro", "ultrasound"),
        ("Method  [ ]CT  [x]US", "ultrasound"),
        ("Guidance used [ ] CT [x] US", "ultrasound"),
        ("Guidance: [ ] CT [x] US", "ultrasound"),
        ("[ ] CT [x] US comments", "ultrasound"),
    ],
)
def test_gaps_and_known_words_tell_whose_a_box_is(form: str, method: str, reader: NoteReader) -> None:
    assert reader.read(TITLE + form).documentation.modality == method


@pytest.mark.parametrize(
    "form",
    [
        "CT [ ] US [x] Fluoro",
        "CT [x] US [ ] Fluoro",
        "Guidance used: CT [ ] US [x] none [ ] and fluoroscopy",
        "Fluoroscopy used [x] ultrasound used",
        "Fluoroscopy used [ ] ultrasound used [ ] CT used",
    ],
)
def test_words_that_may_have_either_box_say_nothing_and_are_named(form: str, reader: NoteReader) -> None:
    reading = reader.read(TITLE + form)
    assert (reading.documentation.modality, reading.unsure_lines) == (None, (2,))
    assert say_unsure(reading).startswith("Line 2: a box may belong")


def test_words_ticked_on_both_sides_are_said(reader: NoteReader) -> None:
    assert reader.read(f"{TITLE}Consent [x] images saved [x] time out").documentation.permanent_image is True


@pytest.mark.parametrize("form", ["Images saved [ ] yes [x] no", "Images saved yes [ ] no [x] comments"])
def test_boxes_of_yes_and_no_answer(form: str, reader: NoteReader) -> None:
    assert reader.read(TITLE + form).documentation.permanent_image is False


def test_sentences_around_a_box_are_told(reader: NoteReader) -> None:
    note = "Images saved [ ]. The needle was advanced into the hip joint under ultrasound guidance."
    said = reader.read(TITLE + note).documentation
    assert (said.permanent_image, said.modality) == (None, "ultrasound")
