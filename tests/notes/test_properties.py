"""What never changes the answers, whatever the note."""

from __future__ import annotations

import random
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.fields import NOTE_FIELDS
from app.coding.note_book import NoteValue
from app.notes.reader import NoteReader
from app.notes.record import NO_READING, NoteReading
from app.notes.tokens import plain
from build_scripts.note_quality import read_labeled
from build_scripts.reference.note_files import read_note_book
from tests.conftest import ROOT

READER = NoteReader(read_note_book(ROOT / "data"))
NOTES = [note.text for note in read_labeled()]
UNRELATED = (
    "The nurse gave water and a blanket.",
    "Blood pressure 120/80, pulse 72, temperature 98.4.",
    "He works as a carpenter and lives with a friend.",
    "Lunch was served at noon.",
    "Parking vouchers are at the desk.",
)
HEADER = "Springfield General Hospital\nDepartment of Surgery\nPage 1 of 2\n\n"
FOOTER = "\n\nPrinted 2026-09-15 10:22   Page 2 of 2\nConfidential"


def answers(reading: NoteReading) -> dict[str, NoteValue | None]:
    found = {name: reading.value(name) for name in NOTE_FIELDS}
    target = found["target"]
    found["target"] = target.lower() if isinstance(target, str) else None
    return found


@given(st.sampled_from(NOTES), st.randoms(use_true_random=False))
def test_unrelated_paragraphs_anywhere_change_nothing(note: str, chance: random.Random) -> None:
    others = list(UNRELATED)
    chance.shuffle(others)
    before, after = others[:2], others[2:]
    text = "\n\n".join([*before, note, *after])
    assert answers(READER.read(text)) == answers(READER.read(note))


@pytest.mark.parametrize("note", NOTES, ids=range(len(NOTES)))
def test_header_and_footer_change_nothing(note: str) -> None:
    assert answers(READER.read(HEADER + note + FOOTER)) == answers(READER.read(note))


@pytest.mark.parametrize("note", NOTES, ids=range(len(NOTES)))
def test_case_changes_nothing(note: str) -> None:
    assert answers(READER.read(note.upper())) == answers(READER.read(note))
    assert answers(READER.read(note.swapcase())) == answers(READER.read(note))


@pytest.mark.parametrize("width", [50, 72, 120])
@pytest.mark.parametrize("note", NOTES, ids=range(len(NOTES)))
def test_line_breaks_inside_paragraphs_change_nothing(note: str, width: int) -> None:
    lines = note.split("\n")
    wrapped = "\n".join("\n".join(textwrap.wrap(line, width)) for line in lines)
    assert answers(READER.read(wrapped)) == answers(READER.read(note))


@pytest.mark.parametrize("note", NOTES, ids=range(len(NOTES)))
def test_other_line_ends_change_nothing(note: str) -> None:
    assert answers(READER.read(note.replace("\n", "\r\n"))) == answers(READER.read(note))


@given(st.text(max_size=400))
def test_no_text_raises_and_plain_text_keeps_its_length(text: str) -> None:
    assert len(plain(text)) == len(text)
    reading = READER.read(text)
    for each in reading.evidence:
        assert 0 <= each.sentence[0] <= each.start < each.end <= each.sentence[1] <= len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "no",
                "right",
                "left",
                "hip",
                ":",
                "\n",
                ".",
                "[",
                "]",
                "[x]",
                "needle",
                "under",
                "ct",
                "was",
                "not",
                "images",
                "saved",
            ]
        )
    )
)
def test_words_of_notes_in_any_order_raise_nothing(words: list[str]) -> None:
    READER.read(" ".join(words))


@given(
    st.text(
        alphabet=st.characters(whitelist_categories=["Lo", "Nd", "Zs"], min_codepoint=0x400), max_size=200
    )
)
def test_a_foreign_text_says_nothing(text: str) -> None:
    assert READER.read(text) == NO_READING


@pytest.mark.parametrize("note", NOTES[:20], ids=range(20))
def test_a_note_is_read_the_same_twice(note: str, reader: NoteReader) -> None:
    assert reader.read(note) == READER.read(note)
