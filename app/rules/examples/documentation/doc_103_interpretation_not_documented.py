"""The examples of DOC-103, interpretation-not-documented."""

from app.rules.examples.documentation.shared import without_guidance, without_record
from app.rules.examples.example import example

EXAMPLES = (
    example("no reading", "20610, 77002", "warning claim", interpretation=False),
    example("not stated", "20610, 77002-26", "warning claim", interpretation=None, pos="22"),
    example("written", "20610, 77002"),
    example(
        "no reading, and no imaging: that is the problem",
        "20610, 77002",
        modality="landmark",
        interpretation=False,
    ),
    example("only the technical component", "20610, 77002-TC", interpretation=None),
    example(
        "hospital claim: the reading is the physician's",
        "20610, 77002",
        form="institutional",
        interpretation=None,
    ),
    *without_record("warning claim"),
    *without_guidance("interpretation"),
)
