"""`note`: evidence and questions of a note, as text and as a record."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Cli

NOTE = """PROCEDURE: Right hip injection.

TECHNIQUE: Under fluoroscopic guidance a needle was advanced into the hip joint. Steroid was injected.
"""


def write(path: Path) -> str:
    path.write_text(NOTE, encoding="utf-8")
    return str(path)


def test_a_note_is_shown_with_lines_and_words(cli: Cli, tmp_path: Path) -> None:
    done = cli("note", write(tmp_path / "note.txt"))
    assert done.status == 0
    assert "Fluoroscopy" in done.out
    assert "line 3" in done.out
    assert "Not found, stays Not stated: Permanent image" in done.out
    assert "questions to the physician: see --queries." in done.out


def test_the_record_names_the_code_that_its_questions_bear_on(cli: Cli, tmp_path: Path) -> None:
    record = json.loads(cli("note", write(tmp_path / "note.txt"), "--json").out)
    asked = {each["field"]: each for each in record["queries"]}
    assert asked["permanent_image"]["about"] == "77002"
    assert "77002" not in asked["permanent_image"]["text"]


def test_questions_are_printed_alone(cli: Cli, tmp_path: Path) -> None:
    done = cli("note", write(tmp_path / "note.txt"), "--queries")
    assert "Which images of the procedure, if any, were kept" in done.out
    assert "Not found" not in done.out


def test_a_text_without_anything_leaves_no_question(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Milk and bread.", encoding="utf-8")
    assert cli("note", str(path), "--queries").out == "The note leaves no question to the physician.\n"
