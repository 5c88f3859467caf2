"""Other claims of the patient's day, for examples: by the practitioner p1, on a claim of the name 12."""

from app.coding.elsewhere import Elsewhere, LineElsewhere
from app.coding.official import PairEdit
from app.rules.examples.example import parse_example_lines


def elsewhere(lines: str, edits: tuple[tuple[str, str], ...] = (), procedures: str = "") -> dict[str, object]:
    """The field of the facts that holds lines in shorthand of another claim.

    `edits` are PTP edits of indicator 1 between the claims, `procedures` a code that may be a primary.
    """
    parsed = parse_example_lines(lines)
    there = Elsewhere(
        lines=tuple(LineElsewhere(12, at, each, "p1") for at, each in enumerate(parsed, 1)),
        pairs={pair: PairEdit(*pair, "1", None, None, "") for pair in edits},
        procedures=frozenset(filter(None, (procedures,))),
    )
    return {"elsewhere": there}
