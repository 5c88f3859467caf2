"""check reads what practices hold: exports with headings of their own, workbooks, and FHIR."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.claims.tables.mapping import FILE
from tests.claims.fhir import made
from tests.commands.conftest import Cli
from tests.releases.files import workbook

HEAD = ("Claim #", "DOS", "CPT", "Mods", "Qty", "ICD10", "POS", "Patient Name", "Payer Name")
NAME = "Zebra77Quagga"


def save(name: str, *rows: tuple[object, ...]) -> str:
    Path(name).write_text("".join(",".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
    return name


def alone(claim: str = "1") -> tuple[object, ...]:
    return (claim, "1/5/2026", 77002, 26, 1, "M16.11", 22, NAME, "UnitedHealthcare")


def reviews(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_an_export_is_checked_claim_by_claim(cli: Cli) -> None:
    done = cli("check", save("a.csv", HEAD, alone(), alone("2")), "--json")
    assert [each["claim"] for each in reviews(done.out)] == ["1", "2"]
    assert done.status == 1
    assert NAME not in done.out + done.err


def test_a_workbook_is_read_as_the_same_table_is(cli: Cli) -> None:
    day = 46027  # 2026-01-05
    rows = [("Charges of January",), HEAD, (1, day, 77002, 26, 1, "M16.11", 22, NAME, "UnitedHealthcare")]
    Path("a.xlsx").write_bytes(workbook(rows))
    text = save("a.csv", *rows)
    read, same = (cli("check", name, "--json") for name in ("a.xlsx", text))
    assert reviews(read.out) == reviews(same.out)
    assert read.status == 1


def test_a_workbook_that_cannot_be_read_is_one_sentence(cli: Cli) -> None:
    Path("a.xlsx").write_bytes(workbook([HEAD, alone()])[:-200])
    done = cli("check", "a.xlsx")
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1


def test_a_workbook_without_headings_says_what_it_lacks(cli: Cli) -> None:
    Path("a.xlsx").write_bytes(workbook([("x", 1), ("y", 2)]))
    done = cli("check", "a.xlsx")
    assert (done.status, "has no row of headings" in done.err) == (2, True)


def test_a_mapping_is_given_once_and_remembered(cli: Cli, tmp_path: Path) -> None:
    name = save("a.csv", (*HEAD, "Custom"), (*alone(), "x"))
    Path("map.toml").write_text('Custom = "ignore"\n', encoding="utf-8")
    folder = ("--data-dir", str(tmp_path / "user"))
    refused = cli("check", name, *folder)
    assert (refused.status, "1 heading is not known: “Custom”" in refused.err) == (2, True)
    assert cli("check", name, "--map", "map.toml", *folder).status == 1
    assert cli("check", name, *folder).status == 1
    assert NAME not in (tmp_path / "user" / FILE).read_text(encoding="utf-8")


def test_a_mapping_that_cannot_be_used_is_one_sentence(cli: Cli) -> None:
    Path("map.toml").write_text('"Patient Name" = "claim"\n', encoding="utf-8")
    done = cli("check", save("a.csv", HEAD, alone()), "--map", "map.toml")
    assert (done.status, "names a person's field" in done.err) == (2, True)


def test_a_table_with_our_own_columns_is_read_as_ever(cli: Cli) -> None:
    own = save("own.csv", ("claim", "date_of_service", "code", "reference"), ("A", "2026-01-05", "77002", ""))
    done = cli("check", own, "--json")
    assert ([each["claim"] for each in reviews(done.out)], done.err) == (["A"], "")


def test_a_table_of_something_else_says_so(cli: Cli) -> None:
    done = cli("check", save("a.csv", ("city", "rain"), ("x", 1)))
    assert (done.status, "no header row of a claim table" in done.err) == (2, True)


def test_notes_are_said_and_change_no_status(cli: Cli) -> None:
    patient = {"resourceType": "Patient", "name": [{"family": NAME}]}
    Path("a.json").write_text(json.dumps(made.bundle(patient, made.claim())), encoding="utf-8")
    done = cli("check", "a.json", "--json")
    review, of_file = reviews(done.out)
    assert review["claim"] == "2"
    assert of_file == {
        "claim": None,
        "file": "a.json",
        "left_out": [{"kind": "resource-of-other-type", "count": 1}],
    }
    assert done.err == "needlepoint: a.json: not checked and left out: 1 resource of another type.\n"
    assert done.status == 1


def test_the_only_claim_of_an_export_makes_a_checklist(cli: Cli) -> None:
    done = cli("checklist", save("a.csv", HEAD, alone()), "-o", "a.pdf")
    assert done.status == 0
    assert NAME.encode() not in Path("a.pdf").read_bytes()


@pytest.mark.parametrize("command", [("check",), ("checklist", "-o", "a.pdf")])
def test_what_is_named_as_a_workbook_and_is_none_is_called_what_it_is(
    cli: Cli, command: tuple[str, ...]
) -> None:
    Path("text.xlsx").write_text(",".join(HEAD), encoding="utf-8")
    with ZipFile("zip.xlsx", "w") as archive:
        archive.writestr("a.txt", NAME)
    Path("pdf.xlsx").write_bytes(b"%PDF-1.7")
    for name, words in (
        ("text.xlsx", "text.xlsx has the name of an Excel workbook and is a text file."),
        ("zip.xlsx", "zip.xlsx is a ZIP archive and no Excel workbook, or a damaged one."),
        ("pdf.xlsx", "pdf.xlsx is a PDF."),
    ):
        done = cli(command[0], name, *command[1:])
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith(f"needlepoint: {words}")
        assert done.err.count("\n") == 1
        assert len(done.err) < 320


def test_a_refused_import_is_said_once(cli: Cli) -> None:
    Path("junk.xlsx").write_text("nothing of ours", encoding="utf-8")
    done = cli("import", "junk.xlsx")
    assert (done.status, done.out) == (2, "")
    assert done.err.count("junk.xlsx") == done.err.count("\n") == 1
