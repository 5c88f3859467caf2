"""What the rule for PTP edits says to do: no modifier where none opens the edit, and 25 for a visit."""

from collections.abc import Mapping

import pytest

from app.coding.official import PairEdit
from app.rules import Example, rule_by_slug, run
from app.rules.examples.example import EXAMPLE_EDITS, example

_VISIT = (
    "Add 25 to 99213 if the visit was significant and separate from 20610; 57 may fit where it led to the "
    "decision for major surgery."
)


def _edit(column1: str, column2: str) -> Mapping[str, object]:
    return {"pairs": {(column1, column2): PairEdit(column1, column2, "1", None, None, "")}}


@pytest.mark.parametrize(
    ("case", "remedy"),
    [
        (example("", "20610-59, 96523", facts=EXAMPLE_EDITS), "Leave line 2 off."),
        (
            example("", "20610, 20605", facts=EXAMPLE_EDITS),
            "Leave line 2 off unless the record supports a separate service.",
        ),
        (
            example("", "99213, 20610-RT", facts=_edit("20610", "99213")),
            f"{_VISIT} Otherwise leave line 1 off.",
        ),
        (
            example("", "20610, 99213", facts=_edit("99213", "20610")),
            f"{_VISIT} Otherwise leave line 1 off.",
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
