"""What the rule for pair edits says to do: no modifier where none opens the edit, and 25 for a visit."""

import pytest

from app.rules import Example, rule_by_slug, run
from app.rules.edits import only_edit
from app.rules.examples import OWN_EDITS, example

_VISIT = (
    "Add 25 to 99213 if the visit was significant and apart from 20610; 57 may fit where it decided on a "
    "major operation."
)


@pytest.mark.parametrize(
    ("case", "remedy"),
    [
        (example("", "20610-59, 96523", facts=OWN_EDITS), "Leave line 2 off."),
        (
            example("", "20610, 20605", facts=OWN_EDITS),
            "Leave line 2 off unless the record supports a separate service.",
        ),
        (
            example("", "99213, 20610-RT", facts=only_edit("20610", "99213")),
            f"{_VISIT} Otherwise leave line 1 off.",
        ),
        (
            example("", "20610, 99213", facts=only_edit("99213", "20610")),
            f"{_VISIT} Otherwise leave line 1 off.",
        ),
    ],
)
def test_the_remedy_fits_the_indicator_and_the_visit(case: Example, remedy: str) -> None:
    (flag,), _, _ = run(*case.make(), (rule_by_slug("ptp-pair"),))
    assert flag.remedy == remedy
