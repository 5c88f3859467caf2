"""The examples of DOC-106, target-implausible."""

from app.rules.examples.example import UNDOCUMENTED, example

EXAMPLES = (
    example("a mass in bone", "20206, 77002", target="sclerotic mass of the femur"),
    example("thigh mass", "20206, 77002", "warning claim", target="lateral thigh mass"),
    example(
        "palpable thigh mass", "20206, 77002", "warning claim", target="thigh mass", palpable_target=True
    ),
    example("calcified mass", "20206, 77002", target="calcified thigh mass"),
    example("hip joint", "20610, 77002", target="hip joint"),
    example("trigger point in a muscle", "20552, 77002", target="trapezius muscle"),
    example("a mass in a muscle", "20206, 77002", "warning claim", target="mass in the trapezius muscle"),
    example("thigh mass by ultrasound", "20206, 76942", target="thigh mass", modality="ultrasound"),
    example("a mass said not to be calcified", "20206, 77002", "warning claim", target="non-calcified mass"),
    example("a wire in soft tissue", "20206, 77002", target="retained wire in soft tissue of the hand"),
    example("a needle in soft tissue", "20206, 77002", target="broken needle in soft tissue"),
    example("a mass for a needle", "20206, 77002", "warning claim", target="thigh mass, core needle biopsy"),
    example("a mass of the breastbone", "20206, 77002", target="sternal mass"),
    example("a node that holds contrast", "38505, 77002", target="opacified lymph node"),
    example(
        "an organ that is the procedure's own target",
        "38505, 77002",
        "info claim",
        target="axillary lymph node",
    ),
    example(
        "a lump beside a code that Needlepoint does not know", "88888, 77002", "warning claim", target="lump"
    ),
    example("target not stated", "20206, 77002"),
    example("no record", "20206, 77002", "not checked", base=UNDOCUMENTED),
    example("no record, no guidance", "20206", base=UNDOCUMENTED),
    example("no guidance on the claim", "20206", target="thigh mass"),
)
