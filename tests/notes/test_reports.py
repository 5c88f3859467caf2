"""What whole reports tell of the procedure: technique, side, method, anesthesia, or that there was none."""

from __future__ import annotations

import re

from app.notes.reader import NoteReader
from app.notes.record import NO_READING
from tests.conftest import ROOT

PARTS = re.split(
    r"^=== ", (ROOT / "tests" / "notes" / "reports.txt").read_text(encoding="utf-8"), flags=re.MULTILINE
)[1:]


def said_of(text: str, wanted: list[str], reader: NoteReader) -> list[str]:
    """What the text of a report tells of each field that is wanted, as the head of a report says it."""
    reading = reader.read(text)
    if reading == NO_READING:
        return ["nothing"]
    return [f"{name}={reading.value(name)}" for name in (pair.partition("=")[0] for pair in wanted)]


def test_reports_are_read_as_a_coder_reads_them(reader: NoteReader) -> None:
    said, wanted = {}, {}
    for part in PARTS:
        head, _, text = part.partition("\n")
        name, _, answers = head.partition(" | ")
        wanted[name] = answers.split()
        said[name] = said_of(text.strip(), wanted[name], reader)
    assert len(wanted) == len(PARTS)
    assert said == wanted
