"""The examples of ACR-101, primary-on-another-claim."""

from app.rules.examples.elsewhere import elsewhere
from app.rules.examples.example import example

EXAMPLES = (
    example(
        "beside 20610 on another claim", "77002", "info line 1", practitioner="p1", facts=elsewhere("20610")
    ),
    example("beside 20610 of another practitioner", "77002", practitioner="p2", facts=elsewhere("20610")),
    example("a primary on the claim itself", "20206, 77002", practitioner="p1", facts=elsewhere("20610")),
    example("beside 64640, which is not listed", "77002", practitioner="p1", facts=elsewhere("64640")),
    example(
        "beside 36556: the contractor decides",
        "77001",
        "not checked",
        practitioner="p1",
        facts=elsewhere("36556", procedures="36556"),
    ),
)
