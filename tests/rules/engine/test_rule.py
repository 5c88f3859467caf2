"""The decorator keeps every part of a rule."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.coding.sources import Source
from app.rules.engine.rule import Cite, Rule, cited, rule

PARTS = {
    "id": "TST-101",
    "slug": "test-rule",
    "title": "Test",
    "severity": "warning",
    "direction": "over",
    "basis": "advice",
    "why": "Why.",
    "remedy": "Do.",
    "citations": (Cite("ncci-aoc", "77002"),),
    "first": date(2017, 1, 1),
    "last": date(2026, 12, 31),
    "needs": ("pairs",),
    "required_fields": ("payer",),
    "traits": ("guidance",),
    "modifiers": ("59",),
    "guidance_modifiers": ("26",),
}


def check(_claim: Claim, _facts: Facts) -> Iterator[Finding | Unchecked]:
    return iter(())


SOURCE = Source(
    id="aoc-2026", basis="cms-edit", publisher="CMS", title="Add-ons", edition="2026Q2", short="Add-ons",
    url="", license="", confidence="high", read=date(2026, 5, 1), series="ncci-aoc",
)  # fmt: skip
CITES = (Cite("ncci-aoc", "type 1", of_code=True), Cite("ncci-mue"))


def test_the_same_citations_of_one_table_of_sources_are_made_once() -> None:
    sources = {"ncci-aoc": SOURCE}
    found = cited(CITES, sources, "77002")
    assert found == (SOURCE.cite("77002, type 1"),)
    assert cited(CITES, sources, "77002") is found
    assert cited(CITES, sources) == (SOURCE.cite("type 1"),)
    assert cited(CITES, {"ncci-aoc": replace(SOURCE, edition="2026Q3")}, "77002")[0].edition == "2026Q3"


def test_an_ended_edition_is_cited_in_place_of_the_one_in_force() -> None:
    sources = {"ncci-aoc": SOURCE}
    older, limits = replace(SOURCE, edition="2024Q3"), replace(SOURCE, id="mue", series="ncci-mue")
    assert cited(CITES, sources, "77002", (("ncci-aoc", older),)) == (older.cite("77002, type 1"),)
    both = cited(CITES, sources, "77002", (("ncci-mue", limits),))
    assert both == (SOURCE.cite("77002, type 1"), limits.cite())
    assert cited(CITES, sources, "77002") == (SOURCE.cite("77002, type 1"),)


def test_the_decorator_keeps_what_it_is_given() -> None:
    made = rule(**PARTS)(check)  # type: ignore[arg-type] # one table for what is given and what is kept
    assert {name: getattr(made, name) for name in PARTS} == PARTS
    assert made.check is check
    assert {*PARTS, "check"} == set(Rule.__struct_fields__)
