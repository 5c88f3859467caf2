"""What codes hold is settled once for the same facts of the same codes, and anew for any other."""

from datetime import date

import msgspec
import pytest

from app.coding.facts import CodeFacts
from app.rules.engine import code_traits
from app.rules.engine.code_traits import traits_of_codes
from app.rules.engine.traits import traits_of
from app.rules.examples.example import example


def test_the_same_codes_with_the_same_facts_are_settled_once() -> None:
    _, facts = example("", "20610, 77002").make()
    assert traits_of_codes(("20610", "77002"), facts) is traits_of_codes(("20610", "77002"), facts)


def test_other_facts_of_the_same_codes_are_settled_anew() -> None:
    claim, facts = example("", "20610, 77002").make()
    assert "units_in_doubt" not in traits_of(claim, facts).traits
    assert "units_in_doubt" in traits_of(claim, msgspec.structs.replace(facts, units={})).traits
    lone = msgspec.structs.replace(facts, primaries={"77002": frozenset({"20611"})})
    assert "add_on_without_primary" in traits_of(claim, lone).traits
    assert "units_in_doubt" not in traits_of(claim, facts).traits


def test_what_makes_room_for_others_is_settled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_traits, "_AT_MOST", 2)
    _, facts = example("", "20610, 77002").make()
    held = [traits_of_codes(("20610",) * count, facts).bits for count in (1, 2, 3, 4, 1)]
    assert held[0] == held[-1] != held[1]


@pytest.mark.parametrize(
    ("first", "listed_from", "last", "valid"),
    [
        (date(2020, 1, 1), None, None, (date(2020, 1, 1), None)),
        (None, date(2024, 4, 1), None, (date(2024, 4, 1), None)),
        (date(2020, 1, 1), date(2024, 4, 1), date(2025, 12, 31), (date(2020, 1, 1), date(2025, 12, 31))),
        (None, None, None, None),
    ],
)
def test_days_of_validity_are_those_of_all_codes(
    first: date | None, listed_from: date | None, last: date | None, valid: tuple[date, date | None] | None
) -> None:
    _, facts = example("", "20610").make()
    code = CodeFacts(code="20610", label="", kind="primary", first=first, last=last, listed_from=listed_from)
    held = traits_of_codes(("20610",), msgspec.structs.replace(facts, codes={"20610": code}))
    assert held.valid == valid
