"""The examples of MOD-113, diagnosis-side-mismatch."""

from app.coding.words import Laterality
from app.rules.engine.rule import Example
from app.rules.examples.example import EXAMPLE_EDITS, example
from app.rules.examples.rows import lacking


def _case(name: str, lines: str, *expect: str, laterality: Laterality | None = None) -> Example:
    return example(name, lines, *expect, facts=EXAMPLE_EDITS, laterality=laterality)


EXAMPLES = (
    _case("left billed, right in the diagnosis", "20610-LT M16.11", "warning line 1"),
    _case("two diagnoses of the other side", "20610-LT M16.11 M25.551", "warning line 1"),
    _case("another modifier before the side", "20610-59-LT M16.11", "warning line 1"),
    _case("right billed, left in the diagnosis", "20610-RT M25.552", "warning line 1"),
    _case("they agree", "20610-RT M16.11", laterality="right"),
    _case("one diagnosis of each side", "20610-LT M16.11 M25.552"),
    _case("a diagnosis of both sides", "20610-LT M16.0"),
    _case("a diagnosis without a side beside one of the other", "20610-LT M16.11 M16.9"),
    _case("a diagnosis that is not known", "20610-LT M99.99"),
    _case("no diagnosis on the line with the side", "20610-LT, 77002 M16.11"),
    _case("both sides billed", "20610-50 M16.11"),
    _case("both sides on one line", "20610-RT-LT M16.11"),
    _case("the line has the wrong side: that is another rule", "20610-LT M16.11", laterality="right"),
    _case("no side on the line with the diagnosis", "20610-59 M16.11, 20605-LT"),
    _case("a finger of the left hand", "20600-F1 M25.551", "warning line 1"),
    _case("a replaced joint on the other side", "20610-LT Z96.641"),
    _case("the shorter leg on the other side", "27096-LT M21.751"),
    _case("a finger on a hip: that is another rule", "20610-F6 M25.552"),
    _case("a tumor elsewhere", "64447-LT C50.911"),
    _case("a tumor of the other breast", "19083-LT C50.911", "warning line 1"),
    _case("an organ", "50200-LT M16.11"),
    _case("guidance", "20610, 77002-LT M16.11"),
    example("no code set on the shelf", "20610-LT M16.11", "not checked", facts=lacking("diagnoses")),
)
