"""rules: the whole rule book and one rule of it."""

from __future__ import annotations

import json

import pytest

from app.rules import ALL_RULES
from tests.commands.conftest import Cli


def test_every_rule_has_a_line(cli: Cli) -> None:
    lines = cli("rules").out.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.id, rule.slug] for rule in ALL_RULES]


def test_json_has_an_object_a_rule(cli: Cli) -> None:
    records = [json.loads(line) for line in cli("rules", "--json").out.splitlines()]
    assert [record["slug"] for record in records] == [rule.slug for rule in ALL_RULES]
    assert all(record["why"] and record["citations"] for record in records)


@pytest.mark.parametrize("name", ["slug", "id"])
def test_one_rule_by_slug_or_id(cli: Cli, name: str) -> None:
    rule = ALL_RULES[0]
    done = cli("rules", getattr(rule, name))
    text = " ".join(done.out.split())
    assert text.startswith(f"{rule.id} {rule.slug} {rule.title}.")
    for words in (rule.why, rule.remedy, *(example.name for example in rule.examples)):
        assert " ".join(words.split()) in text
    record = json.loads(cli("rules", getattr(rule, name), "--json").out)
    assert [each["name"] for each in record["examples"]] == [example.name for example in rule.examples]


def test_a_rule_is_found_in_capitals_and_without_hyphens_and_names_its_authority(cli: Cli) -> None:
    for name in ("add-101", "ADDON-WITHOUT-PRIMARY", "addon without primary"):
        assert "Add-on code edits" in cli("rules", name).out


def test_a_name_that_no_rule_has_comes_with_the_nearest(cli: Cli) -> None:
    done = cli("rules", "addon-without-primry")
    assert done[:2] == (2, "")
    assert done.err.startswith(
        "needlepoint: No rule is called “addon-without-primry”. Nearest: addon-without-primary"
    )


def test_a_rule_on_several_claims_is_explained_by_its_name(cli: Cli) -> None:
    done = cli("rules", "ptp-pair-across-claims")
    assert done.status == 0
    assert done.out.startswith("ACR-102  ptp-pair-across-claims\n")
    assert "beside 20611 on another claim (20610, 77002): error line 2" in done.out
