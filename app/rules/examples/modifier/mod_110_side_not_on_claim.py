"""The examples of MOD-110, side-not-on-claim."""

from functools import partial

from app.rules.examples.example import example
from app.rules.examples.rows import fee_row, lacking

_SIDES = {"fees": {"20610": {"": fee_row("20610", "", bilateral="1")}}}
_NO_SIDES = {"fees": {"38222": {"": fee_row("38222", "")}, "20552": {"": fee_row("20552", "")}}}
_both = partial(example, laterality="bilateral")

EXAMPLES = (
    example(
        "right on record, no side on the line",
        "20610, 77002",
        "info line 1",
        laterality="right",
        facts=_SIDES,
    ),
    example("both sides on record", "20610, 77002", "info line 1", laterality="bilateral", facts=_SIDES),
    example("the side is on the line", "20610-RT, 77002", laterality="right", facts=_SIDES),
    example("another side on the line is another rule", "20610-LT, 77002", laterality="right", facts=_SIDES),
    example("a finger names the side", "20600-F5, 20610", laterality="right", facts=_SIDES),
    example("no side on record", "20610, 77002", facts=_SIDES),
    example("a code that takes no side", "20552, 77002", laterality="right", facts=_NO_SIDES),
    example(
        "no fee schedule",
        "20605, 77002",
        "not checked",
        laterality="left",
        facts={"fees": {}},
    ),
    example(
        "no table of fees at all",
        "20605, 77002",
        "not checked",
        laterality="left",
        facts={"fees": {}} | lacking("fees"),
    ),
    example("right in the diagnosis", "20610 M16.11, 77002", "info line 1", facts=_SIDES),
    example("two diagnoses of one side", "20610 M16.11 M25.551", "info line 1", facts=_SIDES),
    example("a diagnosis of each side", "20610 M16.11 M25.552", facts=_SIDES),
    example("a diagnosis without a side", "20610 M16.9, 77002", facts=_SIDES),
    example("the diagnosis on guidance alone", "20610, 77002 M16.11", facts=_SIDES),
    example("a diagnosis, and a code that takes no side", "20552 M25.551, 77002", facts=_NO_SIDES),
    example("a diagnosis, and no fee schedule", "20605 M16.11", facts={"fees": {}}),
    example(
        "no code set on the shelf", "20610 M16.11", "not checked", facts={**_SIDES, **lacking("diagnoses")}
    ),
    _both("one side billed of both on record", "20610-59-RT, 77002", "info line 1", facts=_SIDES),
    _both("both sides on record and billed", "20610-RT, 20610-LT", facts=_SIDES),
    _both("both sides by 50", "20610-50", facts=_SIDES),
    _both("both on record, and a line without a side", "20610-RT, 20610", facts=_SIDES),
    _both("both on record, the side on guidance alone", "20610, 77002-RT", facts=_SIDES),
    _both("both on record, a code without sides", "20552-RT", facts=_NO_SIDES),
    example("no procedure", "99213", laterality="left"),
)
