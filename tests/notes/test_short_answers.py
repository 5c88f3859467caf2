"""A word or two at the end of a line answers what stands before it."""

from __future__ import annotations

import pytest

from app.notes.reader import NoteReader
from app.notes.short_answers import with_colons


@pytest.mark.parametrize(
    "answer",
    [
        "Fluoroscopic guidance (no)",
        "Fluoroscopic guidance no",
        "Fluoroscopic guidance (N)",
        "Fluoroscopic guidance\tN",
        "Fluoroscopic guidance,No",
        "Fluoroscopic guidance: denied",
        "Fluoroscopic guidance: off",
        "Fluoroscopic guidance = 0",
    ],
)
def test_no_is_never_read_as_yes(answer: str, reader: NoteReader) -> None:
    reading = reader.read(f"PROCEDURE: Hip injection.\n{answer}\nContrast was injected.")
    assert reading.documentation.modality in (None, "landmark")
    assert not reading.documentation.needle_guided
    assert reading.contrast


@pytest.mark.parametrize(
    "answer",
    [
        "Images saved? n/a",
        "Images saved: TBD",
        "Images saved - declined",
        "Images saved: unchecked",
        "Images saved? unknown",
    ],
)
def test_what_is_not_known_or_does_not_apply_is_not_yes(answer: str, reader: NoteReader) -> None:
    assert not reader.read(f"PROCEDURE: Hip injection.\n{answer}").documentation.permanent_image


@pytest.mark.parametrize(
    "text", ["there was no\nevidence of spread", "under guidance, no contrast", "needle (no. 22)"]
)
def test_prose_is_left_as_it_is(text: str) -> None:
    assert with_colons(text) == text


@pytest.mark.parametrize(
    ("form", "saved"),
    [
        ("Images saved\nNo", False),
        ("Images saved:\n  N/A\n", False),
        ("Images saved\nYes", True),
        ("Images saved\nYes \u2610 No \u2612", False),
        ("Images saved\nYes \u2612 No \u2610", True),
        ("Images were saved.\nNo complication.", True),
        ("Images were saved\nNo complication was seen.", True),
        ("Contrast given\nNo\nImages saved\nYes", True),
    ],
)
def test_an_answer_on_the_line_below_is_one(form: str, saved: bool, reader: NoteReader) -> None:
    assert reader.read(f"PROCEDURE: Hip injection.\n{form}").documentation.permanent_image is saved
