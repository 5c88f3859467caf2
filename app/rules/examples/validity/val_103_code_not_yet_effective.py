"""The examples of VAL-103, code-not-yet-effective."""

from app.rules.examples.example import example

EXAMPLES = (
    example("knee contrast code the day before it began", "27369", "error line 1", on="2018-12-31"),
    example("knee contrast code on its first day", "27369, 77002", on="2019-01-01"),
    example("an unknown code is another rule", "88888"),
    example("a code without a first date", "20610"),
)
