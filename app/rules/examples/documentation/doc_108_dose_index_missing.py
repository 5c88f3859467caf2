"""The examples of DOC-108, dose-index-missing."""

from app.rules.examples.example import UNDOCUMENTED, example

EXAMPLES = (
    example("not stated", "20610, 77002", "info claim", dose_index=None),
    example("no dose index", "20610, 77002", "info claim", dose_index=False),
    example("given", "20610, 77002"),
    example(
        "no dose index, and no imaging: that is the problem",
        "20610, 77002",
        modality="landmark",
        dose_index=False,
    ),
    example("ultrasound", "20206, 76942", dose_index=None, modality="ultrasound"),
    example(
        "another method in the record: that is the problem",
        "20206, 77002",
        dose_index=None,
        modality="ultrasound",
    ),
    example(
        "a vein found by ultrasound, the line by fluoroscopy",
        "36556, 77001",
        "info claim",
        dose_index=None,
        modality="ultrasound",
    ),
    example("method not stated", "20206, 77002", "info claim", dose_index=None, modality=None),
    example("no record", "20610, 77002", "not checked", base=UNDOCUMENTED),
    example("no record, said outright", "20610, 77002", "not checked", record="none"),
    example(
        "a record of which nothing is stated",
        "20610, 77002",
        "info claim",
        base=UNDOCUMENTED,
        record="reviewed",
    ),
    example("guidance that must come off", "27096, 77002", dose_index=None),
    example("no guidance on the claim", "20610", dose_index=None),
    example("no record for guidance that must come off", "27096, 77002", "not checked", base=UNDOCUMENTED),
)
