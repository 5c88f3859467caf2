"""The examples of VAL-102, code-deleted."""

from datetime import date

from app.coding.facts import CodeFacts
from app.rules.examples.example import example
from app.rules.examples.rows import lacking

_OLD_GUIDANCE = {
    "codes": {
        "76003": CodeFacts(
            code="76003", label="", kind="guidance", last=date(2006, 12, 31), successors=("77002",)
        )
    }
}

EXAMPLES = (
    example("prostate biopsy in 2026", "55700", "error line 1", on="2026-01-01"),
    example("prostate biopsy on its last day", "55700", on="2025-12-31"),
    example("one successor", "27370, 77002", "error line 1", on="2019-01-01"),
    example("one successor, but not with this guidance", "27370, 77003", "error line 1", on="2019-01-01"),
    example(
        "no successor",
        "99999",
        "error line 1",
        facts={"codes": {"99999": CodeFacts(code="99999", label="", kind="other", last=date(2019, 12, 31))}},
    ),
    example("guidance of another number", "20610, 76003", "error line 2", facts=_OLD_GUIDANCE),
    example("a code in force", "20610, 77002"),
    example("an unknown code is another rule", "88888"),
    example(
        "a date that Needlepoint's own data do not cover", "96523", "not checked", facts=lacking("codes")
    ),
    example("the same, with a fee row of the day", "20610", facts=lacking("codes")),
    example("the same, on the last day of a code", "27370", on="2018-12-31", facts=lacking("codes")),
    example("deleted code on two lines", "27370, 27370-59", "error line 1", "error line 2", on="2019-01-01"),
    example("beside guidance inside another code", "27370, 20611, 77002", "error line 1", on="2019-01-01"),
)
