"""The examples of CMP-105, component-tc-institutional."""

from app.rules.examples.example import example

EXAMPLES = (
    example("hospital claim", "20610, 77002-TC", "error line 2", form="institutional", pos=None),
    example("hospital claim without TC", "20610, 77002", form="institutional", pos=None),
    example("professional claim", "20610, 77002-TC"),
    example("claim form not stated", "20610, 77002-TC", "not checked", form=None),
    example("both components are another rule", "20610, 77002-26-TC", form="institutional", pos=None),
    example(
        "26 on another line is another rule", "20610, 77002-26, 77002-TC", form="institutional", pos=None
    ),
    example(
        "26 of another code", "20610, 77002-TC, 76942-26", "error line 2", form="institutional", pos=None
    ),
    example("procedure with TC is another rule", "20610-TC, 77002", form="institutional", pos=None),
    example("imaging with TC", "23350, 73040-TC", "error line 2", form="institutional", pos=None),
)
