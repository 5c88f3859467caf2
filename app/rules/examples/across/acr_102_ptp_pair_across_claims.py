"""The examples of ACR-102, ptp-pair-across-claims."""

from app.rules.examples.elsewhere import elsewhere
from app.rules.examples.example import example

_EDIT = (("20611", "77002"),)

EXAMPLES = (
    example(
        "beside 20611 on another claim",
        "20610, 77002",
        "error line 2",
        practitioner="p1",
        facts=elsewhere("20611", _EDIT),
    ),
    example(
        "59 opens the edit with 20611", "20610, 77002-59", practitioner="p1", facts=elsewhere("20611", _EDIT)
    ),
    example(
        "20611 by another practitioner", "20610, 77002", practitioner="p2", facts=elsewhere("20611", _EDIT)
    ),
    example("column 1 has no flag", "20611", practitioner="p1", facts=elsewhere("20610, 77002", _EDIT)),
    example(
        "payer follows CPT only",
        "20610, 77002",
        "warning line 2",
        practitioner="p1",
        payer="commercial-cpt",
        facts=elsewhere("20611", _EDIT),
    ),
)
