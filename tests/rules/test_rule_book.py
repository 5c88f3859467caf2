"""The rule book as a whole: its catalogue is an interface, its sources exist, its words are plain."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from app.coding.findings import Finding
from app.coding.reasons import say
from app.rules import ALL_RULES, RULE_FAILED, Rule, rule_by_slug, title_of
from app.rules.examples.example import example
from build_scripts.texts import SLUGS

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = ("ADD", "INC", "FAM", "EDT", "UNI", "CMP", "MOD", "VAL", "DOC", "PAY", "ENG")
EVERY = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.slug)


def test_slugs_are_those_of_the_claim_format() -> None:
    assert sorted(rule.slug for rule in ALL_RULES) == SLUGS.read_text("utf-8").split()


def test_ids_are_unique_and_carry_their_family() -> None:
    ids = [rule.id for rule in ALL_RULES]
    assert max(Counter(ids).values()) == 1
    assert all(re.fullmatch(rf"({'|'.join(FAMILIES)})-1\d\d", id_) for id_ in ids)


@EVERY
def test_rule_is_written_out(rule: Rule) -> None:
    assert 0 < len(rule.title) <= 40
    for text in (rule.why, rule.remedy):
        assert text.endswith(".")
        assert all(len(sentence.split()) <= 25 for sentence in re.split(r"(?<=[.?!]) ", text))
    assert rule.check.__doc__


@EVERY
def test_rule_cites_sources_of_the_book(rule: Rule) -> None:
    sources = tomllib.loads((ROOT / "data/sources.toml").read_text("utf-8"))["source"]
    known = {source["id"] for source in sources} | {source.get("series") for source in sources}
    assert rule.citations
    assert {cite.source for cite in rule.citations} <= known


@EVERY
def test_examples_of_a_rule_have_names_of_their_own(rule: Rule) -> None:
    names = [each.name for each in rule.examples]
    assert len(set(names)) == len(names) >= 2


@EVERY
def test_findings_are_short_plain_sentences_that_name_a_field(rule: Rule) -> None:
    for each in rule.examples:
        claim, facts = each.make()
        for found in rule.results(claim, facts):
            text = found.message if isinstance(found, Finding) else say([found])
            assert text.endswith((".", "?"))
            assert "{" not in text
            assert all(len(sentence.split()) <= 25 for sentence in re.split(r"(?<=[.?!]) ", text)), text
            if isinstance(found, Finding):
                assert found.field


def test_a_rule_is_found_by_its_slug() -> None:
    assert rule_by_slug("rule-failed") is RULE_FAILED
    with pytest.raises(KeyError):
        rule_by_slug("no-such-rule")


def test_a_candidate_is_titled_with_its_code() -> None:
    from app.rules import run

    claim, facts = example("", "77002", technique="core-biopsy", target="thigh mass").make()
    flags, _, _ = run(claim, facts)
    titles = [title_of(flag) for flag in flags]
    assert "Candidate primary procedure: 20206" in titles
    assert "Add-on without a primary procedure" in titles
