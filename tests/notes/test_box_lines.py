"""Boxes behind their words, tables of ticks and templates that nobody filled in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notes.box_lines import settled
from app.notes.reader import NoteReader
from app.notes.tokens import plain

BEHIND = (
    "Fluoroscopic guidance [ ]  Ultrasound guidance [x]",
    "Fluoroscopic guidance \u2610  Ultrasound guidance \u2612",
    "Fluoroscopic guidance ( )  Ultrasound guidance (x)",
    "Fluoroscopic guidance ___  Ultrasound guidance _X_",
    "Fluoroscopic guidance\t[ ]\nUltrasound guidance\t[x]",
    "Guidance: Fluoroscopy [ ] Ultrasound [x] CT [ ]",
    "[ ] Fluoroscopic guidance [x] Ultrasound guidance",
    "Guidance: [ ] Fluoroscopy [x] Ultrasound [ ] Other ____",
    "Item\tYes\tNo\nFluoroscopic guidance used\t\tX\nUltrasound guidance used\tX\t",
    "| Item | Yes | No |\n| Fluoroscopy used | \u2610 | \u2612 |\n| Ultrasound guidance | \u2612 | \u2610 |",
)
SILENT = (
    "Images saved \u2610", "Images saved [ ]", "1. Images saved [ ]", "Images saved \u2717",
    "Images saved\t\tX",
    "Fluoroscopic guidance [ ] Ultrasound guidance [ ] CT guidance [ ]",
    "Item  Yes  No\nImages saved   [ ]   [x]", "| Images saved | \u2610 | \u2612 |",
    "Images saved: {Yes/No:12345}", "Images saved: (yes/no)", "Images saved (yes/no)", "Images saved: ***",
    "Images saved: @IMG@", "Images saved: ?", "Images saved: -", "Guidance: {fluoro/CT/US:3000}",
    "[fluoroscopy/ultrasound] guidance", "\u25cb Images saved", "\u26aa Images saved",
    "\U0001f532 Images saved",
    "\u274f Images saved", "{ } Images saved", "[   ] Images saved", "[N] Images saved",
    "Laterality: Right [ ] Left [ ]", "Laterality: {left/right}",
)  # fmt: skip


@pytest.mark.parametrize("form", BEHIND)
def test_a_tick_belongs_to_its_own_words(form: str, reader: NoteReader) -> None:
    assert reader.read(f"PROCEDURE: Hip injection.\n{form}").documentation.modality == "ultrasound"


@pytest.mark.parametrize("form", SILENT)
def test_an_open_box_or_an_unfilled_template_says_nothing(form: str, reader: NoteReader) -> None:
    reading = reader.read(f"PROCEDURE: Hip injection.\n{form}")
    said = reading.documentation
    assert (said.permanent_image, said.modality, said.needle_guided, said.laterality) == (None,) * 4


@pytest.mark.parametrize(
    ("form", "side"),
    [
        ("Side: Right [ ] Left [x]", "left"),
        ("Laterality: Right[x] Left[ ]", "right"),
        ("Right \u2610\nLeft \u2612", "left"),
        ("Laterality: [ ] Right [x] Left", "left"),
    ],
)
def test_a_side_is_the_ticked_one(form: str, side: str, reader: NoteReader) -> None:
    assert reader.read(f"PROCEDURE: Hip injection.\n{form}").documentation.laterality == side


def test_what_stands_before_a_form_in_its_line_is_told(reader: NoteReader) -> None:
    note = "The needle was advanced into the hip joint under ultrasound guidance. Images saved [ ]"
    said = reader.read(note).documentation
    assert (said.modality, said.permanent_image) == ("ultrasound", None)


@given(
    st.lists(
        st.sampled_from(
            ["ct", "[ ]", "[x]", ":", "\n", ". ", "\t", " ", "|", "x", "yes", "no", "__", "{a/b}"]
        )
    )
)
def test_any_form_keeps_its_length_and_its_lines(parts: list[str]) -> None:
    text = "".join(parts)
    assert len(settled(text)) == len(text) == len(plain(text))
    assert settled(text).count("\n") == text.count("\n")


def test_a_long_line_behind_a_choice_takes_no_longer_than_another() -> None:
    """Were each of its places tried against the whole rest of the line, this would take hours."""
    line = "{ct/us} guidance. " + "word, " * 60_000
    assert settled(line) == "~~~~~~~ ~~~~~~~~. " + "word, " * 60_000
