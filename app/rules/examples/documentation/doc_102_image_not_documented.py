"""The examples of DOC-102, image-not-documented."""

from app.coding.facts import CodeFacts
from app.rules.examples.documentation.shared import without_record
from app.rules.examples.example import UNDOCUMENTED, example

_TWO_INSIDE = {
    code: CodeFacts(code=code, label="", kind="primary", requires_imaging=("ultrasound",))
    for code in ("0232T", "20611")
}
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
    example(
        "no image, and a code that is another without imaging",
        "20611",
        "warning claim",
        modality="ultrasound",
        permanent_image=False,
    ),
    example(
        "no image, and a code of which no source says what it is without imaging",
        "0232T, 20611",
        "warning claim",
        modality="ultrasound",
        permanent_image=False,
        facts={"codes": _TWO_INSIDE},
    ),
    example(
        "no image, and no source that says what the code is without imaging",
        "0232T",
        "warning claim",
        modality="ultrasound",
        permanent_image=False,
        facts={"codes": _TWO_INSIDE},
    ),
    *without_record("warning claim"),
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
