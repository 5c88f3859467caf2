"""sample and appraise: from a file of claims to a sample, and from its worksheet to all of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pypdf
import pytest

from app.checklist import reopen
from app.coding.sentences import LIMIT
from tests.claims.x12 import made
from tests.claims.x12.made import MARK
from tests.commands.conftest import Cli


@pytest.fixture
def many(cli: Cli) -> str:
    """Forty claims as JSON lines in the working folder, every fourth a visit; `cli` makes that folder."""
    assert callable(cli)
    lines = [
        {
            "schema": 1,
            "reference": f"case {number}",
            "date_of_service": f"2026-0{1 + number % 9}-15",
            "payer": ("medicare", "aetna")[number % 2],
            "lines": [{"code": "20610"}, {"code": "77002"}] if number % 4 else [{"code": "99213"}],
        }
        for number in range(40)
    ]
    Path("many.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return "many.jsonl"


def answered(folder: str, in_error: set[int]) -> str:
    """Answer the worksheet of a sample as an auditor would."""
    path = Path(folder) / "worksheet.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    for row in rows:
        row["in_error"] = "Yes" if int(row["number"]) in in_error else "no"
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    path.write_text("\ufeff" + text.getvalue(), "utf-8")  # as spreadsheets save it
    return folder


def test_a_sample_says_its_frame_its_seed_and_what_is_left_out(cli: Cli, many: str) -> None:
    done = cli("sample", many, "--seed", "audit 7", "--size", "6", "--codes", "77002,77003")
    assert (done.status, done.err) == (0, "")
    assert "Frame: 30 claims of many.jsonl\n" in done.out
    assert "Left out: 10 (hold none of the codes asked for)" in done.out
    assert "Seed: audit 7\nSize: 6 claims\n" in done.out
    assert done.out == cli("sample", many, "--seed", "audit 7", "--size", "6", "--codes", "77002,77003").out
    assert done.out != cli("sample", many, "--seed", "audit 8", "--size", "6", "--codes", "77002,77003").out


def test_the_size_follows_of_rate_and_precision(cli: Cli, many: str) -> None:
    record = json.loads(
        cli("sample", many, "--seed", "s", "--rate", "10%", "--precision", "0.1", "--json").out
    )
    design = record["design"]
    assert (design["rate"], design["precision"], design["confidence"]) == ("10%", "10%", "95%")
    assert design["size"] == len(record["drawn"]) == 19


def test_a_folder_holds_record_report_worksheet_and_a_checklist_each(cli: Cli, many: str) -> None:
    done = cli("sample", many, "--seed", "s", "--size", "4", "--by", "payer", "--out", "audit", "--json")
    folder = Path("audit")
    assert sorted(each.name for each in folder.iterdir()) == [
        "checklists", "report.pdf", "report.txt", "sample.json", "worksheet.csv",
    ]  # fmt: skip
    record = json.loads((folder / "sample.json").read_text("utf-8"))
    assert record == json.loads(done.out)
    assert record["frame"]["strata"] == {"aetna": 20, "medicare": 20}
    assert record["design"]["sizes"] == {"aetna": 2, "medicare": 2}
    for each in record["drawn"]:
        claim = reopen((folder / each["checklist"]).read_bytes(), "checklist")
        assert claim.reference == f"case {each['place'] - 1}"
        assert claim.payer == each["stratum"]


def test_the_same_sample_is_written_to_the_same_bytes(cli: Cli, many: str) -> None:
    for name in ("one", "two"):
        done = cli("sample", many, "--seed", "s", "--size", "3", "--out", name)
        assert done.status == 0
        assert done.err.startswith(f"needlepoint: The sample is in {name}: worksheet.csv to fill in, ")
    files = sorted(each.relative_to("one") for each in Path("one").rglob("*") if each.is_file())
    assert len(files) == 7
    assert all((Path("one") / each).read_bytes() == (Path("two") / each).read_bytes() for each in files)


def test_what_the_worksheet_says_is_projected_to_the_frame(cli: Cli, many: str) -> None:
    cli("sample", many, "--seed", "s", "--size", "10", "--out", "audit")
    done = cli("appraise", answered("audit", {2, 5}), "--confidence", "90%")
    assert (done.status, done.err) == (0, "")
    assert "In error: 2 of 10 claims drawn\nPoint estimate: 20%, 8 claims of 40 in the frame\n" in done.out
    record = json.loads(cli("appraise", "audit", "--confidence", "90%", "--json").out)
    assert (record["lower"], record["projected"], record["upper"]) == (2, 8, 18)
    assert f"two-sided: {record['lower']} to {record['upper']} claims" in done.out
    assert (record["method"], record["seed"]) == ("hypergeometric", "s")


def test_the_appraisal_is_written_as_a_report_as_well(cli: Cli, many: str) -> None:
    cli("sample", many, "--seed", "audit 7", "--size", "10", "--by", "payer", "--out", "audit")
    done = cli("appraise", answered("audit", {2, 5}), "-o", "appraisal.pdf")
    assert done.out == cli("appraise", "audit").out
    reports = (Path("appraisal.pdf"), Path("audit/report.pdf"))
    found, drawn = ("".join(p.extract_text() for p in pypdf.PdfReader(each).pages) for each in reports)
    assert "2 of 10 claims drawn" in found
    assert "By the normal distribution" in found
    frame = json.loads(Path("audit/sample.json").read_text("utf-8"))["frame"]["sha256"]
    for text in (found, drawn):
        assert "audit 7" in text
        assert frame in "".join(text.split())
    assert "cannot be written" in cli("appraise", "audit", "-o", "nowhere/a.pdf").err


def test_strata_are_appraised_each_by_its_own(cli: Cli, many: str) -> None:
    cli("sample", many, "--seed", "s", "--size", "10", "--by", "payer", "--out", "audit")
    done = cli("appraise", answered("audit", {1, 2, 3}))
    assert "Exact by stratum" in done.out
    assert "By the normal distribution" in done.out
    assert "5 drawn, 20 in the frame" in done.out
    assert json.loads(cli("appraise", "audit", "--json").out)["method"].endswith("Bonferroni")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda text: text, "leaves 3 of 3 claims without yes or no, the first of them number 1"),
        (lambda text: text.replace(",,\n", ",maybe,\n"), "claim 1: give yes or no"),
        (lambda text: text.replace("in_error", "wrong"), "has no columns number and in_error"),
        (lambda text: text + "9,x,,,,,,no,\n", "row 5 is no claim of the sample"),
        (lambda text: text.replace("\n2,", "\n1,").replace(",,\n", ",no,\n"), "row 3 is no claim"),
        (lambda text: text.encode().replace(b",,\n", b",\xff,\n", 1), "is not UTF-8"),
    ],
)  # fmt: skip
def test_a_worksheet_that_is_not_answered_is_one_sentence(
    cli: Cli, many: str, change: object, sentence: str
) -> None:
    cli("sample", many, "--seed", "s", "--size", "3", "--out", "audit")
    path = Path("audit/worksheet.csv")
    changed = change(path.read_text("utf-8"))  # type: ignore[operator]
    path.write_bytes(changed if isinstance(changed, bytes) else changed.encode())
    done = cli("appraise", "audit")
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert len(done.err) <= LIMIT + len("needlepoint: \n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--size", "5", "--rate", "5%"), "Give --size, or --rate and --precision."),
        ((), "Give --size, or --rate and --precision."),
        (("--rate", "5%"), "Give --precision as well"),
        (("--size", "41"), "The frame has 40 claims, fewer than the 41 to draw."),
        (("--size", "0"), "give a number from 1 to 1,000,000"),
        (("--rate", "100%", "--precision", "5%"), "give a share above 0% and below 100%"),
        (("--size", "1", "--by", "payer"), "2 strata take 2 claims or more"),
        (("--size", "5", "--codes", "7700"), "give codes of five characters"),
        (("--size", "5", "--codes", "99999"), "holds no claim for the frame"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(
    cli: Cli, many: str, arguments: tuple[str, ...], sentence: str
) -> None:
    done = cli("sample", many, "--seed", "s", "--out", "audit", *arguments)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert not Path("audit").exists()


def test_standard_input_and_a_full_folder_are_refused(cli: Cli, many: str) -> None:
    assert "A sample is read twice." in cli("sample", "-", "--seed", "s", "--size", "1").err
    Path("audit").mkdir()
    Path("audit/mine.txt").write_text("mine", "utf-8")
    assert "is not empty" in cli("sample", many, "--seed", "s", "--size", "1", "--out", "audit").err
    assert [each.name for each in Path("audit").iterdir()] == ["mine.txt"]
    assert "cannot be read" in cli("appraise", "nowhere").err
    Path("audit/sample.json").write_text("{}", "utf-8")
    assert "is no record of a sample" in cli("appraise", "audit").err


def test_several_files_are_one_frame_and_claims_of_a_day_are_looked_at_together(cli: Cli) -> None:
    for name, code in (("a.837", "77002"), ("b.837", "20610:RT")):
        Path(name).write_bytes(made.file_of(made.claim(made.service(code))))
    done = cli("sample", "a.837", "b.837", "--seed", "s", "--size", "2", "--out", "audit")
    assert "Frame: 2 claims of a.837, b.837\n" in done.out
    lone, _ = csv.DictReader(io.StringIO(Path("audit/worksheet.csv").read_text("utf-8")))
    assert lone["other_claims"] == "line 1: its primary 20610 on b.837, claim 1, line 1"
    drawn = json.loads(Path("audit/sample.json").read_text("utf-8"))["drawn"]
    assert [each["across"]["claims"] for each in drawn] == [1, 1]
    assert MARK not in Path("audit/sample.json").read_text("utf-8") + Path("audit/report.txt").read_text(
        "utf-8"
    )


def test_a_checklist_of_a_sample_is_verified_as_the_same(cli: Cli, many: str) -> None:
    cli("sample", many, "--seed", "s", "--size", "1", "--out", "audit")
    checklist = str(Path("audit/checklists/001.pdf"))
    assert cli("verify", checklist).out.startswith(f"{checklist}: Same.")


def test_what_cannot_be_read_is_told_once_and_counted(cli: Cli, many: str) -> None:
    with Path(many).open("a", encoding="utf-8") as file:
        file.write("\nnot a claim\n")
    done = cli("sample", many, "--seed", "s", "--size", "1")
    assert done.status == 0
    assert done.err.count("line 41") == 1
    assert "Left out: 1 (could not be read)" in done.out


def test_a_name_that_a_spreadsheet_would_run_is_text(cli: Cli) -> None:
    Path("table.csv").write_text("claim,date_of_service,code\n=1+1,2026-09-15,77002\n", encoding="utf-8")
    assert cli("sample", "table.csv", "--seed", "s", "--size", "1", "--out", "audit").status == 0
    assert "1,'=1+1," in Path("audit/worksheet.csv").read_text("utf-8")
