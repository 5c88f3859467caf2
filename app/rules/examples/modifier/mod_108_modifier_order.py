"""The examples of MOD-108, modifier-order."""

from app.rules.examples.example import EXAMPLE_EDITS, example

EXAMPLES = (
    example("side before component", "20610, 77002-RT-26", "info line 2"),
    example("component first", "20610, 77002-26-RT"),
    example("side and 59 before component", "20610, 77002-RT-59-26", "info line 2"),
    example("none sets the price", "20610-RT-XS"),
    example("an unknown modifier has no place", "20610, 77002-ZZ-26"),
    example("a component that the code does not take", "20610-RT-26", facts=EXAMPLE_EDITS),
    example("a component on a hospital claim", "20610, 77002-RT-26", form="institutional", pos=None),
    example("claim form not stated", "20610, 77002-RT-26", "info line 2", form=None),
    example("both components", "20610, 77002-RT-26-TC"),
    example("one modifier", "20610-RT, 77002"),
)
