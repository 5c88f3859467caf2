"""The examples of DOC-108, dose-index-missing."""

from app.rules.examples.documentation.shared import without_guidance, without_record
from app.rules.examples.example import example

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
    *without_record("info claim"),
    *without_guidance("dose_index"),
)
