"""checklist: the file is written whole or not at all, and nothing else is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from app.checklist import reopen
from tests.commands.conftest import Cli
from tests.commands.test_checking import ALONE, GOOD, written


def test_it_writes_the_file_and_says_what_was_found(cli: Cli) -> None:
    done = cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("a.pdf: Issues found. ")
    assert reopen(Path("a.pdf").read_bytes(), "a.pdf").place_of_service == "22"
    assert sorted(path.name for path in Path().iterdir()) == ["a.json", "a.pdf"]


def test_decisions_in_the_claim_file_are_printed_counted_apart_and_come_back(cli: Cli) -> None:
    plain = cli("checklist", written("a.json", ALONE), "-o", "a.pdf").out
    found = json.loads(cli("check", "a.json", "--json").out)["flags"]
    given = [
        {"rule": rule, "line": line, "state": "fixed", "at": "2026-11-29"}
        for rule, line in {(flag["rule"], flag["line"]) for flag in found if flag["severity"] == "error"}
    ]
    done = cli("checklist", written("b.json", ALONE | {"schema": 2, "dispositions": given}), "-o", "b.pdf")
    errors = sum(flag["severity"] == "error" for flag in found)
    assert f"{errors} error" in plain
    assert "error" not in done.out
    assert f"{errors} decided, " in done.out
    again = json.loads(cli("reopen", "b.pdf", "--claim").out)
    assert [each["rule"] for each in again["dispositions"]] == [each["rule"] for each in given]


def test_the_same_claim_gives_the_same_bytes(cli: Cli) -> None:
    cli("checklist", written("a.json", GOOD), "-o", "a.pdf")
    cli("checklist", "a.json", "-o", "b.pdf")
    assert Path("a.pdf").read_bytes() == Path("b.pdf").read_bytes()


@pytest.mark.parametrize("option", ["--no-claim", "--quarter"])
def test_the_claim_can_be_left_out(cli: Cli, option: str) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf", option)
    assert cli("reopen", "a.pdf").err.startswith("needlepoint: a.pdf holds no claim")


def test_what_looks_like_a_patient_is_pointed_out_and_not_repeated(cli: Cli) -> None:
    done = cli("checklist", written("a.json", ALONE | {"reference": "John Smith"}), "-o", "a.pdf")
    assert (done.status, done.err) == (0, "needlepoint: The reference looks like a name.\n")
    assert "Smith" not in done.out


def test_a_folder_that_is_not_there(cli: Cli) -> None:
    done = cli("checklist", written("a.json", ALONE), "-o", str(Path("gone") / "a.pdf"))
    assert (done.status, done.out) == (2, "")
    assert done.err.endswith("cannot be written (No such file or directory). Choose another place.\n")


def test_a_place_that_takes_no_file_keeps_what_was_there(cli: Cli) -> None:
    Path("a.pdf").mkdir()
    done = cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    assert done.status == 2
    assert "a.pdf cannot be written" in done.err
    assert sorted(path.name for path in Path().iterdir()) == ["a.json", "a.pdf"]


@pytest.mark.parametrize("output", ["a.json", "notes.txt"])
def test_it_never_takes_the_place_of_the_claim_or_another_kind_of_file(cli: Cli, output: str) -> None:
    name = written("a.json", ALONE)
    Path("notes.txt").write_text("typed by hand", encoding="utf-8")
    before = Path(output).read_bytes()
    done = cli("checklist", name, "-o", output)
    assert (done.status, done.out) == (2, "")
    assert f"{output} is there and is no PDF" in done.err
    assert Path(output).read_bytes() == before


def test_an_earlier_checklist_and_an_empty_file_are_replaced(cli: Cli) -> None:
    name = written("a.json", ALONE)
    Path("a.pdf").touch()
    assert cli("checklist", name, "-o", "a.pdf").status == 0
    assert cli("checklist", name, "-o", "a.pdf").status == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_file_is_as_readable_as_any_other(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    assert Path("a.pdf").stat().st_mode == Path("a.json").stat().st_mode


def test_many_claims_are_refused(cli: Cli) -> None:
    done = cli("checklist", written("a.jsonl", ALONE, GOOD), "-o", "a.pdf")
    sentence = "a.jsonl holds 2 claims. Choose one with --claim and its name: 1, 2."
    assert done == (2, "", f"needlepoint: {sentence}\n")
    assert not Path("a.pdf").exists()


def test_a_claim_that_cannot_be_read(cli: Cli) -> None:
    Path("a.json").write_text(json.dumps(ALONE | {"payer": "X"}), encoding="utf-8")
    done = cli("checklist", "a.json", "-o", "a.pdf")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("needlepoint: a.json: payer: give the id of a payer")
    assert not Path("a.pdf").exists()


@pytest.mark.parametrize(("place", "words"), [(".", "(Is a directory)"), ("", "give the name of a file")])
def test_a_place_that_names_no_file(cli: Cli, place: str, words: str) -> None:
    done = cli("checklist", written("a.json", ALONE), "-o", place)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert done.err.count("\n") == 1
    assert [path.name for path in Path().iterdir()] == ["a.json"]
