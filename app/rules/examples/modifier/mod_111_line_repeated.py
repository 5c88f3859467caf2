"""The examples of MOD-111, line-repeated."""

from app.coding.official import UnitsLimit
from app.rules.examples.example import example

EXAMPLES = (
    example("the same joint code and side twice", "20610-RT, 20610-RT", "warning line 2"),
    example("no side on either line", "20605, 20605, 77002", "warning line 2"),
    example("one line a side", "20610-RT, 20610-LT"),
    example("another structure", "20610-RT, 20610-RT-XS", separate_site=True),
    example("repeated in another encounter", "20610-RT, 20610-RT@2", separate_encounter=True),
    example("more units than the MUE is another flag", "20610-RT, 20610-RT, 20610-RT"),
    example(
        "an MUE that counts each line for itself",
        "20610-RT, 20610-RT",
        "warning line 2",
        facts={"units": {"20610": UnitsLimit("20610", 1, "1", "example")}},
    ),
    example("a hospital claim", "20610-RT, 20610-RT", form="institutional", owner="facility", pos=None),
    example("two codes", "20610-RT, 20605-RT, 77002"),
)
