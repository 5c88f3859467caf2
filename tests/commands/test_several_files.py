"""check FILES: several files are one run."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.claims.x12 import made
from tests.commands.conftest import Cli
from tests.commands.test_checking import ALONE, GOOD, written

TOKENS = {"schema": 2, "patient": "m1", "practitioner": "p1"}


def sent(name: str, code: str) -> str:
    Path(name).write_bytes(made.file_of(made.claim(made.service(code))))
    return name


def test_each_claim_is_named_with_its_file(cli: Cli) -> None:
    done = cli("check", written("a.jsonl", ALONE, GOOD), written("b.json", ALONE), "--json")
    assert [json.loads(line)["claim"] for line in done.out.splitlines()] == [
        "a.jsonl, 1",
        "a.jsonl, 2",
        "b.json, 1",
    ]
    assert done.status == 1


def test_claims_of_a_day_meet_across_x12_files(cli: Cli) -> None:
    done = cli("check", sent("a.837", "77002"), sent("b.837", "20610:RT"), "--json")
    first = json.loads(done.out.splitlines()[0])
    assert [each["claim"] for each in first["across"]["found"]] == ["b.837, claim 1"]


def test_tokens_of_two_files_of_claims_are_two_people(cli: Cli) -> None:
    lone = {**ALONE, **TOKENS}
    primary = {**lone, "lines": [{"code": "20610"}]}
    apart = cli("check", written("a.json", lone), written("b.json", primary), "--json").out
    assert json.loads(apart.splitlines()[0])["across"] == {
        "looked_at": "run",
        "because": None,
        "claims": 0,
        "found": [],
    }
    together = cli("check", written("c.jsonl", lone, primary), "--json").out
    assert json.loads(together.splitlines()[0])["across"]["claims"] == 1


def test_a_folder_among_files_gives_its_files(cli: Cli) -> None:
    Path("all").mkdir()
    sent("all/b.837", "20610:RT")
    done = cli("check", sent("a.837", "77002"), "all", "--json")
    assert [json.loads(line)["claim"] for line in done.out.splitlines()] == [
        "a.837, claim 1",
        "b.837, claim 1",
    ]


def test_one_that_is_not_there_stops_no_other(cli: Cli) -> None:
    done = cli("check", "nowhere.json", written("a.json", ALONE), "--json")
    assert json.loads(done.out)["claim"] == "a.json, 1"
    assert done.err == "needlepoint: nowhere.json cannot be read (No such file or directory).\n"
    assert done.status == 2


def test_several_files_are_kept_replayed_and_checked_by_several_processes(cli: Cli) -> None:
    files = (sent("a.837", "77002"), sent("b.837", "20610:RT"), written("c.jsonl", ALONE, GOOD))
    plain = cli("check", *files, "--json").out
    assert cli("check", *files, "--json", "--out", "run").out == plain
    names = [each["name"] for each in json.loads(Path("run/manifest.json").read_text("utf-8"))["inputs"]]
    assert names == ["a.837", "b.837", "c.jsonl"]
    again = cli("check", *files, "--replay", "run/manifest.json", "--claim", "a.837, claim 1")
    assert again.out == plain.splitlines(keepends=True)[0]
    assert cli("check", *files, "--json", "--jobs", "2").out == plain


def test_what_cannot_be_one_run_is_one_sentence(cli: Cli) -> None:
    file = written("a.json", ALONE)
    Path("other").mkdir()
    written("other/a.json", ALONE)
    with zipfile.ZipFile("b.zip", "w") as archive:
        archive.write(file)
    for more, sentence in (
        ("-", "Standard input is among several files. Give it by itself."),
        ("b.zip", "A ZIP archive is among several files. Give it by itself."),
        ("other/a.json", "Two files have the name a.json. Give them one after the other."),
    ):
        assert cli("check", file, more) == (2, "", f"needlepoint: {sentence}\n")


@pytest.mark.parametrize("options", [(), ("--csv",), ("--summary",)])
def test_every_form_takes_several_files(cli: Cli, options: tuple[str, ...]) -> None:
    done = cli("check", written("a.json", ALONE), written("b.json", GOOD), *options)
    assert done.status == 1
    assert done.out


def test_a_claim_that_cannot_be_read_is_said_to_be_looked_at_beside_no_other(cli: Cli) -> None:
    lone = {**ALONE, **TOKENS}
    broken = {**lone, "date_of_service": "2026-13-40"}
    done = cli("check", written("a.jsonl", lone, broken))
    said = "a.jsonl: 1 claim could not be read and was not looked at beside the others: it may be of the same"
    assert said in done.err
    assert "could not be read" not in cli("check", written("b.jsonl", lone, lone)).err
    assert "not looked at beside" not in cli("check", written("c.jsonl", ALONE, broken)).err
