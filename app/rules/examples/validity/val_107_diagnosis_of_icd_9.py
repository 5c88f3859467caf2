"""The examples of VAL-107, diagnosis-of-icd-9."""

from msgspec.structs import replace

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.rules.engine.rule import Example
from app.rules.examples.example import example


def with_diagnoses(made: Example, *diagnoses: str) -> Example:
    """An example with diagnoses on its first line that the shorthand does not read."""

    def make() -> tuple[Claim, Facts]:
        claim, facts = made.make()
        first, *others = claim.lines
        return replace(claim, lines=(replace(first, diagnoses=diagnoses), *others)), facts

    return replace(made, make=make)


EXAMPLES = (
    with_diagnoses(example("a code of ICD-9", "20610, 77002", "error line 1"), "715.15"),
    with_diagnoses(example("behind one of ICD-10-CM", "20610, 77002", "error line 1"), "M16.11", "71515"),
    with_diagnoses(example("before ICD-10", "20610", on="2015-09-30"), "715.15"),
    example("a code of ICD-10-CM", "20610 M16.11, 77002"),
)
