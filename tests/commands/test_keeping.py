"""check --out and --replay: a run in a folder, and any one claim of it again to the same bytes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.coding.sentences import LIMIT
from tests.claims.x12 import made
from tests.claims.x12.made import MARK
from tests.commands.conftest import Cli
from tests.commands.test_checking import ALONE, GOOD, written

FILES = ["claims.csv", "editions.csv", "findings.csv", "manifest.json", "not-checked.csv"]


def x12(name: str = "a.837") -> str:
    """Three claims of one patient's day, names in them: guidance, its primary, and a pair of codes."""
    lone, primary = made.claim(made.service("77002")), made.claim(made.service("20610:RT"))
    visit = made.claim(made.service("99213"))
    Path(name).write_bytes(made.file_of(lone, primary, visit))
    return name


def test_a_run_is_kept_whole_and_totals_are_said(cli: Cli) -> None:
    done = cli("check", written("a.jsonl", ALONE, GOOD), "--out", "run")
    assert done.status == 1
    assert done.err == (
        "needlepoint: The run is in run: its claims, findings and editions as tables, and manifest.json.\n"
    )
    assert done.out.startswith("2 claims: 1 with issues, ")
    assert sorted(each.name for each in Path("run").iterdir()) == FILES
    assert sorted(each.name for each in Path().iterdir()) == ["a.jsonl", "run"]


@pytest.mark.parametrize("name", ["claim 1", "2", "claim 3"])
def test_any_claim_is_replayed_to_the_same_bytes(cli: Cli, name: str) -> None:
    file = x12()
    lines = cli("check", file, "--out", "run", "--json").out.splitlines(keepends=True)
    wanted = [line for line in lines if str(json.loads(line)["claim"]).endswith(name[-1])]
    done = cli("check", file, "--replay", "run/manifest.json", "--claim", name)
    assert [done.out] == wanted
    assert done.status == cli("check", file, "--claim", name).status


def test_a_single_claim_is_replayed_as_its_json(cli: Cli) -> None:
    file = written("a.json", ALONE)
    plain = cli("check", file, "--out", "run", "--json").out
    assert cli("check", file, "--replay", "run/manifest.json", "--claim", "1").out == plain


def test_two_runs_are_the_same_to_the_byte(cli: Cli) -> None:
    file = x12()
    for folder in ("one", "two"):
        cli("check", file, "--out", folder)
    assert all((Path("one") / each).read_bytes() == (Path("two") / each).read_bytes() for each in FILES)


def test_no_person_is_in_what_is_kept(cli: Cli) -> None:
    cli("check", x12(), "--out", "run")
    for each in FILES:
        assert MARK.lower() not in (Path("run") / each).read_text("utf-8").lower()


def test_what_has_changed_since_is_named(cli: Cli) -> None:
    file = written("a.jsonl", ALONE, GOOD)
    cli("check", file, "--out", "run")
    written("a.jsonl", GOOD, GOOD)
    done = cli("check", file, "--replay", "run/manifest.json", "--claim", "1")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        "needlepoint: a.jsonl: the review is not that of the kept run. The file of claims is not the same.\n"
    )
    manifest = Path("run/manifest.json")
    record = json.loads(manifest.read_text("utf-8"))
    record["program"] = "0.0.1"
    record["editions"] = [{**record["editions"][0], "edition": "1999.01"}]
    manifest.write_text(json.dumps(record), "utf-8")
    said = cli("check", file, "--replay", "run/manifest.json", "--claim", "1").err
    assert "It was made by Needlepoint 0.0.1; this is " in said
    assert "Missing or other than then: book 1999.01." in said
    assert "New on the shelf: book " in said
    assert len(said) <= LIMIT + len("needlepoint: \n")


def test_a_claim_that_did_not_change_is_replayed_beside_others_that_did(cli: Cli) -> None:
    file = written("a.jsonl", ALONE, GOOD)
    cli("check", file, "--out", "run")
    written("a.jsonl", ALONE, ALONE)
    assert cli("check", file, "--replay", "run/manifest.json", "--claim", "1").status == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--replay", "run/manifest.json"), "Give --claim with the name of the claim to replay"),
        (("--replay", "run/manifest.json", "--claim", "9"), "has no claim of the name that --claim gives"),
        (("--replay", "run/manifest.json", "--claim", "1", "--csv"), "Leave --out, --csv and --summary off."),
        (("--replay", "nowhere.json", "--claim", "1"), "nowhere.json cannot be read"),
        (("--replay", "a.jsonl", "--claim", "1"), "a.jsonl is no manifest of a run"),
        (("--out", "run"), "run is there and is not empty. Give a new or an empty folder."),
        (("--xlsx",), "--xlsx needs --out"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(cli: Cli, arguments: tuple[str, ...], sentence: str) -> None:
    file = written("a.jsonl", ALONE, GOOD)
    cli("check", file, "--out", "run")
    done = cli("check", file, *arguments)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err


def test_tables_that_are_not_there_or_changed_are_told(cli: Cli) -> None:
    file = written("a.jsonl", ALONE)
    cli("check", file, "--out", "run")
    replay = ("check", file, "--replay", "run/manifest.json", "--claim", "1")
    Path("run/claims.csv").write_text("a,b\n1,2\n", "utf-8")
    assert "claims.csv is not the table that check --out wrote." in cli(*replay).err
    Path("run/claims.csv").unlink()
    assert "claims.csv cannot be read" in cli(*replay).err


def test_a_workbook_lies_beside_the_tables_and_changes_none_of_them(cli: Cli) -> None:
    file = written("a.jsonl", ALONE, GOOD)
    cli("check", file, "--out", "run")
    cli("check", file, "--out", "with", "--xlsx")
    assert sorted(path.name for path in Path("with").iterdir()) == sorted(
        [*(path.name for path in Path("run").iterdir()), "run.xlsx"]
    )
    for path in Path("run").iterdir():
        assert path.read_bytes() == (Path("with") / path.name).read_bytes()
    rows = CalamineWorkbook.from_path("with/run.xlsx").get_sheet_by_name("claims").to_python()
    assert [row[2] for row in rows] == ["outcome", "issues", "incomplete"]


def test_a_file_without_a_claim_leaves_no_folder(cli: Cli) -> None:
    Path("a.csv").write_text("claim,date_of_service,code\n", encoding="utf-8")
    assert "holds no claim" in cli("check", "a.csv", "--out", "run").err
    assert sorted(each.name for each in Path().iterdir()) == ["a.csv"]


def test_a_name_that_a_spreadsheet_would_run_is_text_and_is_replayed(cli: Cli) -> None:
    Path("a.csv").write_text("claim,date_of_service,code\n=1+1,2026-09-15,77002\n", encoding="utf-8")
    cli("check", "a.csv", "--out", "run")
    rows = list(csv.DictReader(Path("run/findings.csv").read_text("utf-8").splitlines()))
    assert {row["claim"] for row in rows} == {"'=1+1"}
    assert cli("check", "a.csv", "--replay", "run/manifest.json", "--claim", "=1+1").status == 1


def test_csv_and_json_are_printed_as_well_when_asked_for(cli: Cli) -> None:
    file = written("a.jsonl", ALONE, GOOD)
    plain = cli("check", file, "--csv").out
    assert cli("check", file, "--csv", "--out", "run").out == plain
    assert json.loads(cli("check", file, "--json", "--summary", "--out", "other").out)["claims"] == 2
