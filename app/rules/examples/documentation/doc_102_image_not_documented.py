"""The examples of DOC-102, image-not-documented."""

from app.rules.examples.example import UNDOCUMENTED, example

EXAMPLES = (
    example("no image", "20610, 77002", "warning claim", permanent_image=False),
    example("not stated", "20610, 77002", "warning claim", permanent_image=None),
    example("kept", "20610, 77002"),
    example(
        "no image kept, and no imaging: that is the problem",
        "20610, 77002",
        modality="landmark",
        permanent_image=False,
    ),
    example("no image, guidance inside the code", "27096", "warning claim", permanent_image=False),
    example("no record", "20610, 77002", "not checked", base=UNDOCUMENTED),
    example("no record, said outright", "20610, 77002", "not checked", record="none"),
    example(
        "a record of which nothing is stated",
        "20610, 77002",
        "warning claim",
        base=UNDOCUMENTED,
        record="reviewed",
    ),
    example(
        "guidance that must come off, and the code holds imaging",
        "27096, 77002",
        "warning claim",
        permanent_image=None,
    ),
    example("no imaging on the claim", "20610", base=UNDOCUMENTED),
    example("no record, guidance inside the code", "27096", "not checked", base=UNDOCUMENTED),
    example("unknown code", "88888", base=UNDOCUMENTED),
)
