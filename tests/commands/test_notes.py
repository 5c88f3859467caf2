"""`note`: evidence and questions of a note, as text and as a record."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from app.coding.note_book import NoteBook
from app.notes import whole
from app.notes.filling import SAID_HOW
from app.notes.reader import NoteReader
from tests.commands.conftest import Cli

_made: list[tuple[NoteBook, NoteReader]] = []

NOTE = """PROCEDURE: Right hip injection.

TECHNIQUE: Under fluoroscopic guidance a needle was advanced into the hip joint. Steroid was injected.
"""


@pytest.fixture(autouse=True)
def _one_reader_for_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands on the same book share a reader: to make one takes longer than all else that they do."""

    def made_once(book: NoteBook) -> NoteReader:
        if not any(book == words for words, _ in _made):
            _made.append((book, NoteReader(book)))
        return next(reader for words, reader in _made if words == book)

    monkeypatch.setattr(whole, "NoteReader", made_once)


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


def test_how_the_note_says_a_value_reads_as_in_the_window(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(
        f"{NOTE}\nNo catheter was left in place. Images will be saved to PACS.\n", encoding="utf-8"
    )
    printed = cli("note", str(path)).out
    row = next(line for line in printed.splitlines() if line.startswith("Catheter left in"))
    assert SAID_HOW["negated"] == "negated"
    assert row.split()[3:5] == ["No", "negated"]
    planned = next(line for line in printed.splitlines() if line.startswith("Permanent image"))
    assert SAID_HOW["conditional"] in planned


def test_the_record_names_the_code_that_its_questions_bear_on(cli: Cli, tmp_path: Path) -> None:
    record = json.loads(cli("note", write(tmp_path / "note.txt"), "--json").out)
    asked = {each["field"]: each for each in record["queries"]}
    assert asked["permanent_image"]["about"] == "77002"
    assert "77002" not in asked["permanent_image"]["text"]


def test_the_codes_that_fit_are_said_with_their_reason(cli: Cli, tmp_path: Path) -> None:
    path = write(tmp_path / "note.txt")
    assert "Codes that fit on 03/10/2026\n  20610" in cli("note", path, "--date", "2026-03-10").out
    (codes,) = json.loads(cli("note", path, "--json", "--date", "2026-03-10").out)["codes"]
    assert codes["date_of_service"] == "2026-03-10"
    assert codes["fit"][0]["lines"][1] == {"code": "77002", "modifiers": []}
    assert cli("note", path, "--date", "soon").status == 2


def test_why_no_code_fits_is_said(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Steroid was injected into the right hip joint.", encoding="utf-8")
    assert "No code is offered: the method of imaging is not stated." in cli("note", str(path)).out


def test_questions_are_printed_alone(cli: Cli, tmp_path: Path) -> None:
    done = cli("note", write(tmp_path / "note.txt"), "--queries")
    assert "Which images of the procedure, if any, were kept" in done.out
    assert "Not found" not in done.out


def test_a_text_without_anything_leaves_no_question(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Milk and bread.", encoding="utf-8")
    assert cli("note", str(path), "--queries").out == "The note leaves no question to the physician.\n"


def say(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a text come from standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def test_many_notes_come_as_json_lines(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [json.dumps({"text": text}) for text in (NOTE, "Milk and bread.", NOTE.upper())]
    say("\n\n".join(lines) + "\n", monkeypatch)
    first, nothing, last = (json.loads(line) for line in cli("note", "--json", "-").out.splitlines())
    assert first["documentation"]["laterality"] == "right"
    assert first["region"] == "hip"
    assert nothing["evidence"] == []
    assert last["documentation"] == first["documentation"] | {"target": last["documentation"]["target"]}


def test_standard_input_may_be_one_note(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    say(NOTE, monkeypatch)
    assert json.loads(cli("note", "--json", "-").out)["documentation"]["modality"] == "fluoroscopy"
    say(r"{\rtf1 Right hip injection.}", monkeypatch)
    assert json.loads(cli("note", "--json", "-").out)["documentation"]["laterality"] == "right"


def test_a_line_that_is_no_note_is_told_by_its_number_alone(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(json.dumps({"text": NOTE}) + '\n{"words": "Zebra77Quagga"}\n', monkeypatch)
    done = cli("note", "--json", "-")
    assert done.status == 2
    assert done.err == "needlepoint: Line 2 is not a JSON object with a “text”.\n"
    assert len(done.out.splitlines()) == 1


def test_a_file_that_cannot_be_read_is_told_without_its_content(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(b"PK\x03\x04 Zebra77Quagga")
    done = cli("note", str(path))
    assert (done.status, done.out) == (2, "")
    assert "damaged" in done.err
    assert "Zebra77Quagga" not in done.err


def test_a_rule_for_notes_is_shown_with_its_examples(cli: Cli) -> None:
    done = cli("rules", "note-120")
    assert done.status == 0
    assert "Answers\n  Permanent image: Yes" in done.out
    assert "Leaves alone\n  Images were not archived." in done.out
    assert json.loads(cli("rules", "NOTE-120", "--json").out)["field"] == "permanent_image"


def test_a_rule_for_notes_that_there_is_not_is_told(cli: Cli) -> None:
    done = cli("rules", "NOTE-999")
    assert (done.status, done.out) == (2, "")
    assert "No rule is called" in done.err
