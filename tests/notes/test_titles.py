"""Which technique the title of a procedure tells, for many kinds of procedures."""

from __future__ import annotations

import tomllib

import pytest

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


@pytest.mark.parametrize(("title", "technique"), _titles(of_needle=True))
def test_a_title_tells_the_technique(title: str, technique: str, reader: NoteReader) -> None:
    said = reader.read(f"PROCEDURE: {title}.{REST}").documentation
    assert said.technique == (None if technique == "no-technique" else technique)


@pytest.mark.parametrize("title", [title for title, _ in _titles(of_needle=False)])
def test_a_title_of_what_no_needle_does_answers_nothing(title: str, reader: NoteReader) -> None:
    assert reader.read(f"PROCEDURE: {title}.{REST}") == NO_READING
