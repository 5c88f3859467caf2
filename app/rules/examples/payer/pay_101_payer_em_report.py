"""The examples of PAY-101, payer-em-report."""

from app.rules.examples.example import example
from app.rules.examples.rows import only_policy

EXAMPLES = (
    example(
        "reading beside a visit",
        "99213-25, 20610, 77002-26",
        "error line 3",
        payer="unitedhealthcare",
        report_attached=False,
    ),
    example("report not stated", "99213-25, 20610, 77002-26", "warning line 3", payer="unitedhealthcare"),
    example("report attached", "99213-25, 20610, 77002-26", payer="unitedhealthcare", report_attached=True),
    example("the day before the policy", "99213, 20610, 77002-26", payer="unitedhealthcare", on="2024-09-30"),
    example(
        "global service, the day before it was enlarged",
        "99213, 20610, 77002",
        payer="unitedhealthcare",
        on="2026-03-31",
    ),
    example(
        "global service, from the day it was enlarged",
        "99213, 20610, 77002",
        "warning line 3",
        payer="unitedhealthcare",
        on="2026-04-01",
    ),
    example("only the technical component", "99213, 20610, 77002-TC", payer="unitedhealthcare"),
    example("reading of imaging", "99213-25, 23350, 73040-26", "warning line 3", payer="unitedhealthcare"),
    example("fluoroscopy alone", "99213-25, 76000-26", "warning line 2", payer="unitedhealthcare", pos="22"),
    example("an imaging code that is not of radiology", "99213-25, 93970-26", payer="unitedhealthcare"),
    example(
        "guidance inside the procedure is the problem",
        "99213-25, 20611, 77002",
        payer="unitedhealthcare",
        modality="ultrasound",
    ),
    example("no visit", "20610, 77002-26", payer="unitedhealthcare"),
    example("Medicare", "99213-25, 20610, 77002-26"),
    example("payer not stated, beside a visit", "99213-25, 20610, 77002-26", "not checked", payer=None),
    example("payer not stated, no visit", "20610, 77002-26", payer=None),
    example("hospital claim", "99213, 20610, 77002", payer="unitedhealthcare", form="institutional"),
    example("a code that Needlepoint does not know", "88888, 20610, 77002", payer="unitedhealthcare"),
    example("a payer that Needlepoint does not know", "99213, 20610, 77002", "not checked", payer="acme"),
    example(
        "in a facility, before it was enlarged",
        "99213, 20610, 77002",
        "warning line 3",
        payer="unitedhealthcare",
        pos="22",
        on="2026-03-31",
    ),
    example(
        "a reading in an office, before it was enlarged",
        "99213, 20610, 77002-26",
        "warning line 3",
        payer="unitedhealthcare",
        on="2026-03-31",
    ),
    example(
        "place not stated, before it was enlarged",
        "99213, 20610, 77002",
        payer="unitedhealthcare",
        pos=None,
        on="2026-03-31",
    ),
    example(
        "global service, and a policy on readings alone",
        "99213, 20610, 77002",
        facts=only_policy("payer-em-report"),
    ),
)
