"""The examples of VAL-103, code-not-yet-effective."""

from app.coding.facts import CodeFacts
from app.rules.examples.example import example

EXAMPLES = (
    example("knee contrast code the day before it began", "27369", "error line 1", on="2018-12-31"),
    example("knee contrast code on its first day", "27369, 77002", on="2019-01-01"),
    example("an unknown code is another rule", "88888"),
    example("a code without a first date", "20610"),
    example("a code without a first date before any table", "20670", "not checked", on="2016-12-31"),
    example(
        "a code of which nothing but its number is known",
        "99999",
        "not checked",
        facts={"codes": {"99999": CodeFacts(code="99999", label="", kind="other")}},
    ),
    example("a drug code before any table", "J1030", "not checked", on="2016-12-31"),
    example(
        "a code without a first date in the fee schedule of the day",
        "20610",
        on="2016-12-31",
        facts={"carried": {}},
    ),
    example("an old code after its last day is another rule", "27370", on="2019-01-01"),
)
