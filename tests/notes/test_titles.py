"""Which technique the title of a procedure tells, for many kinds of procedures."""

from __future__ import annotations

import tomllib

from app.notes.reader import NoteReader
from app.notes.record import NO_READING
from tests.conftest import ROOT

TITLES = tomllib.loads((ROOT / "tests" / "notes" / "titles.toml").read_text(encoding="utf-8"))
REST = """
ANESTHESIA: Local.
DETAILS: All went well and the patient was brought back to the room.
COMPLICATIONS: None."""


def _titles(*, of_needle: bool) -> list[tuple[str, str]]:
    return [
        (title, technique)
        for technique, titles in TITLES.items()
        for title in titles
        if (technique != "no-needle") is of_needle
    ]


def test_a_title_tells_the_technique(reader: NoteReader) -> None:
    titles = _titles(of_needle=True)
    said = [(title, reader.read(f"PROCEDURE: {title}.{REST}").documentation.technique) for title, _ in titles]
    assert said == [(title, None if told == "no-technique" else told) for title, told in titles]


def test_a_title_of_what_no_needle_does_answers_nothing(reader: NoteReader) -> None:
    titles = [title for title, _ in _titles(of_needle=False)]
    assert [each for each in titles if reader.read(f"PROCEDURE: {each}.{REST}") != NO_READING] == []
