"""The examples of MOD-112, bilateral-units."""

from app.rules.examples.example import example

EXAMPLES = (
    example("both sides and two units", "20610-50 x2, 77002", "warning line 1"),
    example("both sides and one unit", "20610-50, 77002"),
    example("two units without 50", "20610 x2, 77002"),
    example("50 on another line", "20610-50, 20605 x2"),
    example("guidance: that is another rule", "20610-50, 77002-50 x2"),
    example("more units than the MUE: that is another rule", "20610-50 x9"),
    example("50 where sides do not apply: that is another rule", "62323-50 x2", facts={"units": {}}),
    example("a code without a MUE value at hand", "88888-50 x2", "warning line 1"),
)
