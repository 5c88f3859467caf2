"""A file of another kind is called what it is, with what was expected, in one sentence."""

from pathlib import Path

import pytest

from app.coding.sentences import LIMIT
from app.notes.record import NO_ANSWER
from tests.commands.conftest import Cli
from tests.test_file_kinds import FILES, MARK


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("denial", "denial 835.txt"), "is read beside the claim that it answers. Give codes"),
        (("denial", "denial", "835.txt"), "is read beside the claim that it answers. Give codes"),
        (("denial", "note.txt", "--on", "2026-03-10"), "is text such as a procedure note. Give codes"),
        (("denial", "a.837", "--on", "2026-03-10"), "is an X12 837P claim file. Give codes"),
        (("denial", "CO-236", "--on", "2026-03-10"), "--on takes the file of a claim, and 03/10/2026 is a"),
        (("denial", "CO-236", "--on", "note.txt"), "is text such as a procedure note. Give claims"),
        (("import", "note.txt"), "is text such as a procedure note. Give files as CMS publishes them."),
        (("import", "claim.json"), "is a claim of Needlepoint. Give files as CMS publishes them."),
        (
            ("import", "practice.csv"),
            "is not a table that Needlepoint uses. Import NCCI edits, fee schedules",
        ),
        (("check", "mue.csv"), "is an official file (Medically unlikely edits"),
        (("check", "note.txt"), "is text such as a procedure note. Give claims"),
        (("check", "note.txt", "practice.csv"), "is text such as a procedure note. Read it with the command"),
        (("note", "claim.json"), "is a claim of Needlepoint. Give a procedure note"),
        (("note", "a.837"), "is an X12 837P claim file. Give a procedure note"),
        (("note", "mue.csv"), "is an official file (Medically unlikely edits"),
        (("pay", "note.txt"), "is text such as a procedure note. Give claims"),
        (("checklist", "note.txt", "-o", "a.pdf"), "is text such as a procedure note. Give claims"),
    ],
)
def test_it_is_called_what_it_is(cli: Cli, command: tuple[str, ...], words: str) -> None:
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")
    done = cli(*command)
    assert done.status == 2
    said = done.err.splitlines()[0]
    assert words in said
    assert MARK not in done.err
    assert "\u2026" not in said
    assert len(said.removeprefix("needlepoint: ")) <= LIMIT


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "claim.json", "--map"),
        ("pay",),
        ("checklist",),
        ("reopen",),
        ("verify",),
        ("denial", "CO-236", "--on"),
        ("note",),
        ("sample",),
        ("appraise",),
        ("import",),
        ("editions", "--data-dir"),
    ],
)
def test_an_empty_name_is_not_the_folder_one_is_in(cli: Cli, command: tuple[str, ...]) -> None:
    Path("note.txt").write_text(FILES["note.txt"], encoding="utf-8")
    done = cli(*command, "")
    assert (done.status, done.out) == (2, "")
    assert "give the name of a file or folder" in done.err
    assert done.err.count("\n") == 1


def test_a_claim_behind_a_byte_order_mark_is_no_note(cli: Cli) -> None:
    Path("claim.json").write_text(FILES["claim.json"], encoding="utf-8-sig")
    assert "claim.json is a claim of Needlepoint." in cli("note", "claim.json").err


@pytest.mark.parametrize(
    "command", [("check",), ("check", "claim.json"), ("sample", "--seed", "a", "--size", "1"), ("pay",)]
)
def test_rich_text_begins_with_a_brace_and_is_no_json(cli: Cli, command: tuple[str, ...]) -> None:
    Path("claim.json").write_text(FILES["claim.json"], encoding="utf-8")
    Path("note.rtf").write_text(rf"{{\rtf1 {MARK} had a needle in the knee.}}", encoding="utf-8")
    done = cli(*command, "note.rtf")
    assert done.status == 2
    assert "note.rtf is text such as a procedure note." in done.err
    assert "JSON is malformed" not in done.err
    assert MARK not in done.err


def test_a_checklist_is_no_note(cli: Cli) -> None:
    Path("claim.json").write_text(
        '{"schema": 2, "date_of_service": "2026-03-10", "lines": [{"code": "20610", "units": 1}]}'
    )
    assert cli("checklist", "claim.json", "-o", "a.pdf").status == 0
    done = cli("note", "a.pdf")
    assert done.err.startswith("needlepoint: a.pdf is a document that Needlepoint exported. Give a procedure")


def test_a_text_that_answers_nothing_is_said_to(cli: Cli) -> None:
    Path("other.txt").write_text("Le patient va bien et rentre chez lui.\nMerci.\n", encoding="utf-8")
    done = cli("note", "other.txt")
    assert done.out.startswith(f"{NO_ANSWER}\n")
