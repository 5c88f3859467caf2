"""The examples of FAM-103, modality-mismatch."""

from app.rules.examples.example import example

EXAMPLES = (
    example("a needle outside vessels for the access: that is another rule", "36556, 77001, 76942"),
    example("a vein found by ultrasound, the line by fluoroscopy", "36556, 77001", modality="ultrasound"),
    example(
        "fluoroscopy billed, ultrasound in the record",
        "20610, 77002",
        "error line 2",
        modality="ultrasound",
    ),
    example("ultrasound billed, CT in the record", "20206, 76942", "error line 2", modality="ct"),
    example("no imaging in the record", "20610, 77002", "error line 2", modality="landmark"),
    example(
        "no imaging, and no guided needle",
        "20610, 77002",
        "error line 2",
        modality="landmark",
        needle_guided=False,
    ),
    example("a vein under ultrasound, no imaging", "36556, 76937", "error line 2", modality="landmark"),
    example("a vein under ultrasound, and what follows by fluoroscopy", "36556, 76937"),
    example("a vein under ultrasound", "36556, 76937", modality="ultrasound"),
    example("they agree", "20610, 77002"),
    example("one of two codes agrees: stacked is the problem", "20610, 76942, 77002"),
    example("method not stated", "20610, 77002", "not checked", modality=None),
    example("no guidance", "20610", modality=None),
    example("guidance is inside the code", "20611, 77002", modality="ultrasound"),
    example(
        "guidance inside one code and the method wrong for the other",
        "20611, 20206, 77002",
        "error line 3",
        modality="ultrasound",
    ),
    example(
        "ultrasound inside one code, fluoroscopy for the other at its own encounter",
        "20611, 20206@2, 77002-XE@2",
        "not checked",
        modality="ultrasound",
        separate_encounter=True,
    ),
    example(
        "two encounters, and the method fits neither",
        "20611, 20206@2, 77002-XE@2",
        "error line 3",
        modality="ct",
        separate_encounter=True,
    ),
)
