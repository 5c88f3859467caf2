"""The rule book on file says what the rules say."""

from app.rules import ALL_RULES, rule_by_slug
from app.rules.book import FAMILIES, write_rule
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
