"""Other claims of the patient's day, for examples: by the practitioner p1, on a claim of the name 12."""

from app.coding.elsewhere import Elsewhere, LineElsewhere
from app.rules.examples.example import parse_example_lines


def elsewhere(lines: str) -> dict[str, object]:
    """The field of the facts that holds lines in shorthand of another claim."""
    parsed = parse_example_lines(lines)
    return {
        "elsewhere": Elsewhere(tuple(LineElsewhere(12, at, each, "p1") for at, each in enumerate(parsed, 1)))
    }
