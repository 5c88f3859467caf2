"""The examples of DOC-105, signature-missing."""

from app.rules.examples.example import UNDOCUMENTED, example

EXAMPLES = (
    example("not signed", "20610, 77002", "warning claim", signed=False),
    example("not stated", "20610, 77002", "info claim", signed=None),
    example("signed", "20610, 77002"),
    example("no record", "20610, 77002", "not checked", base=UNDOCUMENTED),
    example("no record, said outright", "20610, 77002", "not checked", record="none"),
    example(
        "a record of which nothing is stated",
        "20610, 77002",
        "info claim",
        base=UNDOCUMENTED,
        record="reviewed",
    ),
    example("guidance that must come off", "27096, 77002", signed=None),
    example("no guidance on the claim", "20610", base=UNDOCUMENTED),
    example("no record for guidance that must come off", "27096, 77002", "not checked", base=UNDOCUMENTED),
)
