"""check --summary: totals in place of reviews."""

from __future__ import annotations

import json

import pytest

from app.batch.totals import Totals
from app.claims.record import Entry, read_claim
from app.coding.findings import Review
from app.coding.reasons import NotChecked
from app.commands.review_text import print_line
from tests.commands.conftest import Cli
from tests.commands.test_checking import ALONE, GOOD, written


def test_totals_are_printed_in_place_of_reviews(cli: Cli) -> None:
    done = cli("check", written("a.jsonl", ALONE, GOOD, ALONE | {"payer": None}), "--summary")
    lines = done.out.splitlines()
    assert lines[0].startswith("3 claims: 2 with issues, ")
    assert "More reported than is payable: " in done.out
    assert "Reviewed without the patient's other claims: 3 claims (no patient is stated)" in lines
    rule = next(line for line in lines if line.strip().startswith("addon-without-primary"))
    assert rule.split()[1:3] == ["2", "2"]
    assert "By payer" in lines
    head = lines[lines.index("By payer") + 1].split()
    assert head == ["Payer", "Claims", "Errors", "Warnings", "Info", "Over", "Under"]
    assert any(line.split()[:2] == ["medicare", "2"] for line in lines if line.strip())
    assert (done.status, done.err) == (1, "")


def test_of_many_claims_each_says_what_would_let_more_rules_look_and_how_their_reasons_are_seen(
    cli: Cli,
) -> None:
    file = written("a.jsonl", ALONE | {"payer": None, "date_of_service": "2024-08-15"}, GOOD)
    line = cli("check", file).out.splitlines()[1]
    assert line == (
        "  To check more: state imaging modality, payer; import ICD-10-CM of FY2024. "
        "Each rule and its reason: --claim 1"
    )
    assert "\nNot checked\n" in cli("check", file, "--claim", "1").out


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (1, "1"),
        ("A-17", "A-17"),
        ("claim 1", '"claim 1"'),
        ("a.837, claim 17", '"a.837, claim 17"'),
        ("-x", '"-x"'),
        ("a $b", "and its name"),
        ('a "b"', "and its name"),
    ],
)
def test_the_name_of_a_claim_is_printed_as_a_shell_takes_it(
    name: int | str, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    review = Review(
        schema=1, outcome="clean", flags=(), checked=(), editions=(),
        not_checked=(NotChecked("ptp-pair", "Why."),),
    )  # fmt: skip
    print_line(Entry(name, read_claim(json.dumps(GOOD))), review)
    assert capsys.readouterr().out.splitlines()[1].endswith(f"Each rule and its reason: --claim {typed}")


def test_as_json_it_is_one_record(cli: Cli) -> None:
    done = cli("check", written("a.jsonl", ALONE, {"schema": 1}, GOOD), "--summary", "--json")
    record = json.loads(done.out)
    assert list(record) == list(Totals.__struct_fields__)
    assert (record["claims"], record["unreadable"]) == (2, 1)
    assert record["looked_at_alone"] == {"patient": 2}
    assert done.status == 2


def test_one_claim_has_totals_too(cli: Cli) -> None:
    assert cli("check", written("a.json", ALONE), "--summary").out.startswith("1 claim: 1 with issues")


def test_where_nothing_was_read_there_are_no_empty_tables(cli: Cli) -> None:
    done = cli("check", written("a.jsonl", {"schema": 1}, {"schema": 1}), "--summary")
    assert done.out.startswith("0 claims: ")
    assert "2 could not be read" in done.out
    assert "By " not in done.out
    assert done.status == 2


def test_sentences_on_claims_that_no_rule_looked_at_agree_in_number(cli: Cli) -> None:
    other = ALONE | {"lines": [{"code": "99213"}]}
    one, two = written("a.jsonl", GOOD, other), written("b.jsonl", GOOD, other, other)
    assert (
        "1 of them without a code that Needlepoint is for: no rule looked at it\n"
        in cli("check", one, "--summary").out
    )
    assert "1 claim not reviewed. It has no " in cli("check", one).err
    assert "no rule looked at them\n" in cli("check", two, "--summary").out
    assert "2 claims not reviewed. They have no " in cli("check", two).err


def test_totals_are_no_table(cli: Cli) -> None:
    done = cli("check", written("a.json", ALONE), "--summary", "--csv")
    assert (done.status, done.out) == (2, "")
    assert "Give --summary or --csv, not both." in done.err
