"""The rule book on file says what the rules say."""

from datetime import date

import msgspec

from app.rules import ALL_RULES, rule_by_slug
from app.rules.engine.rule_book import FAMILIES, show_lines, write_rule
from app.rules.examples.example import example
from build_scripts.rule_book import OUT, make_book


def test_the_book_on_file_is_up_to_date() -> None:
    assert OUT.read_text("utf-8") == make_book(), "run python -m build_scripts.rule_book"


def test_every_rule_and_every_example_is_in_the_book() -> None:
    book = make_book()
    for rule in ALL_RULES:
        assert rule.id[:3] in FAMILIES
        assert f"### {rule.id} {rule.title}\n" in book
        assert rule.why in book
        assert rule.remedy in book
        assert all(f"| {example.name} |" in book for example in rule.examples)


def test_a_section_names_dates_and_what_it_asks_for() -> None:
    dated = write_rule(rule_by_slug("addon-without-primary"), lambda cite: cite.source)
    assert "`addon-without-primary`, error, CMS edit, dates of service from 01/01/2017." in dated
    assert "Authority: ncci-aoc; cpt-2017." in dated
    assert "| hip injection with its guidance | 20610-RT, 77002 | nothing |" in dated
    asking = write_rule(rule_by_slug("component-tc-institutional"), lambda cite: cite.source)
    assert "Not checked when the claim does not state: the claim form." in asking
    units = write_rule(rule_by_slug("unit-is-encounter"), lambda cite: cite.source)
    assert "| two units | 20610-50, 77002 x2 | error line 2 |" in units
    claim = write_rule(rule_by_slug("signature-missing"), lambda cite: cite.source)
    assert "| not signed | 20610, 77002 | warning on the whole claim |" in claim


def test_a_rule_with_an_end_and_two_questions_says_both() -> None:
    ended = msgspec.structs.replace(
        rule_by_slug("signature-missing"), last=date(2025, 12, 31), required_fields=("payer", "claim_form")
    )
    section = write_rule(ended, lambda cite: cite.source)
    assert ", dates of service to 12/31/2025." in section
    assert "Not checked when the claim does not state: the payer, the claim form." in section


def test_lines_are_shown_as_a_coder_types_them() -> None:
    claim, _ = example("", "20610-RT-59 x2 M16.11 M25.551, 77002").make()
    assert show_lines(claim) == "20610-RT-59 x2 M16.11 M25.551, 77002"
