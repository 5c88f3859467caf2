"""What never changes the answers, whatever the note."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding.fields import NOTE_FIELDS
from app.coding.note_book import NoteBook, NoteValue
from app.notes.reader import NoteReader
from app.notes.record import NO_READING, NoteReading
from app.notes.tokens import plain
from build_scripts.note_quality import read_labeled

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
def test_unrelated_paragraphs_anywhere_change_nothing(
    reader: NoteReader, note: str, chance: random.Random
) -> None:
    others = list(UNRELATED)
    chance.shuffle(others)
    before, after = others[:2], others[2:]
    text = "\n\n".join([*before, note, *after])
    assert answers(reader.read(text)) == answers(reader.read(note))


def wrapped(note: str, width: int) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, width)) for line in note.split("\n"))


CHANGES: dict[str, Callable[[str], str]] = {
    "header and footer": lambda note: HEADER + note + FOOTER,
    "large letters": str.upper,
    "large letters for small ones": str.swapcase,
    "lines of 50": partial(wrapped, width=50),
    "lines of 72": partial(wrapped, width=72),
    "lines of 120": partial(wrapped, width=120),
    "other line ends": lambda note: note.replace("\n", "\r\n"),
}


@pytest.fixture(scope="module")
def answered(reader: NoteReader) -> list[dict[str, NoteValue | None]]:
    """The answers to each note as it is."""
    return [answers(reader.read(note)) for note in NOTES]


@pytest.mark.parametrize("change", CHANGES)
def test_how_a_note_is_laid_out_changes_nothing(
    change: str, answered: list[dict[str, NoteValue | None]], reader: NoteReader
) -> None:
    others = [answers(reader.read(CHANGES[change](note))) for note in NOTES]
    assert [at for at, (one, other) in enumerate(zip(answered, others, strict=True)) if one != other] == []


@given(st.text(max_size=400))
def test_no_text_raises_and_plain_text_keeps_its_length(reader: NoteReader, text: str) -> None:
    assert len(plain(text)) == len(text)
    reading = reader.read(text)
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
def test_words_of_notes_in_any_order_raise_nothing(reader: NoteReader, words: list[str]) -> None:
    reader.read(" ".join(words))


@given(
    st.text(
        alphabet=st.characters(whitelist_categories=["Lo", "Nd", "Zs"], min_codepoint=0x400), max_size=200
    )
)
def test_a_foreign_text_says_nothing(reader: NoteReader, text: str) -> None:
    assert reader.read(text) == NO_READING


def test_another_reader_reads_the_same(reader: NoteReader, note_book: NoteBook) -> None:
    other = NoteReader(note_book)
    assert [at for at, note in enumerate(NOTES[:20]) if reader.read(note) != other.read(note)] == []
