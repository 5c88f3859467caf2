"""The examples of MOD-102, modifier-51-addon."""

from app.rules.examples.example import example

EXAMPLES = (
    example("51 on guidance", "20610, 77002-51", "error line 2"),
    example("51 on the procedure", "20610-51, 77002"),
    example("no 51", "20610, 77002-26"),
    example("51 on guidance that is no add-on", "20206, 76942-51"),
    example("51 beside 26", "20610, 77002-26-51", "error line 2"),
)
