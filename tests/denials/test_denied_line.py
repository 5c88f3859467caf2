"""The line that a denial can be about: the guidance or the add-on, where there is one alone."""

from __future__ import annotations

from datetime import date

import pytest

from app.coding.claim import Claim, Line
from app.coding.denials import DenialTable
from app.coding.facts import Facts
from app.coding.official import PairEdit
from app.denials.denied_line import likely_line
from app.denials.reading import read_denials
from build_scripts.reference.citing import Citer
from build_scripts.reference.denials import denial_table
from build_scripts.reference.knowledge import Knowledge

DAY = date(2026, 3, 10)
LISTED = Facts(on=DAY, primaries={"77002": frozenset({"20610"})})
BUNDLED = Facts(
    on=DAY, pairs={("20610", "77002"): PairEdit("20610", "77002", "1", date(2020, 1, 1), None, "x")}
)


@pytest.fixture(scope="module")
def table(knowledge: Knowledge) -> DenialTable:
    return denial_table(knowledge, Citer(knowledge))


def likely(
    table: DenialTable, text: str, facts: Facts, codes: tuple[str, ...] = ("20610", "77002")
) -> int | None:
    claim = Claim(schema=2, date_of_service=DAY, lines=tuple(Line(code=code) for code in codes))
    return likely_line(read_denials(text), claim, facts, table)


@pytest.mark.parametrize("text", ["CO-107", "CO-236 N122", "CO-97", "CO-45 N122"])
def test_a_number_of_bundling_or_of_add_ons_is_about_the_line_that_can_be_bundled_or_added(
    table: DenialTable, text: str
) -> None:
    assert likely(table, text, LISTED) == 2
    assert likely(table, text, BUNDLED) == 2


@pytest.mark.parametrize("text", ["CO-50", "CO-45", "CO-9"])
def test_a_number_of_any_line_names_none(table: DenialTable, text: str) -> None:
    assert likely(table, text, LISTED) is None


def test_of_several_lines_that_it_can_be_about_none_is_taken(table: DenialTable) -> None:
    assert likely(table, "CO-236", LISTED, ("20610", "77002", "77002")) is None
    assert likely(table, "CO-236", LISTED, ("20610", "99213")) is None
