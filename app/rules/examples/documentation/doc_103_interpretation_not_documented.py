"""The examples of DOC-103, interpretation-not-documented."""

from app.rules.examples.example import UNDOCUMENTED, example

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
    example("no record", "20610, 77002", "not checked", base=UNDOCUMENTED),
    example("no record, said outright", "20610, 77002", "not checked", record="none"),
    example(
        "a record of which nothing is stated",
        "20610, 77002",
        "warning claim",
        base=UNDOCUMENTED,
        record="reviewed",
    ),
    example("guidance that must come off", "27096, 77002", interpretation=None),
    example("no guidance on the claim", "20610", base=UNDOCUMENTED),
    example("no record for guidance that must come off", "27096, 77002", "not checked", base=UNDOCUMENTED),
)
