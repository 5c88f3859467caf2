"""check --summary: totals in place of reviews."""

from __future__ import annotations

import json

from app.batch.totals import Totals
from tests.commands.conftest import Cli
from tests.commands.test_checking import ALONE, GOOD, written


def test_totals_are_printed_in_place_of_reviews(cli: Cli) -> None:
    done = cli("check", written("a.jsonl", ALONE, GOOD, ALONE | {"payer": None}), "--summary")
    lines = done.out.splitlines()
    assert lines[0].startswith("3 claims: 2 issues, ")
    assert "More reported than is payable: " in done.out
    assert "Looked at alone: 3 claims (nothing tells the patient from others)" in lines
    rule = next(line for line in lines if line.strip().startswith("addon-without-primary"))
    assert rule.split()[1:3] == ["2", "2"]
    assert "By payer" in lines
    assert any(line.split()[-1] == "medicare" for line in lines if line.strip())
    assert (done.status, done.err) == (1, "")


def test_as_json_it_is_one_record(cli: Cli) -> None:
    done = cli("check", written("a.jsonl", ALONE, {"schema": 1}, GOOD), "--summary", "--json")
    record = json.loads(done.out)
    assert list(record) == list(Totals.__struct_fields__)
    assert (record["claims"], record["unreadable"]) == (2, 1)
    assert record["looked_at_alone"] == {"patient": 2}
    assert done.status == 2


def test_one_claim_has_totals_too(cli: Cli) -> None:
    assert cli("check", written("a.json", ALONE), "--summary").out.startswith("1 claim: 1 issues")


def test_totals_are_no_table(cli: Cli) -> None:
    done = cli("check", written("a.json", ALONE), "--summary", "--csv")
    assert (done.status, done.out) == (2, "")
    assert "Give --summary or --csv, not both." in done.err
