"""Examples that the rules on elements of the documentation share: no record, and guidance without a place."""

from msgspec import structs

from app.rules.engine.rule import Example
from app.rules.examples.example import FULLY_DOCUMENTED, UNDOCUMENTED, example


def without_record(flag: str) -> tuple[Example, ...]:
    """A claim without a record, which is not checked, and one whose record states nothing, with its flag."""
    return (
        example("no record", "20610, 77002", "not checked", base=UNDOCUMENTED),
        example("no record, said outright", "20610, 77002", "not checked", record="none"),
        example(
            "a record of which nothing is stated", "20610, 77002", flag, base=UNDOCUMENTED, record="reviewed"
        ),
    )


def without_guidance(element: str) -> tuple[Example, ...]:
    """Claims on which no guidance can stay, where an element that is not stated is asked of nothing."""
    base = structs.replace(FULLY_DOCUMENTED, **{element: None})
    return (
        example("guidance that must come off", "27096, 77002", base=base),
        example("no guidance on the claim", "20610", base=UNDOCUMENTED),
        example(
            "no record for guidance that must come off", "27096, 77002", "not checked", base=UNDOCUMENTED
        ),
    )
