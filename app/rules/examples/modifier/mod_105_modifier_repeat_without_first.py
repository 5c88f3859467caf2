"""The examples of MOD-105, modifier-repeat-without-first."""

from app.rules.examples.elsewhere import elsewhere
from app.rules.examples.example import example

EXAMPLES = (
    example("76 alone", "20610, 77002-76", "warning line 2"),
    example("77 alone", "20610-77", "warning line 1"),
    example("77, and the record has two encounters", "20610-77", separate_encounter=True),
    example("76 with a first service", "20610, 77002, 20610-76@2, 77002-76@2", separate_encounter=True),
    example("both lines repeat", "20610-76, 20610-76", "warning line 1"),
    example("one repeats 76, one 77", "20610-76, 20610-77", "warning line 1", "warning line 2"),
    example("76, the first on another claim", "77002-76", practitioner="p1", facts=elsewhere("77002")),
    example("77, the first by another practitioner", "20610-77", facts=elsewhere("20610")),
    example("76, the first by another practitioner", "77002-76", "warning line 1", facts=elsewhere("77002")),
    example("the other side is no repeat", "20610-RT, 20610-LT-76", "warning line 2"),
    example("the same side is one", "20610-RT, 20610-RT-76"),
    example("the other side in another encounter", "20610-RT, 20610-LT-76@2"),
    example("a repeat of a line without a side", "20610, 20610-LT-76"),
    example("no repeat", "20610, 77002"),
)
