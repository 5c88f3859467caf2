"""How well the labeled notes are read; build_scripts/note_quality.py prints the whole table."""

from __future__ import annotations

import pytest

from app.notes.reader import NoteReader
from build_scripts.note_quality import Labeled, differences, parse, read_hard, read_labeled, score

FLOORS = {
    "modality": 0.95, "laterality": 0.95, "technique": 0.95, "spinal": 0.95, "needle_guided": 0.90,
    "needle_position": 0.85, "permanent_image": 0.90, "interpretation": 0.90, "contrast": 0.90,
    "catheter_left": 0.90, "region": 0.90,
}  # fmt: skip
NOT_DONE = ("negation", "condition", "plan", "history", "family", "side", "template")


@pytest.fixture(scope="module")
def labeled() -> list[Labeled]:
    return read_labeled()


def test_labels_are_read_from_the_text_of_a_note() -> None:
    note = parse("a", "The {laterality=left,spinal=false|left hip} was {technique=injection|injected}.")
    assert note.text == "The left hip was injected."
    assert note.answers() == {"laterality": "left", "spinal": False, "technique": "injection"}
    assert [note.text[label.start : label.end] for label in note.labels] == [
        "left hip",
        "left hip",
        "injected",
    ]


@pytest.mark.parametrize("field", FLOORS)
def test_fields_of_the_labeled_notes_are_read(field: str, labeled: list[Labeled], reader: NoteReader) -> None:
    found = score(labeled, reader)[field]
    assert found.right + found.missed >= 20
    assert found.f1 >= FLOORS[field]
    assert found.touched >= 0.9 * found.right


def test_hard_sentences_are_read(reader: NoteReader) -> None:
    assert [found for sentence in read_hard() for found in differences(sentence, reader)] == []


def test_there_are_enough_labeled_notes_and_hard_sentences(labeled: list[Labeled]) -> None:
    assert len(labeled) >= 80
    assert len({note.name for note in labeled}) == len(labeled)
    hard = list(read_hard())
    assert len(hard) >= 150
    assert {each.name.rpartition("-")[0] for each in hard} >= set(NOT_DONE)
