"""The examples of ACR-104, mue-exceeded-across-claims."""

from app.coding.official import Adjudication, UnitsLimit
from app.rules.examples.elsewhere import elsewhere
from app.rules.examples.example import example


def _limit(adjudication: Adjudication) -> dict[str, object]:
    """Facts in which 20610 has an MUE of 1."""
    return {"units": {"20610": UnitsLimit("20610", 1, adjudication, "")}}


EXAMPLES = (
    example(
        "20610 on two claims, MUE 1 a day",
        "20610",
        "error line 1",
        practitioner="p1",
        facts={**elsewhere("20610"), **_limit("3")},
    ),
    example(
        "20610 on two claims, MUE 1 a line",
        "20610",
        practitioner="p1",
        facts={**elsewhere("20610"), **_limit("1")},
    ),
    example(
        "two on one claim are another rule",
        "20610, 20610",
        practitioner="p1",
        facts={**elsewhere("20610"), **_limit("2")},
    ),
    example(
        "20610 of two practitioners", "20610", practitioner="p2", facts={**elsewhere("20610"), **_limit("3")}
    ),
)
