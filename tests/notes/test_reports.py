"""What whole reports tell of the procedure: technique, side, method, anesthesia, or that there was none."""

from __future__ import annotations

import re

import pytest

from app.notes.reader import NoteReader
from app.notes.record import NO_READING
from tests.conftest import ROOT

PARTS = re.split(
    r"^=== ", (ROOT / "tests" / "notes" / "reports.txt").read_text(encoding="utf-8"), flags=re.MULTILINE
)[1:]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.partition(" ")[0])
def test_a_report_is_read_as_a_coder_reads_it(part: str, reader: NoteReader) -> None:
    head, _, text = part.partition("\n")
    wanted = head.partition(" | ")[2].split()
    reading = reader.read(text.strip())
    if wanted == ["nothing"]:
        assert reading == NO_READING
        return
    assert [f"{name}={reading.value(name)}" for name in (pair.partition("=")[0] for pair in wanted)] == wanted
