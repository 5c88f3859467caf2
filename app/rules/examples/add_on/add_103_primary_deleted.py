"""The examples of ADD-103, primary-deleted."""

from app.rules.examples.example import example

EXAMPLES = (
    example("prostate biopsy in 2026", "55700, 77002", "error line 2", on="2026-01-01"),
    example("prostate biopsy on its last day", "55700, 77002", on="2025-12-31"),
    example(
        "the successor is listed, so the deleted code is the whole problem",
        "27370, 77002",
        on="2019-01-01",
    ),
    example("another primary is listed", "55700, 20610, 77002"),
    example("payer follows CPT only", "55700, 77002", "warning line 2", payer="commercial-cpt"),
    example(
        "a deleted code that Needlepoint does not label",
        "55700, 77002",
        "error line 2",
        facts={"codes": {}, "partial": {}},
    ),
    example("another code is the one to use", "62270, 77003", on="2020-01-01"),
    example("an add-on whose primaries are not held: another rule says it", "20610, 22842"),
    example("two deleted primaries, one with a successor on the list", "27370, 55700, 77002", "error line 3"),
)
