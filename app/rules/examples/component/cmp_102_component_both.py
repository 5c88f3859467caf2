"""The examples of CMP-102, component-both."""

from app.rules.examples.example import example
from app.rules.examples.rows import fee_row

EXAMPLES = (
    example("both on one line", "20610, 77002-26-TC", "error line 2"),
    example(
        "both on one line in a facility", "20610, 77002-26-TC", "error line 2", pos="22", owner="facility"
    ),
    example("both on one line, place not stated", "20610, 77002-26-TC", "error line 2", pos=None),
    example(
        "both on one line of a hospital claim",
        "20610, 77002-26-TC",
        "error line 2",
        form="institutional",
        pos=None,
    ),
    example(
        "both on one line of a hospital claim, and 26 on another",
        "20610, 77002-26, 77002-26-TC",
        "error line 3",
        form="institutional",
        pos=None,
    ),
    example("on two lines", "20610, 77002-26, 77002-TC", "error line 3"),
    example("the global service", "20610, 77002"),
    example("on two lines, TC first", "20610, 77002-TC, 77002-26", "error line 3"),
    example("two lines of 26 are another rule", "20610, 77002-26, 77002-26"),
    example("one component", "20610, 77002-26", pos="22", owner="facility"),
    example("both on one line of imaging", "23350, 73040-26-TC", "error line 2"),
    example(
        "both on one line of imaging that does not split: that is another rule",
        "73040-26-TC",
        facts={"fees": {"73040": {"": fee_row("73040", "", "0")}}},
    ),
    example("components of two codes", "20610, 77002-26, 20206, 76942-TC"),
    example("two encounters", "20610, 77002-26, 77002-TC@2"),
    example("on two lines in a facility: TC is the problem", "20610, 77002-26, 77002-TC", pos="22"),
    example(
        "on two lines of a hospital claim, with a place of service",
        "20610, 77002-26, 77002-TC",
        "error line 3",
        form="institutional",
        pos="22",
    ),
    example(
        "on two lines of a hospital claim",
        "20610, 77002-26, 77002-TC",
        "error line 3",
        form="institutional",
        pos=None,
    ),
)
