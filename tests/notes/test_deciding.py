"""A correction of the side speaks against whatever else names one."""

from __future__ import annotations

import pytest

from app.notes.reader import NoteReader


@pytest.mark.parametrize(
    "note",
    [
        "Left hip injected. Addendum: side should read right.",
        "Left shoulder was injected. Correction: this was the right shoulder.",
        "Left hip injected. Addendum: laterality should be right, not left.",
    ],
)
def test_a_correction_to_another_side_is_a_contradiction(note: str, reader: NoteReader) -> None:
    reading = reader.read(note)
    assert reading.documentation.laterality is None
    assert [each.field for each in reading.contradictions] == ["laterality"]


def test_a_correction_to_the_same_side_is_none(reader: NoteReader) -> None:
    reading = reader.read("Left hip injected. Correction: this was the left hip.")
    assert reading.documentation.laterality == "left"
    assert not reading.contradictions
