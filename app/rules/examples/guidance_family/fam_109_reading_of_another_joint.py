"""The examples of FAM-109, reading-of-another-joint."""

from app.rules.examples.example import example

EXAMPLES = (
    example("the knee injected, the shoulder read", "27369, 73040", "warning line 2"),
    example("the shoulder injected and read", "23350, 73040"),
    example(
        "the left shoulder injected, the right one read",
        "23350-LT, 73040-26-RT",
        "warning line 2",
        laterality=None,
    ),
    example("one side injected and read", "23350-LT, 73040-LT", laterality=None),
    example("no side on the injection", "23350, 73040-RT", laterality=None),
    example("both sides injected, one read", "23350-50, 73040-RT", laterality=None),
    example("sides on record are another rule", "23350-LT, 73040-RT", laterality="left"),
    example("two joints injected, one read", "23350, 27369, 73040"),
    example("read at another encounter", "27369, 73040@2"),
    example("a reading beside a joint injection", "20610, 73040"),
    example("a reading beside a code without a target", "27096, 73040"),
    example("an injection for an exam by MR", "27369, 73222"),
    example("a code that Needlepoint does not know", "88888, 73040"),
)
