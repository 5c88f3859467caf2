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
    example("no record, no guidance", "20206", "not checked", base=UNDOCUMENTED),
    example("no record, and nothing known of what the procedure is for", "20670", base=UNDOCUMENTED),
    example("an organ for a joint", "20610, 77002", "warning line 1", target="liver"),
    example("an organ for a muscle", "20552, 77002", "warning line 1", target="left kidney"),
    example("an organ for a nerve, without guidance", "64447", "warning line 1", target="liver"),
    example("fluid in the abdomen for a joint", "20610, 77002", "warning line 1", target="ascites"),
    example("a joint for an organ", "47000, 77002", "warning line 1", target="left knee"),
    example("another organ", "47000, 77002", "warning line 1", target="right kidney"),
    example(
        "another organ, by ultrasound",
        "47000, 76942",
        "warning line 1",
        target="kidney",
        modality="ultrasound",
    ),
    example("behind a visit", "99213-25, 20610, 77002", "warning line 2", target="liver"),
    example("the organ of the procedure", "47000, 77002", "info claim", target="right hepatic lobe"),
    example(
        "the organ of the procedure, by ultrasound", "47000, 76942", target="liver", modality="ultrasound"
    ),
    example(
        "an organ that another procedure of the claim is for",
        "20610, 47000, 76942",
        target="liver",
        modality="ultrasound",
    ),
    example("an organ, and a code of which nothing is known", "88888, 77002", "info claim", target="liver"),
    example("an organ for which the book has no procedure", "49180, 77002", "info claim", target="spleen"),
    example("an organ for a mass of the abdomen", "49180, 77002", "warning claim", target="kidney"),
    example(
        "an abscess in an organ may be for the needle anywhere",
        "10160, 76942",
        target="liver abscess",
        modality="ultrasound",
    ),
    example("an organ beside what is aspirated", "20610, 77002", target="hip joint, next to the kidney"),
    example("a word that no name of anatomy has", "47000, 77002", target="segment 8"),
    example("an organ without any procedure", "77002", "warning claim", target="liver"),
    example(
        "an organ for a joint, in a book without labels",
        "20610",
        "warning line 1",
        target="liver",
        facts={"codes": {}},
    ),
    example("soft tissue of a limb", "20206, 77002", "warning claim", target="soft tissue mass of the thigh"),
    example("a mass at a joint", "20206, 77002", "warning claim", target="mass at the hip"),
    example("a mass in bone of the thigh", "20206, 77002", target="mass in the femur"),
    example("no guidance on the claim", "20206", target="thigh mass"),
)
