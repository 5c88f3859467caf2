"""The examples of DOC-104, reason-not-documented."""

from app.rules.examples.documentation.shared import without_guidance, without_record
from app.rules.examples.example import example

EXAMPLES = (
    example("no reason", "20610, 77002", "warning claim", reason_for_guidance=False),
    example("not stated", "20610, 77002", "warning claim", reason_for_guidance=None),
    example(
        "not stated, hyaluronic acid for the knee",
        "20610, 77002, J7321",
        "warning claim",
        reason_for_guidance=None,
    ),
    example(
        "the same, another payer",
        "20610, 77002, J7321",
        "warning claim",
        reason_for_guidance=None,
        payer="aetna",
    ),
    example("not stated, no payer", "20610, 77002", "warning claim", reason_for_guidance=None, payer=None),
    example("given", "20610, 77002"),
    example(
        "not stated, no payer, and no payers known",
        "20610, 77002",
        "warning claim",
        reason_for_guidance=None,
        payer=None,
        facts={"payers": {}},
    ),
    example(
        "no reason, and no imaging: that is the problem",
        "20610, 77002",
        modality="landmark",
        reason_for_guidance=False,
    ),
    *without_record("warning claim"),
    *without_guidance("reason_for_guidance"),
)
