"""Questions without an answer, and what a dictation takes back."""

from __future__ import annotations

import pytest

from app.notes.reader import NoteReader
from app.notes.taken_back import without_taken_back

TITLE = "PROCEDURE: Left hip injection. "


@pytest.mark.parametrize(
    ("note", "saved"),
    [
        ("Were images saved?", None),
        ("Images saved? Contrast?", None),
        ("Were images saved? Yes.", True),
        ("Were images saved? No.", False),
        ("Were they? Images were saved.", True),
        ("Images were saved. Strike that.", None),
        ("Images were saved, scratch that, no images were saved.", False),
        ("Contrast was given. Strike that. Images were saved.", True),
        ("The strike that was planned was off. Images were saved.", True),
        ("Images were saved after we had to erase that which was on the disk.", True),
    ],
)
def test_what_is_asked_or_taken_back_is_not_said(note: str, saved: bool | None, reader: NoteReader) -> None:
    assert reader.read(TITLE + note).documentation.permanent_image is saved


@pytest.mark.parametrize(
    "slip",
    ["right hip, scratch that, left hip", "right hip, correction, left hip", "right hip, I mean left hip"],
)
def test_a_side_behind_a_slip_is_the_one(slip: str, reader: NoteReader) -> None:
    assert reader.read(f"{TITLE}The {slip} was injected.").documentation.laterality == "left"


@pytest.mark.parametrize(
    "text", ["a? " * 50_000, "a, strike that, " * 10_000, "?" * 200_000, " that" * 40_000]
)
def test_a_text_stays_as_long_as_it_was(text: str) -> None:
    assert len(without_taken_back(text)) == len(text)
