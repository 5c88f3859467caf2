"""The examples of VAL-101, code-unknown."""

from app.coding.official import PairEdit, UnitsLimit
from app.rules.examples.example import example

_LISTING = {"77002": frozenset({"20205"})}

EXAMPLES = (
    example("a code that no list has", "99999", "error line 1", facts={"codes": {}, "codes_complete": True}),
    example("Needlepoint alone does not know every code", "88888, 77002", "info line 1", "not checked"),
    example("a letter for a digit", "2O610, 77002", "error line 1"),
    example("a letter that ends no such code", "2061A, 77002", "error line 1"),
    example("a letter for a digit in a drug code", "J1O30, 20610", "error line 1"),
    example("two letters before the digits", "JA123, 20610", "error line 1"),
    example("a drug code without a list of drug codes", "J9999, 20610", "info line 1", "not checked"),
    example(
        "a drug code that no list has",
        "J9999",
        "error line 1",
        facts={"codes": {}, "codes_complete": True},
    ),
    example("known codes", "20610, 77002"),
    example(
        "a category III code that Needlepoint does not know", "0999T, 20610", "info line 1", "not checked"
    ),
    example(
        "a code with an MUE of the date",
        "88888",
        facts={"units": {"88888": UnitsLimit("88888", 1, "3", "")}},
    ),
    example("a code with a fee row of the date", "88888", facts={"fees": {"88888": {}}}),
    example("a code that a list of primaries has", "20205, 77002", facts={"primaries": _LISTING}),
    example(
        "a code in a PTP edit of the date",
        "20610, 88888",
        facts={"pairs": {("20610", "88888"): PairEdit("20610", "88888", "1", None, None, "")}},
    ),
    example(
        "a code that only another table has, and complete lists",
        "88888",
        facts={"units": {"88888": UnitsLimit("88888", 1, "3", "")}, "codes_complete": True},
    ),
    example(
        "a revenue code alone",
        "99999, rev 0250",
        "error line 1",
        form="institutional",
        pos=None,
        facts={"codes": {}, "codes_complete": True},
    ),
)
