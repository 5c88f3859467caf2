"""check and reopen: the two records, exactly, and the status that scripts rely on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.claims.record import read_claim
from app.coding.findings import Review
from app.commands.notices import worst
from app.library import Library
from app.review import review
from tests.commands.conftest import Cli

ALONE = {
    "schema": 1, "date_of_service": "2026-09-15", "place_of_service": "22", "payer": "medicare",
    "claim_form": "professional", "equipment_owner": "facility",
    "lines": [{"code": "77002", "modifiers": [], "units": 1, "diagnoses": ["R22.41"]}],
}  # fmt: skip
GOOD = {
    "schema": 1, "date_of_service": "2026-09-15", "place_of_service": "11", "payer": "medicare",
    "claim_form": "professional", "equipment_owner": "billing-provider",
    "lines": [
        {"code": "20610", "modifiers": ["RT"], "diagnoses": ["M16.11"]},
        {"code": "77002", "diagnoses": ["M16.11"]},
    ],
    "documentation": {
        "modality": "fluoroscopy", "needle_guided": True, "needle_position": True, "permanent_image": True,
        "interpretation": True, "reason_for_guidance": True, "laterality": "right", "technique": "injection",
        "target": "hip joint", "palpable_target": False, "catheter_left": False,
        "radiographic_arthrogram": False,
        "dose_index": True, "signed": True,
    },
}  # fmt: skip


def written(name: str, *claims: dict[str, Any]) -> str:
    """A file of claims in the working folder."""
    Path(name).write_text("\n".join(json.dumps(claim) for claim in claims), encoding="utf-8")
    return name


def test_guidance_alone_in_a_facility(cli: Cli) -> None:
    done = cli("check", written("a.json", ALONE), "--json")
    found = json.loads(done.out)
    errors = {flag["rule"] for flag in found["flags"] if flag["severity"] == "error"}
    assert {"addon-without-primary", "component-26-missing"} <= errors
    assert (done.status, found["outcome"], done.err) == (1, "issues", "")


def test_a_documented_hip_injection_in_the_office_has_no_error_and_no_warning(cli: Cli) -> None:
    done = cli("check", written("a.json", GOOD), "--json")
    found = json.loads(done.out)
    assert [flag for flag in found["flags"] if flag["severity"] != "info"] == []
    assert (done.status, found["outcome"]) in [(0, "clean"), (3, "incomplete")]
    assert all(each["reason"] for each in found["not_checked"])


def test_json_is_exactly_the_review_record(cli: Cli, library: Library) -> None:
    done = cli("check", written("a.json", ALONE), "--json")
    assert list(json.loads(done.out)) == list(Review.__struct_fields__)
    expected = review(read_claim(json.dumps(ALONE)), library)
    assert msgspec.json.decode(done.out, type=Review) == expected
    assert done.out == msgspec.json.encode(expected).decode() + "\n"


def test_text_says_outcome_flags_and_what_was_not_checked(cli: Cli) -> None:
    found = json.loads(cli("check", written("a.json", ALONE), "--json").out)
    text = " ".join(cli("check", "a.json").out.split())
    assert text.startswith("Issues found. ")
    for flag in found["flags"]:
        assert f"({flag['rule']})" in text
        assert " ".join(flag["message"].split()) in text
    assert "Not checked " in text
    for each in found["not_checked"]:
        assert f"({each['rule']}) " in text
    assert "Editions used" in text


def test_text_says_which_edition_does_not_cover_the_date_of_service(cli: Cli) -> None:
    def said(day: str) -> str:
        text = cli("check", written("a.json", ALONE | {"date_of_service": day})).out
        return " ".join(text.partition("Editions used")[2].split())

    assert "to 12/31/2026; does not cover the date of service" in said("2016-12-31")
    assert "RVU26C 07/01/2026 to 09/30/2026; does not cover" in said("2026-06-30")
    assert "date of service: its indicators are read for the whole year" in said("2026-06-30")
    assert "2026Q2 04/01/2026 to 06/30/2026; does not cover" in said("2026-03-31")
    assert "date of service: each row has days of its own and answers for them" in said("2026-03-31")
    assert "RVU26C 07/01/2026 to 09/30/2026" in said("2026-07-01")
    assert "to 09/30/2026; does not cover" not in said("2026-07-01")


def test_a_checklist_opened_again_says_so_too(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE | {"date_of_service": "2016-12-31"}), "-o", "a.pdf")
    assert "does not cover the date of service" in cli("reopen", "a.pdf").out


class TestMany:
    def test_one_review_a_line_with_the_number_of_its_line(self, cli: Cli) -> None:
        done = cli("check", written("a.jsonl", ALONE, GOOD), "--json")
        first, second = map(json.loads, done.out.splitlines())
        assert list(first) == ["claim", *Review.__struct_fields__, "across"]
        assert (first["claim"], first["outcome"]) == (1, "issues")
        assert (second["claim"], second["outcome"]) in [(2, "clean"), (2, "incomplete")]
        assert done.status == 1

    def test_a_claim_that_cannot_be_read_stops_no_other(self, cli: Cli) -> None:
        done = cli("check", written("a.jsonl", ALONE, {"schema": 1}, ALONE), "--json")
        assert [json.loads(line)["claim"] for line in done.out.splitlines()] == [1, 3]
        assert done.err == "needlepoint: a.jsonl, line 2: date_of_service: is required.\n"
        assert done.status == 2

    def test_a_table_gives_the_same_reviews_as_json(self, cli: Cli) -> None:
        Path("a.csv").write_text(
            "claim,date_of_service,place_of_service,payer,claim_form,equipment_owner,code,units,diagnoses\n"
            "A17,2026-09-15,22,medicare,professional,facility,77002,1,R22.41\n",
            encoding="utf-8",
        )
        from_table = json.loads(cli("check", "a.csv", "--json").out)
        from_json = json.loads(cli("check", written("a.json", ALONE), "--json").out)
        assert from_table.pop("claim") == "A17"
        assert from_table.pop("across")["because"] == "patient"
        assert from_table == from_json

    def test_text_has_a_line_for_each_claim_and_flag(self, cli: Cli) -> None:
        done = cli("check", written("a.jsonl", ALONE, GOOD))
        heads = [line for line in done.out.splitlines() if not line.startswith(" ")]
        assert [head.split()[0] for head in heads] == ["1", "2"]
        assert "(addon-without-primary)" in done.out

    def test_csv_has_a_row_for_each_flag_and_one_for_a_claim_without(self, cli: Cli) -> None:
        done = cli("check", written("a.jsonl", ALONE, GOOD), "--csv")
        rows = list(csv.DictReader(io.StringIO(done.out)))
        flags = json.loads(cli("check", written("b.json", ALONE), "--json").out)["flags"]
        assert [row["rule"] for row in rows if row["claim"] == "1"] == [flag["rule"] for flag in flags]
        assert [row["outcome"] for row in rows if row["claim"] == "2"]

    def test_a_table_without_rows_is_a_fault(self, cli: Cli) -> None:
        Path("a.csv").write_text("claim,date_of_service,code\n", encoding="utf-8")
        assert cli("check", "a.csv") == (2, "", "needlepoint: a.csv holds no claim. Give at least one.\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"schema": 1, "lines": []}', "a.json: date_of_service: is required."),
        ("{", "a.json: The claim is not valid JSON: Input data was truncated."),
    ],
)
def test_a_claim_that_cannot_be_read(cli: Cli, text: str, sentence: str) -> None:
    Path("a.json").write_text(text, encoding="utf-8")
    assert cli("check", "a.json", "--json") == (2, "", f"needlepoint: {sentence}\n")


def test_a_file_that_is_not_there(cli: Cli) -> None:
    assert cli("check", "a.json") == (
        2,
        "",
        "needlepoint: a.json cannot be read (No such file or directory).\n",
    )


@pytest.mark.parametrize(
    ("statuses", "status"), [([], 0), ([0], 0), ([0, 3], 3), ([3, 1, 0], 1), ([1, 2, 3], 2)]
)
def test_the_worst_status_wins(statuses: list[int], status: int) -> None:
    assert worst(statuses) == status


class TestReopen:
    def test_it_gives_the_review_of_the_claim_inside(self, cli: Cli) -> None:
        checked = cli("check", written("a.json", ALONE), "--json")
        assert cli("checklist", "a.json", "-o", "a.pdf").status == 0
        again = cli("reopen", "a.pdf", "--json")
        assert (again.status, again.out) == (checked.status, checked.out)
        assert cli("reopen", "a.pdf").out == cli("check", "a.json").out

    def test_it_gives_the_claim_itself(self, cli: Cli) -> None:
        cli("checklist", written("a.json", GOOD), "-o", "a.pdf")
        done = cli("reopen", "a.pdf", "--claim")
        assert read_claim(done.out) == read_claim(json.dumps(GOOD))

    @pytest.mark.parametrize(
        ("content", "words"), [(b"x", "is not a PDF"), (b"%PDF-1.7", "is damaged"), (None, "cannot be read")]
    )
    def test_what_is_no_checklist(self, cli: Cli, content: bytes | None, words: str) -> None:
        if content is not None:
            Path("a.pdf").write_bytes(content)
        done = cli("reopen", "a.pdf")
        assert (done.status, done.out) == (2, "")
        assert words in done.err
