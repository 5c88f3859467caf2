"""The examples of DOC-104, reason-not-documented."""

from app.rules.examples.example import UNDOCUMENTED, example

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
    example("no record", "20610, 77002", "not checked", base=UNDOCUMENTED),
    example("no record, said outright", "20610, 77002", "not checked", record="none"),
    example(
        "a record of which nothing is stated",
        "20610, 77002",
        "warning claim",
        base=UNDOCUMENTED,
        record="reviewed",
    ),
    example("guidance that must come off", "27096, 77002", reason_for_guidance=None),
    example("no guidance on the claim", "20610", base=UNDOCUMENTED),
    example("no record for guidance that must come off", "27096, 77002", "not checked", base=UNDOCUMENTED),
)
