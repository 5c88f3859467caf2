"""check --jobs and the claims outside: the same bytes from any number of processes, and nothing vanishes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.commands import checking
from tests.commands.conftest import Cli
from tests.commands.test_checking import ALONE, GOOD

VISIT = GOOD | {"lines": [{"code": "99213"}, {"code": "71046"}], "documentation": {}}
PATIENT = {"schema": 2, "patient": "m1", "practitioner": "p1"}


def many(*claims: dict[str, Any], times: int = 300) -> str:
    """A file of claims: more than one chunk of them, one that cannot be read and a blank line among them."""
    lines = [json.dumps(claim) for claim in claims] * times
    lines += ["", ""] * 5
    lines[7] = '{"schema": 1}'
    lines[9] = ""
    Path("many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return "many.jsonl"


@pytest.mark.parametrize("way", [["--json"], ["--csv"], [], ["--summary"], ["--summary", "--json"]])
def test_two_processes_print_what_one_prints(cli: Cli, way: list[str]) -> None:
    file = many(ALONE, GOOD, VISIT, times=100)
    assert cli("check", file, *way, "--jobs", "2") == cli("check", file, *way)


def test_processes_started_ahead_for_large_files_print_the_same(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = many(ALONE, GOOD, VISIT, times=20)
    one = cli("check", file, "--json")
    monkeypatch.setattr(checking, "_LARGE", 1)
    assert cli("check", file, "--json", "--jobs", "2") == one


def test_claims_of_one_patient_are_looked_at_together_in_parts_too(cli: Cli) -> None:
    apart = [GOOD | PATIENT | {"lines": [{"code": code}]} for code in ("20610", "77002")]
    file = many(*apart, GOOD | PATIENT | {"patient": "m2"}, times=1)
    one = cli("check", file, "--json")
    assert '"looked_at":"run"' in one.out
    assert cli("check", file, "--json", "--jobs", "2") == one


def test_a_run_kept_by_two_processes_is_that_of_one(cli: Cli) -> None:
    file = many(ALONE, GOOD, VISIT, times=100)
    cli("check", file, "--out", "one")
    cli("check", file, "--out", "two", "--jobs", "2")
    names = sorted(path.name for path in Path("one").iterdir())
    assert len(names) > 3
    for name in names:
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


def test_a_claim_without_guidance_and_needle_is_counted_and_not_clean(cli: Cli) -> None:
    done = cli("check", many(VISIT, ALONE, times=6), "--json")
    first = json.loads(done.out.splitlines()[0])
    assert (first["claim"], first["outcome"], first["checked"], first["flags"]) == (1, "incomplete", [], [])
    assert first["outside"].startswith("No line has a guidance code")
    assert "many.jsonl: 6 claims not reviewed. They have" in done.err
    assert "--all" in done.err


def test_text_and_table_have_a_line_for_a_claim_outside(cli: Cli) -> None:
    file = many(VISIT, ALONE, times=6)
    assert cli("check", file).out.splitlines()[0].startswith("1  Not reviewed. No line has")
    assert '1,incomplete,,,,,,"No line has a guidance code' in cli("check", file, "--csv").out


def test_all_reviews_them_and_so_does_a_file_of_one_claim(cli: Cli) -> None:
    whole = json.loads(cli("check", many(VISIT, ALONE, times=6), "--json", "--all").out.splitlines()[0])
    assert whole["checked"]
    assert "outside" not in whole
    Path("one.json").write_text(json.dumps(VISIT), encoding="utf-8")
    assert json.loads(cli("check", "one.json", "--json").out)["checked"] == whole["checked"]


def test_claims_outside_alone_end_as_incomplete(cli: Cli) -> None:
    Path("a.jsonl").write_text(json.dumps(VISIT) + "\n" + json.dumps(VISIT), encoding="utf-8")
    assert cli("check", "a.jsonl", "--json").status == 3


def test_a_number_of_processes_that_is_none(cli: Cli) -> None:
    done = cli("check", many(ALONE, times=20), "--jobs", "two")
    assert (done.status, done.out) == (2, "")
    assert "give a number from 0 to 999" in done.err
