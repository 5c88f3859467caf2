"""The examples of CMP-104, component-26-own-equipment."""

from app.rules.examples.example import example
from app.rules.examples.rows import fee_row

EXAMPLES = (
    example("office, own equipment", "20610, 77002-26", "warning line 2"),
    example("office, equipment of another", "20610, 77002-26", owner="other"),
    example("imaging in an office, own equipment", "23350, 73040-26", "warning line 2"),
    example(
        "imaging whose technical component needs the physician in the room",
        "23350, 73040-26",
        "warning line 2",
        facts={"fees": {"73040": {"TC": fee_row("73040", "TC")}}},
    ),
    example("imaging in an office, equipment of another", "23350, 73040-26", owner="other"),
    example("TC of another code", "20610, 77002-26, 76942-TC", "warning line 2"),
    example("facility", "20610, 77002-26", pos="22"),
    example("owner not stated", "20610, 77002-26", "not checked", owner=None),
    example("place not stated", "20610, 77002-26", "not checked", pos=None),
    example("a place that no list has", "20610, 77002-26", "not checked", pos="97"),
    example("no 26", "20610, 77002"),
    example("TC on a line of its own is another rule", "20610, 77002-26, 77002-TC"),
    example("institutional claim is another rule", "20610, 77002-26", form="institutional"),
)
