"""The examples of ACR-103, repeated-across-claims."""

from app.rules.examples.elsewhere import elsewhere
from app.rules.examples.example import example

EXAMPLES = (
    example(
        "77002 on two claims",
        "20610, 77002",
        "error line 2",
        practitioner="p1",
        facts=elsewhere("20206, 77002"),
    ),
    example(
        "77002-59 beside 77002",
        "20610, 77002-59",
        "warning line 2",
        practitioner="p1",
        facts=elsewhere("77002"),
    ),
    example("77002 beside 77002-59", "20610, 77002", practitioner="p1", facts=elsewhere("77002-59")),
    example("77002-26 beside 77002-TC", "20610, 77002-26", practitioner="p1", facts=elsewhere("77002-TC")),
    example("77002 of two practitioners", "20610, 77002", practitioner="p2", facts=elsewhere("77002")),
    example("20610-76 beside 20610", "20610-76", "info line 1", practitioner="p1", facts=elsewhere("20610")),
    example(
        "77002-76 beside 77002", "77002-76", "warning line 1", practitioner="p1", facts=elsewhere("77002")
    ),
)
