"""The examples of DOC-107, candidate-primary."""

from app.coding.facts import CodeFacts
from app.rules.examples.elsewhere import elsewhere
from app.rules.examples.example import example

EXAMPLES = (
    example("biopsy of a thigh mass", "77002", "info line 1", technique="core-biopsy", target="thigh mass"),
    example("the procedure is there", "20206, 77002", technique="core-biopsy", target="thigh mass"),
    example("technique and target not stated", "77002"),
    example(
        "the procedure is on another claim of the day",
        "77002",
        practitioner="p1",
        technique="core-biopsy",
        target="thigh mass",
        facts=elsewhere("20206"),
    ),
    example("guidance that is no add-on", "76942", technique="core-biopsy", target="thigh mass"),
    example("another procedure is there", "64640, 77002", technique="injection", target="hip joint"),
    example(
        "a drug that an official list describes",
        "J1030, 77002",
        "info line 2",
        technique="core-biopsy",
        target="thigh mass",
        facts={"codes": {"J1030": CodeFacts(code="J1030", label="", kind="other")}},
    ),
    example(
        "a code that Needlepoint does not know",
        "88888, 77002",
        "info line 2",
        technique="core-biopsy",
        target="thigh mass",
    ),
)
