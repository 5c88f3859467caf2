"""What a code holds is settled once for the same facts of it, and anew for any other."""

from datetime import date

import msgspec
import pytest

from app.coding.facts import CodeFacts
from app.rules.engine import code_traits
from app.rules.engine.code_traits import traits_of_code
from app.rules.engine.traits import traits_of
from app.rules.examples.example import example


def test_the_same_code_with_the_same_facts_is_settled_once_whatever_stands_beside() -> None:
    _, facts = example("", "20610, 77002").make()
    codes = {"20610": facts.codes["20610"]}
    alone = msgspec.structs.replace(facts, codes=codes)
    assert traits_of_code("20610", facts) is traits_of_code("20610", alone)


def test_other_facts_of_the_same_codes_are_settled_anew() -> None:
    claim, facts = example("", "20610, 77002").make()
    assert "units_in_doubt" not in traits_of(claim, facts).traits
    assert "units_in_doubt" in traits_of(claim, msgspec.structs.replace(facts, units={})).traits
    lone = msgspec.structs.replace(facts, primaries={"77002": frozenset({"20611"})})
    assert "add_on_without_primary" in traits_of(claim, lone).traits
    other = msgspec.structs.replace(facts, guidance=msgspec.structs.replace(facts.guidance, needle={}))
    assert "guidance" in traits_of(claim, facts).traits
    assert "guidance" not in traits_of(claim, other).traits
    assert "units_in_doubt" not in traits_of(claim, facts).traits


def test_what_makes_room_for_others_is_settled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_traits, "_AT_MOST", 2)
    _, facts = example("", "20610, 20611, 77002, 99213").make()
    codes = ("20610", "20611", "77002", "99213", "20610")
    held = [traits_of_code(code, facts) for code in codes]
    assert held[0] == held[-1] != held[2]
    assert len(code_traits._known) <= 2


@pytest.mark.parametrize(
    ("first", "listed_from", "known_from"),
    [
        (date(2020, 1, 1), None, date(2020, 1, 1)),
        (None, date(2024, 4, 1), date(2024, 4, 1)),
        (date(2020, 1, 1), date(2024, 4, 1), date(2020, 1, 1)),
        (None, None, None),
    ],
)
def test_a_code_is_known_to_be_valid_from_the_day_that_a_source_gives(
    first: date | None, listed_from: date | None, known_from: date | None
) -> None:
    _, facts = example("", "20610").make()
    code = CodeFacts(code="20610", label="", kind="primary", first=first, listed_from=listed_from)
    held = traits_of_code("20610", msgspec.structs.replace(facts, codes={"20610": code}))
    assert (held.first, held.last) == (known_from, None)
