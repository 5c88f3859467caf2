"""The examples of UNI-102, bilateral-addon."""

from app.rules.examples.example import example

EXAMPLES = (
    example("50 on guidance", "20610-50, 77002-50", "error line 2"),
    example("both sides on one line", "20610-50, 77002-RT-LT", "error line 2"),
    example("one side each on two lines", "20610-50, 77002-RT, 77002-LT", "error line 3"),
    example(
        "one side each, payer follows CPT only",
        "20610-50, 77002-RT, 77002-LT",
        "warning line 3",
        payer="commercial-cpt",
    ),
    example("50, payer follows CPT only", "20610-50, 77002-50", "warning line 2", payer="commercial-cpt"),
    example("one side each, left first", "20610-50, 77002-LT, 77002-RT", "error line 3"),
    example("one side as information", "20610-RT, 77002-RT"),
    example("50 on the procedure", "20610-50, 77002"),
    example("the same side twice is another rule", "20610-RT, 77002-RT, 77002-RT"),
    example("sides of two different guidance codes", "20610-RT, 77002-RT, 20206-LT, 76942-LT"),
    example("50 beside 26", "20610-50, 77002-26-50", "error line 2", pos="22"),
    example("26 alone", "20610, 77002-26", pos="22"),
    example("50 on guidance inside the procedure: that is the problem", "27096, 77002-50"),
    example("one of two lines without a side", "20610-RT, 77002-RT, 77002"),
    example(
        "three lines, two sides",
        "20610-50, 77002-RT, 77002-LT, 77002-LT-26",
        "error line 3",
        "error line 4",
    ),
    example("50 with a side", "20610-50, 77002-50-RT", "error line 2"),
)
