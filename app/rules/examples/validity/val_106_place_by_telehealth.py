"""The examples of VAL-106, place-by-telehealth."""

from app.rules.examples.example import example

EXAMPLES = (
    example("a joint injection by telehealth", "20610, 77002", "warning line 1", pos="02"),
    example("the patient at home", "20610, 77002", "warning line 1", pos="10"),
    example("behind a visit", "99213, 20610", "warning line 2", pos="10"),
    example("guidance alone", "77002-26", "warning line 1", pos="02"),
    example("a visit", "99213", pos="02"),
    example("the place of a line alone", "20610/10, 77002", "warning line 1"),
    example("an office", "20610, 77002"),
    example("two places of telehealth", "20610/02, 20605/10", "warning line 1", "warning line 2"),
)
