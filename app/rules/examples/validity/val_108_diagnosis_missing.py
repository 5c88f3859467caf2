"""The examples of VAL-108, diagnosis-missing."""

from app.rules.examples.example import example

EXAMPLES = (
    example("one of two lines", "20610 M16.11, 77002", "warning line 2"),
    example("both lines", "20610 M16.11, 77002 M16.11"),
    example(
        "three lines, one with a diagnosis", "99213, 20610 M16.11, 77002", "warning line 1", "warning line 3"
    ),
    example("no diagnosis is stated", "20610, 77002", "not checked"),
    example("a hospital's diagnoses are of the claim", "20610 M16.11, 77002", form="institutional"),
    example("a hospital's claim without any", "20610, 77002", "not checked", form="institutional"),
    example("a revenue code alone", "rev 0250, 20610 M16.11", form="institutional"),
    example("claim form not stated", "20610 M16.11, 77002", "not checked", form=None),
)
