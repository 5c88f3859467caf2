"""The examples of DOC-101, guidance-not-documented."""

from app.rules.examples.documentation.shared import without_record
from app.rules.examples.example import UNDOCUMENTED, example

EXAMPLES = (
    example("the needle was not guided", "20610, 77002", "error claim", needle_guided=False),
    example("not stated", "20610, 77002", "warning claim", needle_guided=None),
    example("guided, position of the tip missing", "20610, 77002", "warning claim", needle_position=False),
    example("guided, position of the tip not stated", "20610, 77002", needle_position=None),
    example("no imaging at all is another rule", "20610, 77002", modality="landmark", needle_guided=False),
    example("documented", "20610, 77002"),
    *without_record("warning claim"),
    example("guidance that must come off", "27096, 77002", needle_guided=None),
    example("no guidance on the claim", "20610", base=UNDOCUMENTED),
    example("fluoroscopy alone is no needle guidance", "76000", base=UNDOCUMENTED),
    example("a central line is followed by it, not only the needle", "36556, 77001", needle_guided=False),
    example("a vein seen, marked and punctured", "36556, 76937", "error claim", needle_guided=False),
    example("a vein under ultrasound, and the tip", "36556, 76937", needle_position=False),
    example("a central line and a joint", "36556, 77001, 20610, 77002", "error claim", needle_guided=False),
    example(
        "no imaging, yet guided, position missing",
        "20610, 77002",
        modality="landmark",
        needle_position=False,
    ),
    example(
        "the fluoroscopy of an arthrogram that was read",
        "23350, 73040, 77002",
        needle_guided=None,
        radiographic_arthrogram=True,
    ),
    example(
        "the same, and a joint that it may have been for",
        "23350, 73040, 20610, 77002",
        "warning claim",
        needle_guided=None,
        radiographic_arthrogram=True,
    ),
    example(
        "the same, and the record has no full arthrogram",
        "23350, 73040, 77002",
        "warning claim",
        needle_guided=None,
        radiographic_arthrogram=False,
    ),
    example(
        "inside the code to report for the joint",
        "20605, 76942",
        modality="ultrasound",
        needle_guided=None,
    ),
    example(
        "guidance of another family, which another code replaces",
        "20610, 77003",
        "warning claim",
        needle_guided=None,
    ),
    example("no record for guidance that must come off", "27096, 77002", "not checked", base=UNDOCUMENTED),
)
