"""What the rule for PTP edits says to do: no modifier where none opens the edit, and 25 for a visit."""

from collections.abc import Mapping

import pytest

from app.coding.official import PairEdit
from app.rules import ALL_RULES, Example, rule_by_slug, run
from app.rules.examples.carried import both_carried, carried
from app.rules.examples.example import EXAMPLE_EDITS, example

_VISIT = (
    "Add 25 to 99213 if the E/M service was significant and separately identifiable from 20610; 57 if it led "
    "to the decision for major surgery."
)


def _edit(column1: str, column2: str) -> Mapping[str, object]:
    return {"pairs": {(column1, column2): PairEdit(column1, column2, "1", None, None, "")}}


@pytest.mark.parametrize(
    ("case", "remedy"),
    [
        (example("", "20610-59, 96523", facts=EXAMPLE_EDITS), "Remove line 2."),
        (
            example("", "20610, 20605", facts=EXAMPLE_EDITS),
            (
                "Remove line 2, or add XS or 59 to 20605 if the record shows another site, XE or 59 if "
                "another encounter."
            ),
        ),
        (
            example("", "99213, 20610-RT", facts=_edit("20610", "99213")),
            f"{_VISIT} Otherwise remove line 1.",
        ),
        (
            example("", "20610, 99213", facts=_edit("99213", "20610")),
            f"{_VISIT} Otherwise remove line 1.",
        ),
    ],
)
def test_the_remedy_fits_the_indicator_and_the_visit(case: Example, remedy: str) -> None:
    (flag,), _, _ = run(*case.make(), (rule_by_slug("ptp-pair"),))
    assert flag.remedy == remedy


def test_a_visit_is_cited_by_the_edit_and_by_what_the_manual_says_of_modifiers() -> None:
    case = example("", "99213, 20610", facts=_edit("20610", "99213"))
    (flag,), _, _ = run(*case.make(), (rule_by_slug("ptp-pair"),))
    assert [(each.source, each.locator) for each in flag.citations] == [
        ("ncci-ptp", "column 1 and column 2"),
        ("ncci-manual-ch1-2026", "section E"),
    ]


_OF_THE_DAY = _edit("64640", "77002")
_ENDED_LIST = carried("ncci-aoc", "add-ons", "77002")


@pytest.mark.parametrize(
    ("lines", "facts", "flags"),
    [
        ("64640, 77002", _OF_THE_DAY, [("primary-not-listed", "error")]),
        ("64640, 77002", {**_ENDED_LIST, **_OF_THE_DAY}, [("ptp-pair", "error")]),
        ("64640, 77002-59", {**_ENDED_LIST, **_OF_THE_DAY}, [("primary-not-listed", "warning")]),
        ("64640, 77002", {**both_carried(), **_OF_THE_DAY}, [("primary-not-listed", "warning")]),
        ("64640, 77002", _ENDED_LIST, [("primary-not-listed", "warning")]),
    ],
)
def test_an_add_on_without_its_primary_that_an_edit_bars_is_one_flag(
    lines: str, facts: Mapping[str, object], flags: list[tuple[str, str]]
) -> None:
    found, _, _ = run(*example("", lines, facts=facts).make(), ALL_RULES)
    of_line = [flag for flag in found if flag.line == 2 and flag.rule in ("ptp-pair", "primary-not-listed")]
    assert [(flag.rule, flag.severity) for flag in of_line] == flags
