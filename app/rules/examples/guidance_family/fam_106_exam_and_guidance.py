"""The examples of FAM-106, exam-and-guidance."""

from app.rules.examples.example import example
from app.rules.examples.rows import only_pair

EXAMPLES = (
    example("CT of a limb, and a cyst there by CT", "20612, 77012, 73700", "warning line 3", modality="ct"),
    example("CT of a limb, and a muscle anywhere", "20206, 77012, 73700", "info line 3", modality="ct"),
    example("CT of vessels, which tells no region", "20612, 77012, 73706", "info line 3", modality="ct"),
    example("another region on record", "20612, 77012, 73700", modality="ct", separate_site=True),
    example("CT of the abdomen, and a cyst of a limb", "20612, 77012, 74150", modality="ct"),
    example("an exam by another method", "20612, 77012, 73222", modality="ct"),
    example("contrast for an MR arthrogram by MR", "23350, 77021, 73222", modality="mr"),
    example("an exam by fluoroscopy is another rule", "20610, 77002, 73040"),
    example("payer follows CPT only", "20612, 77012, 73700", modality="ct", payer="commercial-cpt"),
    example("guidance that must come off", "20611, 77012, 73700", modality="ct"),
    example("ultrasound for a vein", "36556, 76937, 76882", modality="ultrasound"),
    example(
        "a PTP edit has the two",
        "20612, 76942, 76882",
        modality="ultrasound",
        facts=only_pair("76882", "76942"),
    ),
    example(
        "ultrasound of a joint, and contrast into it by ultrasound",
        "23350, 76942, 76882",
        "warning line 3",
        modality="ultrasound",
        facts={"pairs": {}},
    ),
    example(
        "a procedure that Needlepoint does not know", "88888, 77012, 73700", "info line 3", modality="ct"
    ),
)
