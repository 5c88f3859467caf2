"""The examples of MOD-104, modifier-wrong-claim-form."""

from app.rules.examples.example import example

EXAMPLES = (
    example("73 on a professional claim", "20610-73", "error line 1"),
    example("53 on a hospital claim", "20610-53", "error line 1", form="institutional", pos=None),
    example("73 on the claim of a surgical center", "20610-73", pos="24"),
    example("73 on a physician's claim from there", "20610-73", "error line 1", pos="24", owner="facility"),
    example("53 on hospital guidance", "20610, 77002-53", "error line 2", form="institutional", pos=None),
    example("PO on a professional claim", "20610-PO, 77002", "error line 1"),
    example("PO on a hospital claim", "20610-PO, 77002-PO", form="institutional", pos=None),
    example("claim form not stated", "20610-73", "not checked", form=None),
    example("claim form not stated, and it does not matter", "20610-RT, 77002", form=None),
    example("TC on hospital guidance is another rule", "20610, 77002-TC", form="institutional", pos=None),
    example("TC on hospital imaging is another rule", "23350, 73040-TC", form="institutional", pos=None),
    example("a modifier that Needlepoint does not know", "20610-ZZ"),
    example(
        "both components of guidance on a hospital claim are another rule",
        "20610, 77002-26, 77002-TC",
        form="institutional",
        pos=None,
    ),
    example(
        "27 of the hospital's visits on a procedure",
        "20610-27",
        "error line 1",
    ),
    example("51 on an add-on is another rule", "20610, 77002-51", form="institutional", pos=None),
    example("51 on a procedure", "20610-51", "error line 1", form="institutional", pos=None),
    example("TC on a hospital procedure", "64450-TC", "error line 1", form="institutional", pos=None),
    example("26 on a hospital claim", "20610, 77002-26-RT", "error line 2", form="institutional", pos=None),
    example(
        "both components on a hospital claim",
        "64450-26-TC",
        "error line 1",
        "error line 1",
        form="institutional",
        pos=None,
    ),
)
