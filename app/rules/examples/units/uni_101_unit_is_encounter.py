"""The examples of UNI-101, unit-is-encounter."""

from app.rules.examples.example import example

EXAMPLES = (
    example("two units", "20610-50, 77002 x2", "error line 2"),
    example("two units, payer follows CPT only", "20610, 77002 x2", "warning line 2", payer="commercial-cpt"),
    example("two lines", "20610, 20605, 77002, 77002-59", "error line 4"),
    example("repeated by 76 in the same encounter", "20610, 77002, 77002-76", "error line 3"),
    example(
        "a separate encounter",
        "20610, 77002, 20605@2, 77002-XE@2",
        "warning line 4",
        separate_encounter=True,
    ),
    example(
        "a separate encounter, by the record only",
        "20610, 77002, 77002-59",
        "warning line 3",
        separate_encounter=True,
    ),
    example("one unit", "20610, 77002"),
    example("guidance inside the procedure is the problem", "27096, 77002 x2"),
    example("a second guidance code is the problem", "20610, 77002, 76942, 76942"),
    example("one side each is another rule", "20610-50, 77002-RT, 77002-LT"),
    example("components on two lines are another rule", "20610, 77002-26, 77002-TC"),
    example("two units of the procedure", "20610 x2, 77002"),
    example("two units, payer not stated", "20610, 77002 x2", "error line 2", payer=None),
    example(
        "two lines, payer follows CPT only",
        "20610, 77002, 77002",
        "warning line 3",
        payer="commercial-cpt",
    ),
    example("TC before 26", "20610, 77002-TC, 77002-26"),
    example("two lines of the same component", "20610, 77002-26, 77002-26", "error line 3"),
    example("TC twice", "20610, 77002-TC, 77002-TC", "error line 3"),
    example(
        "two encounters, one of them with two lines",
        "20610, 77002, 77002-59, 20605@2, 77002-XE@2",
        "error line 3",
        "warning line 5",
    ),
    example("one side, and no side", "20610-RT, 77002-RT, 77002", "error line 3"),
    example("one component, and the whole", "20610, 77002-26, 77002", "error line 3"),
    example("50 beside a side", "20610-50, 77002-50-RT, 77002-LT", "error line 3"),
    example(
        "each encounter its line, the second twice",
        "20610, 77002, 77002-XE@2, 77002-26@2",
        "error line 3",
        "warning line 4",
    ),
)
