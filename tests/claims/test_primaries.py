"""Which procedures an add-on can be reported with: from its list alone, what fits the record first."""

from datetime import date

import pytest

from app.claims.primaries import Primary, PrimaryChoice, find_primaries
from app.coding.claim import Claim, Documentation, Line
from app.coding.facts import CodeFacts, Facts
from tests.desktop.claim.samples import LABELS, make_flag

CLAIM = Claim(
    schema=1,
    date_of_service=date(2026, 9, 15),
    lines=(Line("99213"), Line("77002", ("26",), encounter=2)),
    documentation=Documentation(technique="core-biopsy", target="thigh mass"),
)
FACTS = Facts(
    on=CLAIM.date_of_service,
    primaries={"77002": frozenset(("20610", "20206", "38505"))},
    candidates=tuple(CodeFacts(code=code, label="", kind="primary") for code in ("20206", "99999")),
)


def label_of(code: str) -> str:
    return LABELS.get(code, "")


def test_what_fits_the_record_comes_first_and_only_from_the_list() -> None:
    found = find_primaries(make_flag("addon-without-primary", line=2), CLAIM, FACTS, label_of)
    assert [(each.code, each.fits) for each in found] == [("20206", True), ("20610", False), ("38505", False)]
    assert found[0].label == "Needle biopsy of muscle"


@pytest.mark.parametrize(
    ("rule", "line"), [("component-26-missing", 2), ("candidate-primary", None), ("candidate-primary", 1)]
)
def test_a_flag_that_no_primary_clears_offers_none(rule: str, line: int | None) -> None:
    assert find_primaries(make_flag(rule, line=line), CLAIM, FACTS, label_of) == ()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("", ["20206", "20610"]),
        ("  ", ["20206", "20610"]),
        ("206", ["20610"]),
        ("knee", ["20610"]),
        ("needle", ["20610", "20206"]),
        ("zzz", []),
    ],
)
def test_typing_leaves_codes_that_start_so_and_what_the_search_finds(typed: str, left: list[str]) -> None:
    found = {"knee": ("99999", "20610"), "needle": ("20610", "20206"), "206": ("20206",)}
    given = tuple(Primary(code, LABELS[code], fits=False) for code in ("20206", "20610"))
    choice = PrimaryChoice(given, lambda text: found.get(text, ()))
    assert [each.code for each in choice.fitting(typed)] == left
